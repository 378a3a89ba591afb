-- How many claims hold some words, by metric, origin and status?
--
-- params:   words        TEXT     stands in a name, source, sentence, title or publisher; '': all
--           metrics      TEXT[]   metric ids; an empty list: all
--           names        TEXT[]   companies or subjects; an empty list: all
--           origins      TEXT[]   of article, derived, reference; an empty list: all
--           statuses     TEXT[]   e.g. ['reported']; an empty list: all
--           publishers   TEXT[]   who published the article or source; an empty list: all
--           years        INTEGER[] years of publication; an empty list: all
--           bases        TEXT[]   cost bases; an empty list: all
--           size_unit    TEXT     unit of the size looked for; '': any size
--           size_from    DOUBLE   at least, in size_unit; null: no bound
--           size_to      DOUBLE   at most, in size_unit; null: no bound
--           with_samples BOOLEAN  whether sample articles count
--           reviewed_only BOOLEAN whether only reviewed claims count (claim.reviewed)
--           least_sure   DOUBLE   readings less sure than this do not count unless reviewed; 0: all
-- grain:    one row per (metric, origin, status) with a claim
-- returns:  metric VARCHAR, origin VARCHAR, status VARCHAR, claims BIGINT
-- units:    claims: a count
SELECT
    metric,
    origin,
    status,
    count(*) AS claims
FROM narrowed(
    $words, $metrics, $names, $origins, $statuses, $publishers, $years, $bases,
    $size_unit, $size_from, $size_to, $with_samples, $reviewed_only, $least_sure
)
GROUP BY metric, origin, status
ORDER BY metric, origin, status
