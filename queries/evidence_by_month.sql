-- Where does the evidence come from, month by month, and how far was it looked at?
--
-- params:   with_samples BOOLEAN  whether sample articles count
--           edition      TEXT     the edition (article.extractor) that reads articles now
-- grain:    one row per publisher and month of publication; null publisher: not known, null month:
--           no date. The 200 publishers of most figures by name, the others as 'all others'
-- returns:  publisher VARCHAR, published DATE, articles BIGINT, figures BIGINT, reviewed BIGINT,
--           unsure BIGINT, warned BIGINT, silent BIGINT, earlier BIGINT
-- units:    published: the first day of the month. figures: those that count; reviewed: figures
--           that somebody accepted, corrected or added; unsure: figures that nobody decided about
--           and whose reading is right less often than three times in four (model.TO_REVIEW);
--           warned: undecided ones that do not fit others. silent: articles in which no figure was
--           read; earlier: articles read by another edition
WITH month AS (
    SELECT
        publisher,
        CAST(date_trunc('month', published) AS DATE) AS published,
        count(DISTINCT article_id) AS loud,
        count(*) AS figures,
        count(*) FILTER (WHERE review IN ('accepted', 'edited', 'added')) AS reviewed,
        count(*) FILTER (WHERE review = 'unreviewed' AND confidence < 0.75) AS unsure,
        count(*) FILTER (WHERE review = 'unreviewed' AND warning IS NOT NULL) AS warned
    FROM claim_kept
    WHERE origin = 'article'
      AND (CAST($with_samples AS BOOLEAN) OR NOT is_sample)
    GROUP BY ALL
),
came AS (
    SELECT
        publisher,
        CAST(date_trunc('month', published) AS DATE) AS published,
        count(*) AS articles,
        count(*) FILTER (WHERE extractor IS DISTINCT FROM $edition) AS earlier
    FROM article
    WHERE CAST($with_samples AS BOOLEAN) OR NOT is_sample
    GROUP BY ALL
),
foremost AS (
    SELECT publisher
    FROM month
    GROUP BY publisher
    ORDER BY sum(figures) DESC, publisher
    LIMIT 200
)
SELECT
    CASE WHEN c.publisher IS NULL OR c.publisher IN (
        SELECT f.publisher FROM foremost AS f WHERE f.publisher IS NOT NULL
    ) THEN c.publisher ELSE 'all others' END AS publisher,
    c.published,
    CAST(sum(c.articles) AS BIGINT) AS articles,
    CAST(sum(coalesce(m.figures, 0)) AS BIGINT) AS figures,
    CAST(sum(coalesce(m.reviewed, 0)) AS BIGINT) AS reviewed,
    CAST(sum(coalesce(m.unsure, 0)) AS BIGINT) AS unsure,
    CAST(sum(coalesce(m.warned, 0)) AS BIGINT) AS warned,
    CAST(sum(c.articles - coalesce(m.loud, 0)) AS BIGINT) AS silent,
    CAST(sum(c.earlier) AS BIGINT) AS earlier
FROM came AS c
LEFT JOIN month AS m
    ON m.publisher IS NOT DISTINCT FROM c.publisher
    AND m.published IS NOT DISTINCT FROM c.published
GROUP BY ALL
ORDER BY publisher NULLS FIRST, c.published NULLS FIRST
