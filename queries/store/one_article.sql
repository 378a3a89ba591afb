-- Which article is to be removed?
SELECT article_id FROM article WHERE article_id = $article_id
