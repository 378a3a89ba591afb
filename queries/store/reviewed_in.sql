-- What counts of the figures of an article that somebody decided about?
SELECT * FROM review WHERE article_id = $article_id ORDER BY start_offset, end_offset, figure_id
