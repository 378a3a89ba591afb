-- What was decided about one figure, newest first?
--
-- params:   figure_id TEXT
-- grain:    one row per decision
-- returns:  decision_id BIGINT, decided_at TIMESTAMP, who VARCHAR, action VARCHAR, state VARCHAR,
--           fields VARCHAR, before VARCHAR, changed VARCHAR[], why VARCHAR, batch BIGINT
-- units:    decided_at in UTC; fields is a JSON object of the figure's fields after the decision,
--           before the same before it, null for what was added by hand or is not read any more
SELECT
    d.decision_id,
    d.decided_at,
    d.who,
    d.action,
    d.state,
    d.fields,
    coalesce(
        lag(d.fields) OVER (ORDER BY d.decision_id),
        CASE WHEN d.action <> 'add' THEN CAST(to_json(f) AS VARCHAR) END
    ) AS before,
    d.changed,
    d.why,
    d.batch
FROM decision AS d
LEFT JOIN figure AS f ON f.figure_id = d.figure_id
WHERE d.figure_id = $figure_id
ORDER BY d.decision_id DESC
