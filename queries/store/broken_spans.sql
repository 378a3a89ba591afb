-- Which figure of these articles has a span that does not cut its quote out? None is right.
SELECT
    f.article_id,
    f.start_offset,
    f.end_offset,
    f.quote,
    substring(a.text, f.start_offset + 1, f.end_offset - f.start_offset) AS found
FROM figure AS f
JOIN article AS a USING (article_id)
WHERE f.article_id IN (SELECT unnest($articles::VARCHAR[]))
  AND substring(a.text, f.start_offset + 1, f.end_offset - f.start_offset) <> f.quote
ORDER BY f.article_id, f.position
LIMIT 1
