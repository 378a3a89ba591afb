-- Which claims of some metrics fit what is asked for?
--
-- params:   metrics      TEXT[]   metric ids, e.g. ['training_cost']
--           names        TEXT[]   companies or subjects; an empty list: all
--           origins      TEXT[]   of article, derived, reference; an empty list: all
--           statuses     TEXT[]   e.g. ['reported', 'estimated']; an empty list: all
--           with_samples BOOLEAN  whether sample articles count
--           reviewed_only BOOLEAN whether only reviewed claims count (claim.reviewed)
--           least_sure   DOUBLE   readings less sure than this do not count unless reviewed; 0: all
-- grain:    one row per claim, in the order of the charts' queries; of claims that are at hand whole
--           already those are taken then, in a tenth of the time that it takes to read them again
-- returns:  claim_id VARCHAR
-- units:    none
SELECT claim_id
FROM chartable(
    $metrics, $names, $origins, $statuses, $with_samples, $reviewed_only, $least_sure
)
ORDER BY metric, subject, published NULLS FIRST, value, claim_id
