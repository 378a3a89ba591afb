-- Keep an article that is removed.
INSERT INTO removed_article BY NAME
SELECT *, $at::TIMESTAMP AS removed_at, $who::VARCHAR AS removed_by
FROM article WHERE article_id = $article_id
