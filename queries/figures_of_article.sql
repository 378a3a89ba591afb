-- What was read where in one article, with the reasons?
--
-- params:   article_id TEXT
-- grain:    one row per figure, in the order of the text
-- returns:  figure_id VARCHAR, metric VARCHAR, subject VARCHAR, start_offset INTEGER,
--           end_offset INTEGER, sentence_start INTEGER, sentence_end INTEGER, quote VARCHAR,
--           reasons VARCHAR[], confidence DOUBLE
-- units:    offsets in code points of the text, half-open; confidence from 0 to 1
SELECT
    figure_id,
    metric,
    subject,
    start_offset,
    end_offset,
    sentence_start,
    sentence_end,
    quote,
    reasons,
    confidence
FROM admitted
WHERE article_id = $article_id
ORDER BY start_offset, end_offset, figure_id
