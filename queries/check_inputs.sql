-- Which figure was worked out from others that do not count or are not named?
--
-- params:   none
-- grain:    one row per input that is missing, or per derived figure without any
-- returns:  kind VARCHAR, id VARCHAR, article_id VARCHAR, said VARCHAR
-- units:    said is what is wrong, in words
SELECT
    'input' AS kind,
    d.derived_id AS id,
    d.article_id,
    'it was worked out from ' || i.figure_id || ', which does not count' AS said
FROM derived AS d
JOIN derived_input AS i USING (derived_id)
ANTI JOIN admitted AS f ON f.figure_id = i.figure_id
UNION ALL
SELECT
    'input',
    d.derived_id,
    d.article_id,
    'it was worked out from no figure'
FROM derived AS d
ANTI JOIN derived_input AS i USING (derived_id)
UNION ALL
SELECT
    'input',
    d.derived_id,
    d.article_id,
    'one of the figures that it was worked out from is not named'
FROM derived AS d
JOIN derived_input AS i USING (derived_id)
GROUP BY d.derived_id, d.article_id
HAVING count(*) <> max(i.position) + 1
ORDER BY article_id, id, said
