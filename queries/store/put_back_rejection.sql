-- Bring back what was read in an article that was removed.
INSERT INTO rejection BY NAME SELECT * FROM removed_rejection WHERE article_id = $article_id
