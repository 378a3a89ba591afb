-- How many claims would each value of each facet let through, the other filters as they are?
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
-- grain:    one row per (facet, value) with a claim; a facet's own filter does not narrow it
-- returns:  facet VARCHAR, value VARCHAR, claims BIGINT
-- units:    facet: metric, company, origin, status, publisher, year, cost_basis. claims: a count
WITH base AS MATERIALIZED (
    SELECT
        metric, company, subject, origin, status, publisher, cost_basis,
        CAST(year(published) AS INTEGER) AS year
    FROM narrowed(
        $words, [], [], [], [], [], [], [],
        $size_unit, $size_from, $size_to, $with_samples, $reviewed_only, $least_sure
    )
),
passed AS MATERIALIZED (
    SELECT
        *,
        (len(CAST($metrics AS VARCHAR[])) = 0
            OR list_contains(CAST($metrics AS VARCHAR[]), metric)) AS by_metrics,
        (
          len(CAST($names AS VARCHAR[])) = 0
          OR list_contains(CAST($names AS VARCHAR[]), company)
          OR list_contains(CAST($names AS VARCHAR[]), subject)
        ) AS by_names,
        (len(CAST($origins AS VARCHAR[])) = 0
            OR list_contains(CAST($origins AS VARCHAR[]), origin)) AS by_origins,
        (len(CAST($statuses AS VARCHAR[])) = 0
            OR list_contains(CAST($statuses AS VARCHAR[]), status)) AS by_statuses,
        (len(CAST($publishers AS VARCHAR[])) = 0
            OR list_contains(CAST($publishers AS VARCHAR[]), publisher)) AS by_publishers,
        (len(CAST($years AS INTEGER[])) = 0
            OR list_contains(CAST($years AS INTEGER[]), year)) AS by_years,
        (len(CAST($bases AS VARCHAR[])) = 0
            OR list_contains(CAST($bases AS VARCHAR[]), cost_basis)) AS by_bases
    FROM base
)
SELECT 'metric' AS facet, metric AS value, count(*) AS claims
FROM passed
WHERE metric IS NOT NULL
  AND coalesce(
    by_names AND by_origins AND by_statuses
    AND by_publishers AND by_years AND by_bases,
    FALSE
  )
GROUP BY metric
UNION ALL
SELECT 'company' AS facet, company AS value, count(*) AS claims
FROM passed
WHERE company IS NOT NULL
  AND coalesce(
    by_metrics AND by_origins AND by_statuses
    AND by_publishers AND by_years AND by_bases,
    FALSE
  )
GROUP BY company
UNION ALL
SELECT 'origin' AS facet, origin AS value, count(*) AS claims
FROM passed
WHERE origin IS NOT NULL
  AND coalesce(
    by_metrics AND by_names AND by_statuses
    AND by_publishers AND by_years AND by_bases,
    FALSE
  )
GROUP BY origin
UNION ALL
SELECT 'status' AS facet, status AS value, count(*) AS claims
FROM passed
WHERE status IS NOT NULL
  AND coalesce(
    by_metrics AND by_names AND by_origins
    AND by_publishers AND by_years AND by_bases,
    FALSE
  )
GROUP BY status
UNION ALL
SELECT 'publisher' AS facet, publisher AS value, count(*) AS claims
FROM passed
WHERE publisher IS NOT NULL
  AND coalesce(
    by_metrics AND by_names AND by_origins
    AND by_statuses AND by_years AND by_bases,
    FALSE
  )
GROUP BY publisher
UNION ALL
SELECT 'year' AS facet, CAST(year AS VARCHAR) AS value, count(*) AS claims
FROM passed
WHERE year IS NOT NULL
  AND coalesce(
    by_metrics AND by_names AND by_origins
    AND by_statuses AND by_publishers AND by_bases,
    FALSE
  )
GROUP BY CAST(year AS VARCHAR)
UNION ALL
SELECT 'cost_basis' AS facet, cost_basis AS value, count(*) AS claims
FROM passed
WHERE cost_basis IS NOT NULL
  AND coalesce(
    by_metrics AND by_names AND by_origins
    AND by_statuses AND by_publishers AND by_years,
    FALSE
  )
GROUP BY cost_basis
ORDER BY facet, claims DESC, value
