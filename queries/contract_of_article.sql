-- Which figures count in one article, with the fields of the contract?
--
-- params:   article_id TEXT
-- grain:    one row per figure, in the order of the text
-- returns:  metric VARCHAR, subject VARCHAR, company VARCHAR, value DOUBLE, value_high DOUBLE,
--           unit VARCHAR, qualifier VARCHAR, status VARCHAR, attributed_to VARCHAR,
--           horizon INTEGER, period VARCHAR, relative_to VARCHAR, start INTEGER, end INTEGER,
--           quote VARCHAR
-- units:    docs/figures.md; start and end in code points of the text, half-open
SELECT
    metric, subject, company, value, value_high, unit, qualifier, status, attributed_to, horizon,
    period, relative_to, start_offset AS start, end_offset AS "end", quote
FROM admitted
WHERE article_id = $article_id
ORDER BY start_offset, end_offset, metric, subject, figure_id
