-- Which figures of a metric did nobody decide about?
--
-- params:   metric TEXT
-- grain:    one row per figure of an article
-- returns:  claim_id VARCHAR, article_id VARCHAR, title VARCHAR, metric VARCHAR, subject VARCHAR,
--           company VARCHAR, unit VARCHAR, qualifier VARCHAR, status VARCHAR,
--           attributed_to VARCHAR, horizon INTEGER, period VARCHAR, relative_to VARCHAR,
--           hardware VARCHAR, cost_basis VARCHAR, quote VARCHAR, sentence VARCHAR, rule VARCHAR
-- units:    as in claim
SELECT
    claim_id,
    article_id,
    title,
    metric,
    subject,
    company,
    unit,
    qualifier,
    status,
    attributed_to,
    horizon,
    period,
    relative_to,
    hardware,
    cost_basis,
    quote,
    sentence,
    rule
FROM claim
WHERE metric = $metric
  AND origin = 'article'
  AND review = 'unreviewed'
ORDER BY article_id, start_offset, claim_id
