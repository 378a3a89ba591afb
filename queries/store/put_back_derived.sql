-- Bring back what was read in an article that was removed.
INSERT INTO derived BY NAME SELECT * FROM removed_derived WHERE article_id = $article_id
