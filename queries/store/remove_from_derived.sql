-- Remove the rows of some articles.
DELETE FROM derived WHERE list_contains($articles::VARCHAR[], article_id)
