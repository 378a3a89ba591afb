-- Keep the claims of an article as they are worked out now; those kept before were removed.
INSERT INTO claim_kept BY NAME
SELECT * FROM searchable WHERE article_id = $article_id ORDER BY start_offset, claim_id
