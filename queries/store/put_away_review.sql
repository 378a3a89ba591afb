-- Keep what was read in an article that is removed.
INSERT INTO removed_review BY NAME SELECT * FROM review WHERE article_id = $article_id
