-- Which figures of an article count now, with all that is kept of them?
SELECT * FROM admitted WHERE article_id = $article_id ORDER BY start_offset, end_offset, figure_id
