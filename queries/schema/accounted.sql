-- Every figure of an article, as somebody decided, else as it was read; rejected ones too.
-- `review` says what was decided, decision_id is the newest decision, null for none.
--
-- grain:    one row per figure
CREATE OR REPLACE VIEW accounted AS
SELECT r.* EXCLUDE (state), r.state AS review
FROM review AS r
UNION ALL BY NAME
SELECT f.*, 'unreviewed' AS review, CAST(NULL AS BIGINT) AS decision_id
FROM figure AS f
ANTI JOIN review AS r USING (figure_id)
