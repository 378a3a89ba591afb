-- Keep what was read in an article that is removed.
INSERT INTO removed_derived BY NAME SELECT * FROM derived WHERE article_id = $article_id
