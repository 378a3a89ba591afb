-- Remove the rows of some articles.
DELETE FROM rejection WHERE list_contains($articles::VARCHAR[], article_id)
