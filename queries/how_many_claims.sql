-- How many claims of some metrics are there?
--
-- params:   metrics      TEXT[]   metric ids, e.g. ['training_cost']
--           names        TEXT[]   companies or subjects; an empty list: all
--           origins      TEXT[]   of article, derived, reference; an empty list: all
--           statuses     TEXT[]   e.g. ['reported', 'estimated']; an empty list: all
--           with_samples BOOLEAN  whether sample articles count
--           reviewed_only BOOLEAN whether only reviewed claims count (claim.reviewed)
--           least_sure   DOUBLE   readings less sure than this do not count unless reviewed; 0: all
-- grain:    one row per metric of which there are some
-- returns:  metric VARCHAR, claims BIGINT
-- units:    claims: how many there are
SELECT
    metric,
    count(*) AS claims
FROM fitting_chart(
    $metrics, $names, $origins, $statuses, $with_samples, $reviewed_only, $least_sure
)
GROUP BY metric
ORDER BY metric
