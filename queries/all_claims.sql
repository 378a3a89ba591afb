-- Which claims of some metrics are there, all of them?
--
-- params:   metrics      TEXT[]   metric ids, e.g. ['training_cost']
--           names        TEXT[]   companies or subjects; an empty list: all
--           origins      TEXT[]   of article, derived, reference; an empty list: all
--           statuses     TEXT[]   e.g. ['reported', 'estimated']; an empty list: all
--           with_samples BOOLEAN  whether sample articles count
--           reviewed_only BOOLEAN whether only reviewed claims count (claim.reviewed)
--           least_sure   DOUBLE   readings less sure than this do not count unless reviewed; 0: all
-- grain:    one row per claim: what drawn_claims gives where it need leave nothing out, found in a
--           third of the time, for charts of all there is
-- returns:  claim_id VARCHAR, origin VARCHAR, metric VARCHAR, subject VARCHAR, company VARCHAR,
--           value DOUBLE, value_high DOUBLE, unit VARCHAR, qualifier VARCHAR, status VARCHAR,
--           attributed_to VARCHAR, horizon INTEGER, period VARCHAR, relative_to VARCHAR, hardware
--           VARCHAR, cost_basis VARCHAR, quote VARCHAR, sentence VARCHAR, article_id VARCHAR, title
--           VARCHAR, publisher VARCHAR, published DATE, as_of VARCHAR, url VARCHAR, is_sample
--           BOOLEAN, confidence DOUBLE, rule VARCHAR, formula VARCHAR, source_tier VARCHAR, note
--           VARCHAR, warning VARCHAR, review VARCHAR, reviewed BOOLEAN, is_money
--           BOOLEAN, usd_rate_year INTEGER,
--           value_usd DOUBLE, value_usd_high DOUBLE, usd_note VARCHAR, goes_back_to VARCHAR,
--           preferred_by VARCHAR, preferred_why VARCHAR, preferred_at TIMESTAMP,
--           left_out BIGINT, left_out_reviewed BIGINT, in_all BIGINT
-- units:    value, value_high in unit (money: the currency written); value_usd, value_usd_high in
--           US dollars, null when there is no rate or the unit is no money; usd_note says how.
--           left_out, left_out_reviewed: 0, as nothing is left out. in_all: claims of the metric
SELECT
    k.claim_id,
    k.origin,
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
    k.quote,
    k.sentence,
    k.article_id,
    k.title,
    k.publisher,
    k.published,
    k.as_of,
    k.url,
    k.is_sample,
    k.confidence,
    k.rule,
    k.formula,
    k.source_tier,
    k.note,
    k.warning,
    k.review,
    k.reviewed,
    k.is_money,
    k.usd_rate_year,
    k.value_usd,
    k.value_usd_high,
    k.usd_note,
    k.goes_back_to,
    c.who AS preferred_by,
    c.why AS preferred_why,
    c.decided_at AS preferred_at,
    CAST(0 AS BIGINT) AS left_out,
    CAST(0 AS BIGINT) AS left_out_reviewed,
    count(*) OVER (PARTITION BY k.metric) AS in_all
FROM chartable(
    $metrics, $names, $origins, $statuses, $with_samples, $reviewed_only, $least_sure
) AS k
LEFT JOIN chosen AS c ON c.about = k.alike AND c.claim_id = k.claim_id
ORDER BY k.metric, k.subject, k.published NULLS FIRST, k.value, k.claim_id
