-- How many claims hold some words, by metric, origin and status?
--
-- params:   words        TEXT     stands in a name, source, sentence, title or publisher; '': all
--           metrics      TEXT[]   metric ids; an empty list: all
--           names        TEXT[]   companies or subjects; an empty list: all
--           origins      TEXT[]   of article, derived, reference; an empty list: all
--           statuses     TEXT[]   e.g. ['reported']; an empty list: all
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
FROM claim
WHERE (len(CAST($metrics AS VARCHAR[])) = 0 OR list_contains(CAST($metrics AS VARCHAR[]), metric))
  AND (
    len(CAST($names AS VARCHAR[])) = 0
    OR list_contains(CAST($names AS VARCHAR[]), company)
    OR list_contains(CAST($names AS VARCHAR[]), subject)
  )
  AND (len(CAST($origins AS VARCHAR[])) = 0 OR list_contains(CAST($origins AS VARCHAR[]), origin))
  AND (
    len(CAST($statuses AS VARCHAR[])) = 0
    OR list_contains(CAST($statuses AS VARCHAR[]), status)
  )
  AND (CAST($with_samples AS BOOLEAN) OR NOT is_sample)
  AND (reviewed OR NOT CAST($reviewed_only AS BOOLEAN))
  AND (reviewed OR coalesce(confidence, 1) >= CAST($least_sure AS DOUBLE))
  AND contains(
    lower(concat_ws(
        ' ', subject, company, attributed_to, relative_to, hardware, quote, sentence, title, publisher
    )),
    lower(CAST($words AS VARCHAR))
  )
GROUP BY metric, origin, status
ORDER BY metric, origin, status
