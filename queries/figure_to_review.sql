-- What is kept of one figure, decided about or not, and where does it stand?
--
-- params:   figure_id TEXT
-- grain:    one row, or none when the figure or its article is not in the store
-- returns:  claim_id VARCHAR, origin VARCHAR, article_id VARCHAR, title VARCHAR,
--           publisher VARCHAR, published DATE, text VARCHAR, review VARCHAR, decision_id BIGINT,
--           metric VARCHAR, subject VARCHAR, company VARCHAR, value DOUBLE, value_high DOUBLE,
--           unit VARCHAR, qualifier VARCHAR, status VARCHAR, attributed_to VARCHAR,
--           horizon INTEGER, period VARCHAR, relative_to VARCHAR, hardware VARCHAR,
--           cost_basis VARCHAR, start_offset INTEGER, end_offset INTEGER, quote VARCHAR,
--           sentence_start INTEGER, sentence_end INTEGER, confidence DOUBLE, rule VARCHAR,
--           subject_listed BOOLEAN, warning VARCHAR, is_money BOOLEAN, value_usd DOUBLE,
--           value_usd_high DOUBLE, usd_note VARCHAR
-- units:    offsets in code points of the text, half-open; money in the currency written, value_usd
--           only for dollars
SELECT
    k.figure_id AS claim_id,
    'article' AS origin,
    k.article_id,
    a.title,
    a.publisher,
    a.published,
    a.text,
    k.review,
    k.decision_id,
    k.metric,
    k.subject,
    k.company,
    k.value,
    k.value_high,
    k.unit,
    k.qualifier,
    k.status,
    k.attributed_to,
    k.horizon,
    k.period,
    k.relative_to,
    k.hardware,
    k.cost_basis,
    k.start_offset,
    k.end_offset,
    k.quote,
    k.sentence_start,
    k.sentence_end,
    k.confidence,
    k.rule,
    k.subject_listed,
    nullif(array_to_string(k.warnings, ' '), '') AS warning,
    m.unit = 'money' AS is_money,
    CASE WHEN k.unit = 'USD' THEN k.value END AS value_usd,
    CASE WHEN k.unit = 'USD' THEN k.value_high END AS value_usd_high,
    CAST(NULL AS VARCHAR) AS usd_note
FROM accounted AS k
JOIN article AS a USING (article_id)
JOIN metric AS m USING (metric)
WHERE k.figure_id = $figure_id
ORDER BY k.figure_id
