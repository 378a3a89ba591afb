-- Where does one figure stand, and why was it read so?
--
-- params:   claim_id TEXT   a figure id
-- grain:    one row, or none
-- returns:  article_id VARCHAR, text VARCHAR, published DATE, start_offset INTEGER,
--           end_offset INTEGER, sentence_start INTEGER, sentence_end INTEGER, reasons VARCHAR[],
--           page BIGINT
-- units:    offsets in code points of the text, half-open; page from 1, null for what has no pages
SELECT
    f.article_id,
    a.text,
    a.published,
    f.start_offset,
    f.end_offset,
    f.sentence_start,
    f.sentence_end,
    f.reasons,
    nullif(len(list_filter(a.page_starts, lambda s: s <= f.start_offset)), 0) AS page
FROM admitted AS f
JOIN article AS a USING (article_id)
WHERE f.figure_id = $claim_id
ORDER BY f.figure_id
