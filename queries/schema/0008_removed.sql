-- Version 8: articles that were removed, with all that was read in them, until they are restored.
-- Each table has the columns of its namesake, and keeps pace with it (tests/test_removed.py).
CREATE TABLE removed_article AS
SELECT *, CAST(NULL AS TIMESTAMP) AS removed_at, CAST(NULL AS VARCHAR) AS removed_by FROM article LIMIT 0;
CREATE TABLE removed_figure AS SELECT * FROM figure LIMIT 0;
CREATE TABLE removed_review AS SELECT * FROM review LIMIT 0;
CREATE TABLE removed_derived AS SELECT * FROM derived LIMIT 0;
CREATE TABLE removed_derived_input AS SELECT * FROM derived_input LIMIT 0;
CREATE TABLE removed_rejection AS SELECT * FROM rejection LIMIT 0;
