-- Bring back what was read in an article that was removed.
INSERT INTO figure BY NAME SELECT * FROM removed_figure WHERE article_id = $article_id
