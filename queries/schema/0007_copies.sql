-- Version 7: where the pages of an article begin, what was left out of it, and whose copy it is.
ALTER TABLE article ADD COLUMN page_starts INTEGER[]; -- offsets at which pages of a PDF begin
ALTER TABLE article ADD COLUMN left_out DOUBLE;  -- share of a web page's words left out, 0 to 1
ALTER TABLE article ADD COLUMN copy_of VARCHAR;  -- first article nearly the same; null for none
ALTER TABLE article ADD COLUMN sketch BIGINT[];  -- smallest hashes of its words (copies.py)
