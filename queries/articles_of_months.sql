-- Which articles did some publishers bring out in a stretch of time?
--
-- params:   publishers   TEXT[]   e.g. ['Reuters']; an article without one has 'publisher not known'
--           others       BOOLEAN  whether all but these publishers are asked for
--           since        DATE     the first day; null, with `until` null too: articles without a date
--           until        DATE     the last day
--           with_samples BOOLEAN  whether sample articles count
--           most         BIGINT   how many rows at most
-- grain:    one row per article, the newest first
-- returns:  article_id VARCHAR, title VARCHAR, published DATE, figures BIGINT, reviewed BIGINT,
--           total BIGINT
-- units:    figures: those that count; reviewed: figures that somebody accepted, corrected or
--           added; total: how many articles there are, the same in each row
WITH own AS (
    SELECT article_id, title, published, count(*) OVER () AS total
    FROM article
    WHERE list_contains(
        CAST($publishers AS VARCHAR[]), coalesce(publisher, 'publisher not known')
    ) <> CAST($others AS BOOLEAN)
      AND CASE WHEN CAST($since AS DATE) IS NULL THEN published IS NULL
          ELSE published BETWEEN CAST($since AS DATE) AND CAST($until AS DATE) END
      AND (CAST($with_samples AS BOOLEAN) OR NOT is_sample)
    ORDER BY published DESC NULLS FIRST, title, article_id
    LIMIT CAST($most AS BIGINT)
)
SELECT
    o.article_id,
    o.title,
    o.published,
    count(k.claim_id) AS figures,
    count(*) FILTER (WHERE k.review IN ('accepted', 'edited', 'added')) AS reviewed,
    o.total
FROM own AS o
LEFT JOIN claim_kept AS k ON k.article_id = o.article_id AND k.origin = 'article'
GROUP BY o.article_id, o.title, o.published, o.total
ORDER BY o.published DESC NULLS FIRST, o.title, o.article_id
