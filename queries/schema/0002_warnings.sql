-- Version 2: what figures of one article do not fit each other, in words (extraction/checks.py).
-- Null for figures read before. No default: DuckDB 1.5 cannot replay an added column whose default
-- is an expression from its log, and a store whose writer was killed would not open again.
ALTER TABLE figure ADD COLUMN warnings VARCHAR[];
