-- Which decision about an article that is there does not count as it should?
--
-- params:   none
-- grain:    one row per figure
-- returns:  kind VARCHAR, id VARCHAR, article_id VARCHAR, said VARCHAR
-- units:    said is what is wrong, in words; a decision that was taken back about a figure that is
--           not read any more counts for nothing, and is none
WITH newest AS (
    SELECT figure_id, article_id, decision_id, state
    FROM decision
    QUALIFY row_number() OVER (PARTITION BY figure_id ORDER BY decision_id DESC) = 1
)
SELECT
    'decision' AS kind,
    coalesce(n.figure_id, r.figure_id) AS id,
    coalesce(n.article_id, r.article_id) AS article_id,
    CASE
        WHEN r.figure_id IS NULL
            THEN 'decision ' || n.decision_id || ' is about this figure, which is gone'
        WHEN n.figure_id IS NULL THEN 'it counts as decided and there is no decision about it'
        ELSE 'decision ' || r.decision_id || ' counts, the newest is ' || n.decision_id
    END AS said
FROM newest AS n
FULL JOIN review AS r ON r.figure_id = n.figure_id
SEMI JOIN article AS a ON a.article_id = coalesce(n.article_id, r.article_id)
WHERE r.decision_id IS DISTINCT FROM n.decision_id
  AND NOT (r.figure_id IS NULL AND n.state = 'unreviewed')
ORDER BY article_id, id, said
