-- The claims that a chart may draw, whole; `place` is where a row lies in claim_kept now.
--
-- An empty list lets everything through.
CREATE OR REPLACE MACRO chartable(
    metrics, names, origins, statuses, with_samples, reviewed_only, least_sure
) AS TABLE
SELECT
    *,
    rowid AS place
FROM claim_kept
WHERE list_contains(CAST(metrics AS VARCHAR[]), metric)
  AND (among(names, company) OR among(names, subject))
  AND among(origins, origin)
  AND among(statuses, status)
  AND (CAST(with_samples AS BOOLEAN) OR NOT is_sample)
  AND (reviewed OR NOT CAST(reviewed_only AS BOOLEAN))
  AND (reviewed OR coalesce(confidence, 1) >= CAST(least_sure AS DOUBLE));

-- The same with what they are chosen by where there are too many.
--
-- about: the same number for claims alike (claim.alike).
-- size: dollars where there is a rate, else the value. evidence: the larger, the better: what is
-- reviewed, then what is from readers' own articles and from reference data, then the surest
-- reading, then the newest; the last digits only part what is equal, the same way each time.
CREATE OR REPLACE MACRO fitting_chart(
    metrics, names, origins, statuses, with_samples, reviewed_only, least_sure
) AS TABLE
SELECT
    place,
    claim_id,
    metric,
    hash(alike) AS about,
    coalesce(value_usd, value) AS size,
    article_id,
    published,
    warning IS NOT NULL AS warned,
    reviewed,
    origin <> 'reference' AND NOT is_sample AS own,
    (
        ((CAST(reviewed AS BIGINT) * 2 + CAST(NOT is_sample AS BIGINT)) * 1001
         + CAST(1000 * coalesce(confidence, 0.9) AS BIGINT)) * 100000
        + coalesce(date_diff('day', DATE '1900-01-01', published), 0)
    ) * 1024 + hash(claim_id) % 1024 AS evidence
FROM chartable(
    metrics, names, origins, statuses, with_samples, reviewed_only, least_sure
)
