-- Bring back what was read in an article that was removed.
INSERT INTO review BY NAME SELECT * FROM removed_review WHERE article_id = $article_id
