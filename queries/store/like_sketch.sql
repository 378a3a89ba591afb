-- Which articles share so many of the hashes of a sketch, the likest first?
SELECT article_id, title, text, coalesce(copy_of, article_id) AS first
FROM article
WHERE len(list_intersect(sketch, $sketch::BIGINT[])) >= $least AND article_id <> $article_id
ORDER BY len(list_intersect(sketch, $sketch::BIGINT[])) DESC, added_at, article_id
LIMIT 5
