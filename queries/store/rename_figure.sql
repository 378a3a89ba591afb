-- Give a figure another id.
UPDATE figure SET figure_id = $to WHERE figure_id = $figure_id
