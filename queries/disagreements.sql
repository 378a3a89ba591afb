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
WITH plain AS MATERIALIZED (
    SELECT
        rowid AS place,
        hash(alike) AS about,
        hash(coalesce(article_id, claim_id)) AS told_in,
        hash(goes_back_to) AS origin,
        CASE WHEN value_usd IS NULL THEN unit ELSE 'USD' END AS plot_unit,
        coalesce(value_usd, value) AS low,
        coalesce(value_usd_high, CASE WHEN value_usd IS NULL THEN value_high END, value_usd, value)
            AS high,
        coalesce(value_usd_high, value_high, value_usd, value) AS size
    FROM claim_kept
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
),
tops AS (
    SELECT about, told_in, max(size) AS size FROM plain GROUP BY about, told_in
),
largest AS (
    SELECT p.place, p.about, p.plot_unit, p.low, p.high, p.origin
    FROM plain AS p
    JOIN tops AS t ON t.about = p.about AND t.told_in = p.told_in AND t.size = p.size
),
-- What is worked out of numbers alone comes first: the words of a group are read for few.
widest AS (
    SELECT about, plot_unit
    FROM largest
    GROUP BY about, plot_unit
    HAVING min(origin) <> max(origin) AND max(high) > min(low)
    QUALIFY rank() OVER (ORDER BY max(high) / min(low) DESC) <= CAST($most AS BIGINT)
)
SELECT
    k.metric,
    k.subject,
    min(k.company) AS company,
    k.cost_basis,
    k.relative_to,
    string_agg(DISTINCT k.status, ' or ' ORDER BY k.status) AS statuses,
    k.period,
    k.horizon,
    l.plot_unit AS unit,
    bool_or(k.is_money) AS is_money,
    min(l.low) AS lowest,
    max(l.high) AS highest,
    max(l.high) / min(l.low) AS times,
    count(*) AS claims,
    count(DISTINCT k.article_id) AS articles,
    count(*) FILTER (WHERE k.origin = 'reference') AS reference,
    count(DISTINCT k.goes_back_to) AS origins,
    arg_min(k.claim_id, struct_pack(low := l.low, id := k.claim_id)) AS lowest_id,
    arg_max(k.claim_id, struct_pack(high := l.high, id := k.claim_id)) AS highest_id,
    max(k.claim_id) FILTER (WHERE c.who IS NOT NULL) AS preferred_id
FROM widest AS w
JOIN largest AS l ON l.about = w.about AND l.plot_unit = w.plot_unit
JOIN claim_kept AS k ON k.rowid = l.place
LEFT JOIN chosen AS c ON c.about = k.alike AND c.claim_id = k.claim_id
GROUP BY
    k.alike, k.metric, k.subject, k.cost_basis, k.relative_to, k.period, k.horizon, l.plot_unit
ORDER BY times DESC, k.metric, k.subject, lowest_id
LIMIT CAST($most AS BIGINT)
