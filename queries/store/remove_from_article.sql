-- Remove the rows of some articles.
DELETE FROM article WHERE list_contains($articles::VARCHAR[], article_id)
