-- At most so many claims of each metric, chosen so that they show how all of them lie.
--
-- Of claims alike: the preferred one, the best evidenced, the lowest and the highest, the middle
-- one, those evenly between by size, more of the best evidenced; what is then left of `most` goes
-- to the best evidenced of the metric. Things that readers' own articles state come first, then
-- those most is stated of. Where no more than `most` (up to 2,000) fit, all are there.
-- left_out, left_out_reviewed: how many more are alike but not there, told at one of the claims
-- alike and 0 at the others. in_all: how many of the metric fit, there or not.
CREATE OR REPLACE MACRO spread_out(
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
        arg_max(place, evidence, 8) AS best,
        quantile_disc(
            struct_pack(size := size, place := place),
            [0, 1, 0.5, 0.25, 0.75, 0.125, 0.375, 0.625, 0.875]
        ) AS steps
    FROM fit
    GROUP BY metric, about
),
surest AS (
    SELECT metric, count(*) AS in_all, arg_max(place, evidence, 2000) AS best
    FROM fit
    GROUP BY metric
),
turns AS (
    SELECT f.place, 0 AS turn
    FROM fit AS f JOIN chosen AS c ON c.claim_id = f.claim_id
    UNION ALL
    SELECT unnest(best), unnest([1, 6, 6, 6, 6, 6, 6, 6]) FROM things
    UNION ALL
    SELECT unnest(steps).place, unnest([2, 2, 3, 4, 4, 5, 5, 5, 5]) FROM things
    UNION ALL
    SELECT unnest(best[:CAST(most AS BIGINT)]), 7 FROM surest
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
