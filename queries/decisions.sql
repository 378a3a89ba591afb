-- What was decided last, about what?
--
-- params:   most BIGINT   at most so many rows
-- grain:    one row per decision, newest first
-- returns:  decision_id BIGINT, decided_at TIMESTAMP, who VARCHAR, action VARCHAR, state VARCHAR,
--           changed VARCHAR[], why VARCHAR, figure_id VARCHAR, article_id VARCHAR, title VARCHAR,
--           quote VARCHAR
-- units:    decided_at in UTC; title is null when the article has left the store
SELECT
    d.decision_id, d.decided_at, d.who, d.action, d.state, d.changed, d.why, d.figure_id,
    d.article_id, a.title, json_extract_string(d.fields, '$.quote') AS quote
FROM decision AS d
LEFT JOIN article AS a USING (article_id)
ORDER BY d.decision_id DESC
LIMIT CAST($most AS BIGINT)
