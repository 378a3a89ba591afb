-- In which articles are figures left that nobody decided about?
--
-- params:   with_samples BOOLEAN  whether sample articles count
--           article      TEXT     the id of one that is there however many there are, '' for none
--           most         BIGINT   how many rows at most
-- grain:    one row per article in which something was read; the reader's own before the samples,
--           newest in the store first
-- returns:  article_id VARCHAR, title VARCHAR, is_sample BOOLEAN, figures BIGINT, left_over BIGINT
-- units:    figures: decided about or not; left_over: those nobody decided about
SELECT
    a.article_id,
    a.title,
    a.is_sample,
    count(*) AS figures,
    count(*) FILTER (k.review = 'unreviewed') AS left_over
FROM article AS a
JOIN accounted AS k USING (article_id)
WHERE CAST($with_samples AS BOOLEAN) OR NOT a.is_sample
GROUP BY a.article_id, a.title, a.is_sample, a.added_at
QUALIFY row_number() OVER (
    ORDER BY a.article_id <> CAST($article AS VARCHAR), a.is_sample, a.added_at DESC, a.title, a.article_id
) <= CAST($most AS BIGINT)
ORDER BY a.is_sample, a.added_at DESC, a.title, a.article_id
