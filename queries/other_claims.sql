-- What else is said of the same subject by the same metric?
--
-- params:   claim_id TEXT   the claim to leave out
-- grain:    one row per other claim
-- returns:  claim_id VARCHAR, origin VARCHAR, metric VARCHAR, subject VARCHAR, company VARCHAR,
--           value DOUBLE, value_high DOUBLE, unit VARCHAR, qualifier VARCHAR, status VARCHAR,
--           attributed_to VARCHAR, horizon INTEGER, period VARCHAR, relative_to VARCHAR, hardware
--           VARCHAR, cost_basis VARCHAR, quote VARCHAR, sentence VARCHAR, article_id VARCHAR, title
--           VARCHAR, publisher VARCHAR, published DATE, as_of VARCHAR, url VARCHAR, is_sample
--           BOOLEAN, confidence DOUBLE, rule VARCHAR, formula VARCHAR, subject_listed BOOLEAN,
--           source_tier VARCHAR, note VARCHAR, is_money BOOLEAN, usd_rate_year INTEGER, value_usd
--           DOUBLE, value_usd_high DOUBLE, usd_note VARCHAR, start_offset INTEGER, goes_back_to
--           VARCHAR, preferred_by VARCHAR, preferred_why VARCHAR, alike BOOLEAN
-- units:    value, value_high in unit (money: the currency written), value_usd in US dollars, null
--           when there is no rate or the unit is no money
SELECT
    c.claim_id,
    c.origin,
    c.metric,
    c.subject,
    c.company,
    c.value,
    c.value_high,
    c.unit,
    c.qualifier,
    c.status,
    c.attributed_to,
    c.horizon,
    c.period,
    c.relative_to,
    c.hardware,
    c.cost_basis,
    c.quote,
    c.sentence,
    c.article_id,
    c.title,
    c.publisher,
    c.published,
    c.as_of,
    c.url,
    c.is_sample,
    c.confidence,
    c.rule,
    c.formula,
    c.subject_listed,
    c.source_tier,
    c.note,
    c.is_money,
    c.usd_rate_year,
    c.value_usd,
    c.value_usd_high,
    c.usd_note,
    c.start_offset,
    c.goes_back_to,
    c.preferred_by,
    c.preferred_why,
    c.alike = this.alike AS alike
FROM claim AS c
JOIN claim AS this ON this.metric = c.metric AND this.subject = c.subject
WHERE this.claim_id = $claim_id
  AND c.claim_id <> $claim_id
  -- Some subjects of reference data are no names ("2025 guidance"); the company tells them apart.
  AND coalesce(c.company = this.company, TRUE)
ORDER BY c.published NULLS FIRST, c.value, c.claim_id
