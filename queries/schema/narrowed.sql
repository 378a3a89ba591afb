-- The claims that all filters of the Data page and of the addresses let through: one place for all.
--
-- An empty list, an empty text and a null let everything through. size_unit is the unit that
-- size_from and size_to are in: 'USD' is looked for in dollars of any currency with a rate, any
-- other unit as written; a claim fits where its value or range meets theirs.
CREATE OR REPLACE MACRO narrowed(
    words, metrics, names, origins, statuses, publishers, years, bases,
    size_unit, size_from, size_to, with_samples, reviewed_only, least_sure
) AS TABLE
SELECT *
FROM claim
WHERE (len(CAST(metrics AS VARCHAR[])) = 0 OR list_contains(CAST(metrics AS VARCHAR[]), metric))
  AND (
    len(CAST(names AS VARCHAR[])) = 0
    OR list_contains(CAST(names AS VARCHAR[]), company)
    OR list_contains(CAST(names AS VARCHAR[]), subject)
  )
  AND (len(CAST(origins AS VARCHAR[])) = 0 OR list_contains(CAST(origins AS VARCHAR[]), origin))
  AND (len(CAST(statuses AS VARCHAR[])) = 0 OR list_contains(CAST(statuses AS VARCHAR[]), status))
  AND (
    len(CAST(publishers AS VARCHAR[])) = 0
    OR list_contains(CAST(publishers AS VARCHAR[]), publisher)
  )
  AND (
    len(CAST(years AS INTEGER[])) = 0
    OR list_contains(CAST(years AS INTEGER[]), CAST(year(published) AS INTEGER))
  )
  AND (len(CAST(bases AS VARCHAR[])) = 0 OR list_contains(CAST(bases AS VARCHAR[]), cost_basis))
  AND (
    CAST(size_unit AS VARCHAR) = ''
    OR (
        CASE WHEN CAST(size_unit AS VARCHAR) = 'USD' THEN value_usd IS NOT NULL
             ELSE unit = CAST(size_unit AS VARCHAR) END
        AND coalesce(
            CASE WHEN CAST(size_unit AS VARCHAR) = 'USD' THEN coalesce(value_usd_high, value_usd)
                 ELSE coalesce(value_high, value) END >= CAST(size_from AS DOUBLE), TRUE)
        AND coalesce(
            CASE WHEN CAST(size_unit AS VARCHAR) = 'USD' THEN value_usd ELSE value END
            <= CAST(size_to AS DOUBLE), TRUE)
    )
  )
  AND (CAST(with_samples AS BOOLEAN) OR NOT is_sample)
  AND (reviewed OR NOT CAST(reviewed_only AS BOOLEAN))
  AND (reviewed OR coalesce(confidence, 1) >= CAST(least_sure AS DOUBLE))
  AND (
    CAST(words AS VARCHAR) = ''
    OR contains(
        lower(concat_ws(
            ' ', subject, company, attributed_to, relative_to, hardware, quote, sentence, title,
            publisher
        )),
        lower(CAST(words AS VARCHAR))
    )
  )
