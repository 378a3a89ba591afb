-- Which claims of some metrics does a chart draw, so that they show how all of them lie?
--
-- params:   metrics      TEXT[]   metric ids, e.g. ['training_cost']
--           names        TEXT[]   companies or subjects; an empty list: all
--           origins      TEXT[]   of article, derived, reference; an empty list: all
--           statuses     TEXT[]   e.g. ['reported', 'estimated']; an empty list: all
--           with_samples BOOLEAN  whether sample articles count
--           reviewed_only BOOLEAN whether only reviewed claims count (claim.reviewed)
--           least_sure   DOUBLE   readings less sure than this do not count unless reviewed; 0: all
--           most         BIGINT   how many of each metric at most; up to so many all are there
-- grain:    one row per claim chosen; the rule is that of schema/spread_out.sql
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
--           left_out: claims alike that were not chosen, told at one of those chosen, 0 at the
--           others; left_out_reviewed: those of them that are reviewed. in_all: claims of the
--           metric that fit, chosen or not
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
    s.left_out,
    s.left_out_reviewed,
    s.in_all
FROM spread_out(
    $metrics, $names, $origins, $statuses, $with_samples, $reviewed_only, $least_sure, $most
) AS s
JOIN claim_kept AS k ON k.rowid = s.place
LEFT JOIN chosen AS c ON c.about = k.alike AND c.claim_id = k.claim_id
ORDER BY k.metric, k.subject, k.published NULLS FIRST, k.value, k.claim_id
