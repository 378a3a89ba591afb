-- Which number does the next addition of a name get?
SELECT coalesce(max(naming_id), 0) + 1 FROM naming
