-- Keep what a figure as read does not fit.
UPDATE figure SET warnings = $warnings WHERE figure_id = $figure_id
