-- Which row belongs to an article, a derived figure or a naming that is not there?
--
-- params:   none
-- grain:    one row per row that is left over
-- returns:  kind VARCHAR, id VARCHAR, article_id VARCHAR, said VARCHAR
-- units:    said is what is wrong, in words; decisions, preferences and rereadings stay when their
--           article leaves, and are none
WITH owned AS (
    SELECT 'figure' AS its, figure_id AS id, article_id FROM figure
    UNION ALL
    SELECT 'derived', derived_id, article_id FROM derived
    UNION ALL
    SELECT 'rejection', quote || ' at ' || start_offset, article_id FROM rejection
    UNION ALL
    SELECT 'review', figure_id, article_id FROM review
)
SELECT
    'orphan' AS kind,
    o.id,
    o.article_id,
    'a row of ' || o.its || ' whose article is not there' AS said
FROM owned AS o
ANTI JOIN article AS a USING (article_id)
UNION ALL
SELECT
    'orphan',
    i.derived_id,
    NULL,
    'a row of derived_input whose derived figure is not there'
FROM derived_input AS i
ANTI JOIN derived AS d USING (derived_id)
UNION ALL
SELECT
    'naming',
    CAST(n.naming_id AS VARCHAR),
    NULL,
    'it takes back addition ' || n.takes_back || ', which is not there'
FROM naming AS n
ANTI JOIN naming AS m ON m.naming_id = n.takes_back
WHERE n.takes_back IS NOT NULL
ORDER BY kind, article_id, id, said
