-- What was decided about a figure, oldest first?
SELECT decision_id, article_id, who, action, state, fields, changed, why, batch
FROM decision
WHERE figure_id = $figure_id
ORDER BY decision_id
