-- Which figure's words do not stand where it says they stand in its article?
--
-- params:   none
-- grain:    one row per fault of a figure, as it was read or as somebody decided
-- returns:  kind VARCHAR, id VARCHAR, article_id VARCHAR, said VARCHAR
-- units:    said is what is wrong, in words
WITH kept AS (
    SELECT figure_id, article_id, start_offset, end_offset, sentence_end, quote FROM figure
    UNION
    SELECT figure_id, article_id, start_offset, end_offset, sentence_end, quote FROM review
)
SELECT
    'evidence' AS kind,
    k.figure_id AS id,
    k.article_id,
    CASE
        WHEN k.sentence_end > length(a.text)
            THEN 'its sentence ends at ' || k.sentence_end || ', behind the text of '
                || length(a.text) || ' characters'
        ELSE 'it quotes “' || k.quote || '”, and the text has “'
            || substring(a.text, k.start_offset + 1, k.end_offset - k.start_offset) || '” there'
    END AS said
FROM kept AS k
JOIN article AS a USING (article_id)
WHERE k.sentence_end > length(a.text)
   OR substring(a.text, k.start_offset + 1, k.end_offset - k.start_offset) <> k.quote
ORDER BY article_id, id, said
