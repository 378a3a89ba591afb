-- Remove the links of derived figures to their inputs.
DELETE FROM derived_input
WHERE derived_id IN (SELECT derived_id FROM derived WHERE list_contains($articles::VARCHAR[], article_id))
