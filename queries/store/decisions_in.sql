-- What was decided about the figures of an article, oldest first?
SELECT figure_id, decision_id, article_id, who, action, state, fields, changed, why, batch
FROM decision
WHERE article_id = $article_id
ORDER BY decision_id
