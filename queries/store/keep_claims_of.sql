-- Keep the claims of some articles as they are worked out now; those kept before were removed.
INSERT INTO claim_kept BY NAME
SELECT * FROM searchable WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
ORDER BY published NULLS FIRST, article_id, start_offset, claim_id
