-- Which figures of an article did somebody reject or take back?
--
-- params:   article_id TEXT
-- grain:    one row per figure, in the order of the text
-- returns:  claim_id VARCHAR, metric VARCHAR, subject VARCHAR, quote VARCHAR,
--           start_offset INTEGER, end_offset INTEGER, review VARCHAR
-- units:    offsets in code points of the text, half-open
SELECT
    figure_id AS claim_id,
    metric,
    subject,
    quote,
    start_offset,
    end_offset,
    state AS review
FROM review
WHERE article_id = $article_id
  AND state IN ('rejected', 'taken back')
ORDER BY start_offset, figure_id
