-- Which plain values are alike one claim, so that they can be set against each other?
--
-- params:   claim_id     TEXT     one of the claims
--           with_samples BOOLEAN  whether sample articles count
-- grain:    one row per claim alike (claim.alike), the given one among them; only plain values and
--           ranges above zero that somebody states, smallest first
-- returns:  claim_id VARCHAR, origin VARCHAR, metric VARCHAR, subject VARCHAR, company VARCHAR,
--           value DOUBLE, value_high DOUBLE, unit VARCHAR, qualifier VARCHAR, status VARCHAR,
--           attributed_to VARCHAR, horizon INTEGER, period VARCHAR, relative_to VARCHAR, hardware
--           VARCHAR, cost_basis VARCHAR, quote VARCHAR, sentence VARCHAR, article_id VARCHAR, title
--           VARCHAR, publisher VARCHAR, published DATE, as_of VARCHAR, url VARCHAR, is_sample
--           BOOLEAN, confidence DOUBLE, rule VARCHAR, formula VARCHAR, source_tier VARCHAR, note
--           VARCHAR, warning VARCHAR, review VARCHAR, is_money BOOLEAN, usd_rate_year INTEGER,
--           value_usd DOUBLE, value_usd_high DOUBLE, usd_note VARCHAR, goes_back_to VARCHAR,
--           preferred_by VARCHAR, preferred_why VARCHAR, preferred_at TIMESTAMP
-- units:    value, value_high in unit (money: the currency written); value_usd, value_usd_high in
--           US dollars, null when there is no rate or the unit is no money; usd_note says how
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
    c.source_tier,
    c.note,
    c.warning,
    c.review,
    c.is_money,
    c.usd_rate_year,
    c.value_usd,
    c.value_usd_high,
    c.usd_note,
    c.goes_back_to,
    c.preferred_by,
    c.preferred_why,
    c.preferred_at
FROM claim AS c
JOIN claim AS this ON this.alike = c.alike
WHERE this.claim_id = $claim_id
  AND c.qualifier IN ('exact', 'approx', 'range')
  AND c.origin <> 'derived'
  AND c.value > 0
  AND c.cost_basis IS DISTINCT FROM 'unspecified'
  AND (CAST($with_samples AS BOOLEAN) OR NOT c.is_sample)
ORDER BY coalesce(c.value_usd, c.value), c.published NULLS FIRST, c.claim_id
