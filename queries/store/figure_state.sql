-- What is kept of a figure: as somebody decided, else as it was read?
SELECT r.* EXCLUDE (state), r.state AS review FROM review AS r WHERE r.figure_id = $figure_id
UNION ALL BY NAME
SELECT f.*, 'unreviewed' AS review, CAST(NULL AS BIGINT) AS decision_id
FROM figure AS f
ANTI JOIN review AS r USING (figure_id)
WHERE f.figure_id = $figure_id
