-- Which number does the next rereading get?
SELECT coalesce(max(rereading_id), 0) + 1 FROM rereading
