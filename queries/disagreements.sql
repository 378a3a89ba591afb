-- About what do sources disagree most, like set against like?
--
-- params:   lasting      TEXT[]   metrics whose value does not move with the date of the claim
--           of_period    TEXT[]   metrics that count only where a calendar period is stated
--           of_year      TEXT[]   metrics that count only where a target year is stated
--           with_samples BOOLEAN  whether sample articles count
--           most         BIGINT   at most so many rows
-- grain:    one row per group of claims alike (claim.alike); only plain values and ranges, of two
--           origins (claim.goes_back_to) or more. Of several values alike in one article only the
--           largest counts: the others are mostly parts of it, such as the stages of one run.
-- returns:  metric VARCHAR, subject VARCHAR, company VARCHAR, cost_basis VARCHAR,
--           relative_to VARCHAR, statuses VARCHAR, period VARCHAR, horizon INTEGER, unit VARCHAR,
--           is_money BOOLEAN, lowest DOUBLE, highest DOUBLE, times DOUBLE, claims BIGINT,
--           articles BIGINT, reference BIGINT, origins BIGINT, lowest_id VARCHAR,
--           highest_id VARCHAR, preferred_id VARCHAR
-- units:    lowest, highest in unit; money in US dollars where there is a rate. times: highest by
--           lowest. reference: how many of the claims are reference data. origins: how many they
--           go back to (claim.goes_back_to)
WITH plain AS (
    SELECT
        *,
        CASE WHEN value_usd IS NULL THEN unit ELSE 'USD' END AS plot_unit,
        coalesce(value_usd, value) AS low,
        coalesce(value_usd_high, CASE WHEN value_usd IS NULL THEN value_high END, value_usd, value)
            AS high
    FROM claim
    WHERE qualifier IN ('exact', 'approx', 'range')
      AND origin <> 'derived'
      AND value > 0
      AND cost_basis IS DISTINCT FROM 'unspecified'
      AND (
        list_contains(CAST($lasting AS VARCHAR[]), metric)
        OR (
            list_contains(CAST($of_period AS VARCHAR[]), metric)
            AND period NOT IN ('annualized', 'month')
        )
        OR (list_contains(CAST($of_year AS VARCHAR[]), metric) AND horizon IS NOT NULL)
      )
      AND (CAST($with_samples AS BOOLEAN) OR NOT is_sample)
    QUALIFY
        coalesce(value_usd_high, value_high, value_usd, value)
        = max(coalesce(value_usd_high, value_high, value_usd, value))
            OVER (PARTITION BY alike, coalesce(article_id, claim_id))
)
SELECT
    metric,
    subject,
    min(company) AS company,
    cost_basis,
    relative_to,
    string_agg(DISTINCT status, ' or ' ORDER BY status) AS statuses,
    period,
    horizon,
    plot_unit AS unit,
    bool_or(is_money) AS is_money,
    min(low) AS lowest,
    max(high) AS highest,
    max(high) / min(low) AS times,
    count(*) AS claims,
    count(DISTINCT article_id) AS articles,
    count(*) FILTER (WHERE origin = 'reference') AS reference,
    count(DISTINCT goes_back_to) AS origins,
    arg_min(claim_id, low) AS lowest_id,
    arg_max(claim_id, high) AS highest_id,
    max(claim_id) FILTER (WHERE preferred_by IS NOT NULL) AS preferred_id
FROM plain
GROUP BY alike, metric, subject, cost_basis, relative_to, period, horizon, plot_unit
HAVING count(DISTINCT goes_back_to) > 1
   AND max(high) > min(low)
ORDER BY times DESC, metric, subject, lowest_id
LIMIT CAST($most AS BIGINT)
