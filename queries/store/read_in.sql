-- What was read in an article, in the order of the text, whatever somebody decided?
SELECT * FROM figure WHERE article_id = $article_id ORDER BY position
