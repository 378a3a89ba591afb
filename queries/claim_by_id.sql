-- What is kept of one claim?
--
-- params:   claim_id TEXT   a figure, derived or reference id
-- grain:    one row, or none
-- returns:  claim_id VARCHAR, origin VARCHAR, metric VARCHAR, subject VARCHAR, company VARCHAR,
--           value DOUBLE, value_high DOUBLE, unit VARCHAR, qualifier VARCHAR, status VARCHAR,
--           attributed_to VARCHAR, horizon INTEGER, period VARCHAR, relative_to VARCHAR, hardware
--           VARCHAR, cost_basis VARCHAR, quote VARCHAR, sentence VARCHAR, article_id VARCHAR, title
--           VARCHAR, publisher VARCHAR, published DATE, as_of VARCHAR, url VARCHAR, is_sample
--           BOOLEAN, confidence DOUBLE, rule VARCHAR, formula VARCHAR, subject_listed BOOLEAN,
--           source_tier VARCHAR, note VARCHAR, warning VARCHAR, review VARCHAR, decision_id BIGINT,
--           is_money BOOLEAN, usd_rate_year INTEGER, value_usd DOUBLE, value_usd_high DOUBLE,
--           usd_note VARCHAR, start_offset INTEGER, goes_back_to VARCHAR, preferred_by VARCHAR,
--           preferred_why VARCHAR, preferred_at TIMESTAMP
-- units:    value, value_high in unit (money: the currency written), value_usd in US dollars, null
--           when there is no rate or the unit is no money
SELECT
    claim_id,
    origin,
    metric,
    subject,
    company,
    value,
    value_high,
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
    article_id,
    title,
    publisher,
    published,
    as_of,
    url,
    is_sample,
    confidence,
    rule,
    formula,
    subject_listed,
    source_tier,
    note,
    warning,
    review,
    decision_id,
    is_money,
    usd_rate_year,
    value_usd,
    value_usd_high,
    usd_note,
    start_offset,
    goes_back_to,
    preferred_by,
    preferred_why,
    preferred_at
FROM claim
WHERE claim_id = $claim_id
ORDER BY claim_id
