-- Keep every claim as it is worked out now, in the order of downloads: reference data first.
CREATE OR REPLACE TABLE claim_kept AS
SELECT * FROM searchable
ORDER BY article_id IS NOT NULL, published NULLS FIRST, article_id, start_offset, claim_id
