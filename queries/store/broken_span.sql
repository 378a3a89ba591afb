-- Which figure's span does not cut its quote out of the text? None is right.
SELECT
    f.start_offset,
    f.end_offset,
    f.quote,
    substring(a.text, f.start_offset + 1, f.end_offset - f.start_offset) AS found
FROM figure AS f
JOIN article AS a USING (article_id)
WHERE f.article_id = $article_id
  AND substring(a.text, f.start_offset + 1, f.end_offset - f.start_offset) <> f.quote
ORDER BY f.position
LIMIT 1
