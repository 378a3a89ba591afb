-- Which claim that pages and exports read is another than the one worked out now?
--
-- params:   none
-- grain:    one row per claim
-- returns:  kind VARCHAR, id VARCHAR, article_id VARCHAR, said VARCHAR
-- units:    said is what is wrong, in words
WITH missing AS (SELECT * FROM searchable EXCEPT ALL SELECT * FROM claim_kept),
stale AS (SELECT * FROM claim_kept EXCEPT ALL SELECT * FROM searchable)
SELECT
    'claim' AS kind,
    coalesce(m.claim_id, s.claim_id) AS id,
    coalesce(m.article_id, s.article_id) AS article_id,
    CASE
        WHEN s.claim_id IS NULL THEN 'it is not among the claims kept for the charts'
        WHEN m.claim_id IS NULL THEN 'it is kept for the charts and does not follow any more'
        ELSE 'it is kept for the charts as it was before'
    END AS said
FROM missing AS m
FULL JOIN stale AS s ON s.claim_id = m.claim_id
ORDER BY article_id, id, said
