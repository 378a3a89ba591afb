-- About what do sources disagree most, like set against like?
--
-- params:   lasting      TEXT[]   metrics whose value does not move with the date of the claim
--           of_period    TEXT[]   metrics that count only where a calendar period is stated
--           of_year      TEXT[]   metrics that count only where a target year is stated
--           with_samples BOOLEAN  whether sample articles count
--           most         BIGINT   at most so many rows
-- grain:    one row per group of claims that agree in metric, subject, unit, sense of cost, other
--           side, status, period and horizon; only plain values and ranges, of two sources or more
-- returns:  metric VARCHAR, subject VARCHAR, company VARCHAR, cost_basis VARCHAR,
--           relative_to VARCHAR, status VARCHAR, period VARCHAR, horizon INTEGER, unit VARCHAR,
--           is_money BOOLEAN, lowest DOUBLE, highest DOUBLE, times DOUBLE, claims BIGINT,
--           sources BIGINT, lowest_id VARCHAR, highest_id VARCHAR
-- units:    lowest, highest in unit; money in US dollars where there is a rate. times: highest by
--           lowest. A source is an article, or a title of the reference data
WITH plain AS (
    SELECT
        *,
        CASE WHEN value_usd IS NULL THEN unit ELSE 'USD' END AS plot_unit,
        coalesce(value_usd, value) AS low,
        coalesce(value_usd_high, CASE WHEN value_usd IS NULL THEN value_high END, value_usd, value)
            AS high,
        coalesce(article_id, title) AS source
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
)
SELECT
    metric,
    subject,
    min(company) AS company,
    cost_basis,
    relative_to,
    status,
    period,
    horizon,
    plot_unit AS unit,
    bool_or(is_money) AS is_money,
    min(low) AS lowest,
    max(high) AS highest,
    max(high) / min(low) AS times,
    count(*) AS claims,
    count(DISTINCT source) AS sources,
    arg_min(claim_id, low) AS lowest_id,
    arg_max(claim_id, high) AS highest_id
FROM plain
GROUP BY metric, subject, cost_basis, relative_to, status, period, horizon, plot_unit
HAVING count(DISTINCT source) > 1
   AND max(high) > min(low)
ORDER BY times DESC, metric, subject, lowest_id
LIMIT CAST($most AS BIGINT)
