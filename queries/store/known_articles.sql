-- Which of these articles are here, which have decisions from before, which were removed?
SELECT
    id AS article_id,
    id IN (SELECT article_id FROM article) AS is_here,
    id IN (SELECT article_id FROM decision) AS is_decided,
    id IN (SELECT article_id FROM removed_article) AS is_removed
FROM unnest($articles::VARCHAR[]) AS asked(id)
