-- What is kept of a figure, decided about or not?
SELECT * FROM accounted WHERE figure_id = $figure_id
