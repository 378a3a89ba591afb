-- Remove what counts of a figure, before something else does.
DELETE FROM review WHERE figure_id = $figure_id
