-- Lay the claims kept in the order of downloads, in which they are read without being sorted.
CREATE OR REPLACE TABLE claim_kept AS
SELECT * FROM claim_kept
ORDER BY article_id IS NOT NULL, published NULLS FIRST, article_id, start_offset, claim_id
