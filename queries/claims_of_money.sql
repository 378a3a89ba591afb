-- Which claims of some metrics are there, whole, with the place of each amount in its sentence?
--
-- params:   metrics      TEXT[]   metric ids, e.g. ['infrastructure_investment']
--           origins      TEXT[]   of article, derived, reference; an empty list: all
--           statuses     TEXT[]   e.g. ['reported', 'estimated']; an empty list: all
--           with_samples BOOLEAN  whether sample articles count
--           reviewed_only BOOLEAN whether only reviewed claims count (claim.reviewed)
--           least_sure   DOUBLE   readings less sure than this do not count unless reviewed; 0: all
-- grain:    one row per claim
-- returns:  claim_id VARCHAR, origin VARCHAR, metric VARCHAR, subject VARCHAR, company VARCHAR,
--           value DOUBLE, value_high DOUBLE, unit VARCHAR, qualifier VARCHAR, status VARCHAR,
--           attributed_to VARCHAR, horizon INTEGER, period VARCHAR, relative_to VARCHAR, hardware
--           VARCHAR, cost_basis VARCHAR, quote VARCHAR, sentence VARCHAR, article_id VARCHAR, title
--           VARCHAR, publisher VARCHAR, published DATE, as_of VARCHAR, url VARCHAR, is_sample
--           BOOLEAN, confidence DOUBLE, rule VARCHAR, formula VARCHAR, source_tier VARCHAR, note
--           VARCHAR, warning VARCHAR, review VARCHAR, reviewed BOOLEAN, is_money
--           BOOLEAN, usd_rate_year INTEGER,
--           value_usd DOUBLE, value_usd_high DOUBLE, usd_note VARCHAR, goes_back_to VARCHAR,
--           preferred_by VARCHAR, preferred_why VARCHAR, preferred_at TIMESTAMP, alike VARCHAR,
--           quote_at BIGINT
-- units:    value, value_high in unit (money: the currency written); value_usd, value_usd_high in
--           US dollars, null when there is no rate or the unit is no money; usd_note says how;
--           quote_at is the code point of the sentence at which the quote begins, null for all but
--           figures of articles
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
    c.reviewed,
    c.is_money,
    c.usd_rate_year,
    c.value_usd,
    c.value_usd_high,
    c.usd_note,
    c.goes_back_to,
    c.preferred_by,
    c.preferred_why,
    c.preferred_at,
    c.alike,
    CAST(f.start_offset - f.sentence_start AS BIGINT) AS quote_at
FROM claim AS c
LEFT JOIN admitted AS f ON f.figure_id = c.claim_id
WHERE list_contains(CAST($metrics AS VARCHAR[]), c.metric)
  AND (
    len(CAST($origins AS VARCHAR[])) = 0
    OR list_contains(CAST($origins AS VARCHAR[]), c.origin)
  )
  AND (
    len(CAST($statuses AS VARCHAR[])) = 0
    OR list_contains(CAST($statuses AS VARCHAR[]), c.status)
  )
  AND (CAST($with_samples AS BOOLEAN) OR NOT c.is_sample)
  AND (c.reviewed OR NOT CAST($reviewed_only AS BOOLEAN))
  AND (c.reviewed OR coalesce(c.confidence, 1) >= CAST($least_sure AS DOUBLE))
ORDER BY c.metric, c.subject, c.published NULLS FIRST, c.value, c.claim_id
