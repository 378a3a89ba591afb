-- The figures of articles as they count: as read, or as somebody corrected them. Rejected ones
-- are not among them. `review` says what was decided, decision_id the newest decision, null none.
--
-- grain:    one row per figure
CREATE OR REPLACE VIEW admitted AS
SELECT f.*, 'unreviewed' AS review, CAST(NULL AS BIGINT) AS decision_id
FROM figure AS f
ANTI JOIN review AS r USING (figure_id)
UNION ALL BY NAME
SELECT r.* EXCLUDE (state), r.state AS review
FROM review AS r
SEMI JOIN article AS a USING (article_id)
WHERE r.state NOT IN ('rejected', 'taken back')
