-- Which number does the next decision get?
SELECT coalesce(max(decision_id), 0) + 1 FROM decision
