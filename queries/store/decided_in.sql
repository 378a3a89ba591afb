-- Which figures of an article did somebody decide about?
SELECT figure_id
FROM decision
WHERE article_id = $article_id
GROUP BY figure_id
ORDER BY max(decision_id)
