-- What was decided about one figure, newest first?
--
-- params:   figure_id TEXT
-- grain:    one row per decision
-- returns:  decision_id BIGINT, decided_at TIMESTAMP, who VARCHAR, action VARCHAR, state VARCHAR,
--           fields VARCHAR, changed VARCHAR[], why VARCHAR, batch BIGINT
-- units:    decided_at in UTC; fields is a JSON object of the figure's fields after the decision
SELECT decision_id, decided_at, who, action, state, fields, changed, why, batch
FROM decision
WHERE figure_id = $figure_id
ORDER BY decision_id DESC
