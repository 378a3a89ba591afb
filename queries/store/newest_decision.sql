-- What was decided last about some figures, and by whom?
SELECT figure_id, decision_id, who, action, decided_at
FROM decision
WHERE list_contains($figures::VARCHAR[], figure_id)
QUALIFY row_number() OVER (PARTITION BY figure_id ORDER BY decision_id DESC) = 1
