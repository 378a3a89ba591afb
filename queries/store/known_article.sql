-- Is this text here already, under which title, with how many figures?
SELECT a.title, (SELECT count(*) FROM figure AS f WHERE f.article_id = a.article_id)
FROM article AS a
WHERE a.article_id = $article_id
