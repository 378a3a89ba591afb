-- Keep what was read in an article that is removed.
INSERT INTO removed_figure BY NAME SELECT * FROM figure WHERE article_id = $article_id
