-- Keep what a reviewed figure does not fit.
UPDATE review SET warnings = $warnings WHERE figure_id = $figure_id
