-- Remove the rows of some articles.
DELETE FROM figure WHERE list_contains($articles::VARCHAR[], article_id)
