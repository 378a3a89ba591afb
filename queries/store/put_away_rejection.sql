-- Keep what was read in an article that is removed.
INSERT INTO removed_rejection BY NAME SELECT * FROM rejection WHERE article_id = $article_id
