-- Which quantities of one article were seen and refused, and why?
--
-- params:   article_id TEXT
-- grain:    one row per refused quantity, in the order of the text
-- returns:  start_offset INTEGER, end_offset INTEGER, quote VARCHAR, rule VARCHAR, reason VARCHAR
-- units:    offsets in code points of the text, half-open
SELECT
    start_offset,
    end_offset,
    quote,
    rule,
    reason
FROM rejection
WHERE article_id = $article_id
ORDER BY start_offset, end_offset
