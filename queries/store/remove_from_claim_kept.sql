-- Remove the kept claims of some articles.
DELETE FROM claim_kept WHERE list_contains($articles::VARCHAR[], article_id)
