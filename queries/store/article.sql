-- All that is kept of one article, its figures apart.
SELECT * FROM article WHERE article_id = $article_id
