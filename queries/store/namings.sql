-- Which names did people add or take back, oldest first?
SELECT * FROM naming ORDER BY naming_id
