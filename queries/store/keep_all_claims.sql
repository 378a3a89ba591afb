-- Keep every claim as it is worked out now, in the order of downloads.
CREATE OR REPLACE TABLE claim_kept AS
SELECT * FROM searchable ORDER BY published NULLS FIRST, article_id NULLS FIRST, start_offset, claim_id
