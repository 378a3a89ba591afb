-- At most so many claims of each metric, the largest amounts of each thing before the smaller.
--
-- Of claims alike: the preferred one, the best evidenced, the ten largest amounts, of one amount
-- the best evidenced claim; what is then left of `most` goes to the largest of the metric. Things
-- that readers' own articles state come first, then those most is stated of. Where no more than
-- `most` (up to 2,000) fit, all are there. Columns are those of spread_out.sql.
CREATE OR REPLACE MACRO largest(
    metrics, names, origins, statuses, with_samples, reviewed_only, least_sure, most
) AS TABLE
WITH fit AS MATERIALIZED (
    SELECT *
    FROM fitting_chart(
        metrics, names, origins, statuses, with_samples, reviewed_only, least_sure
    )
),
things AS (
    SELECT
        metric,
        about,
        count(*) AS claims,
        count(*) FILTER (WHERE reviewed) AS checked,
        bool_or(own) AS own,
        arg_max(place, evidence) AS best
    FROM fit
    GROUP BY metric, about
),
amounts AS (
    SELECT about, size, arg_max(place, evidence) AS place
    FROM fit
    GROUP BY about, size
),
tops AS (
    SELECT about, arg_max(place, size, 10) AS places
    FROM amounts
    GROUP BY about
),
surest AS (
    SELECT metric, count(*) AS in_all, arg_max(place, size, 2000) AS best
    FROM fit
    GROUP BY metric
),
turns AS (
    SELECT f.place, 0 AS turn
    FROM fit AS f JOIN chosen AS c ON c.claim_id = f.claim_id
    UNION ALL
    SELECT best, 1 FROM things
    UNION ALL
    SELECT unnest(places), unnest(range(2, 12)) FROM tops
    UNION ALL
    SELECT unnest(best[:CAST(most AS BIGINT)]), 12 FROM surest
),
first AS (
    SELECT place, min(turn) AS turn FROM turns WHERE place IS NOT NULL GROUP BY place
),
kept AS (
    SELECT f.place, f.metric, f.about, f.reviewed, t.claims, t.checked, u.turn
    FROM first AS u
    JOIN fit AS f ON f.place = u.place
    JOIN things AS t ON t.about = f.about
    QUALIFY row_number() OVER (
        PARTITION BY f.metric
        ORDER BY u.turn, t.own DESC, t.claims DESC, f.about, f.place
    ) <= CAST(most AS BIGINT)
)
SELECT
    k.place,
    CASE WHEN row_number() OVER alike = 1
        THEN k.claims - count(*) OVER (PARTITION BY k.about) ELSE 0 END AS left_out,
    CASE WHEN row_number() OVER alike = 1
        THEN k.checked - count(*) FILTER (WHERE k.reviewed) OVER (PARTITION BY k.about)
        ELSE 0 END AS left_out_reviewed,
    s.in_all
FROM kept AS k JOIN surest AS s ON s.metric = k.metric
WINDOW alike AS (PARTITION BY k.about ORDER BY NOT k.reviewed, k.turn, k.place)
