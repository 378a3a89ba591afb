-- Bring back an article that was removed.
INSERT INTO article BY NAME
SELECT * EXCLUDE (removed_at, removed_by) FROM removed_article WHERE article_id = $article_id
