-- How do publishers state their figures: by whom, of which time, costs in which sense?
--
-- params:   none
-- grain:    one row per publisher that articles name, those with most figures first, at most 20
-- returns:  publisher VARCHAR, articles BIGINT, figures BIGINT, attributed DOUBLE, dated DOUBLE,
--           costs BIGINT, with_basis DOUBLE, total BIGINT
-- units:    attributed, dated, with_basis: shares, 0 to 1; attributed: somebody is named who says
--           it; dated: a period or a year that is looked ahead to is said; with_basis: of the
--           training costs (costs), those whose sense is said, NULL without any; total: how many
--           publishers there are, also beyond the first 20
SELECT
    publisher,
    count(DISTINCT article_id) AS articles,
    count(*) AS figures,
    avg(CAST(attributed_to IS NOT NULL AS INTEGER)) AS attributed,
    avg(CAST(period IS NOT NULL OR horizon IS NOT NULL AS INTEGER)) AS dated,
    count(*) FILTER (WHERE metric = 'training_cost') AS costs,
    avg(CAST(coalesce(cost_basis, 'unspecified') <> 'unspecified' AS INTEGER))
        FILTER (WHERE metric = 'training_cost') AS with_basis,
    count(*) OVER () AS total
FROM claim
WHERE origin = 'article' AND publisher IS NOT NULL
GROUP BY publisher
ORDER BY figures DESC, publisher
LIMIT 20
