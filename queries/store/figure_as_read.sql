-- What was read of a figure, whatever somebody decided?
SELECT * FROM figure WHERE figure_id = $figure_id
