-- Remove what counts of figures of some articles; the decisions stay.
DELETE FROM review WHERE list_contains($articles::VARCHAR[], article_id)
