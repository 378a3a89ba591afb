-- Which claims are there, whole, for a download?
--
-- params:   words        TEXT     stands in a name, source, sentence, title or publisher; '': all
--           metrics      TEXT[]   metric ids; an empty list: all
--           names        TEXT[]   companies or subjects; an empty list: all
--           origins      TEXT[]   of article, derived, reference; an empty list: all
--           statuses     TEXT[]   e.g. ['reported']; an empty list: all
--           with_samples BOOLEAN  whether sample articles count
--           reviewed_only BOOLEAN whether only reviewed claims count (claim.reviewed)
--           least_sure   DOUBLE   readings less sure than this do not count unless reviewed; 0: all
-- grain:    one row per claim
-- returns:  claim_id VARCHAR, origin VARCHAR, metric VARCHAR, subject VARCHAR, company VARCHAR,
--           value DOUBLE, value_high DOUBLE, unit VARCHAR, qualifier VARCHAR, status VARCHAR,
--           attributed_to VARCHAR, horizon INTEGER, period VARCHAR, relative_to VARCHAR, hardware
--           VARCHAR, cost_basis VARCHAR, quote VARCHAR, sentence VARCHAR, article_id VARCHAR, title
--           VARCHAR, publisher VARCHAR, published DATE, as_of VARCHAR, url VARCHAR, is_sample
--           BOOLEAN, confidence DOUBLE, rule VARCHAR, formula VARCHAR, subject_listed BOOLEAN,
--           source_tier VARCHAR, note VARCHAR, warning VARCHAR, review VARCHAR, reviewed BOOLEAN, is_money
--           BOOLEAN,
--           usd_rate_year INTEGER, value_usd DOUBLE, value_usd_high DOUBLE, usd_note VARCHAR,
--           start_offset INTEGER, goes_back_to VARCHAR, preferred_by VARCHAR, preferred_why VARCHAR
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
    reviewed,
    is_money,
    usd_rate_year,
    value_usd,
    value_usd_high,
    usd_note,
    start_offset,
    goes_back_to,
    preferred_by,
    preferred_why
FROM claim
WHERE (len(CAST($metrics AS VARCHAR[])) = 0 OR list_contains(CAST($metrics AS VARCHAR[]), metric))
  AND (
    len(CAST($names AS VARCHAR[])) = 0
    OR list_contains(CAST($names AS VARCHAR[]), company)
    OR list_contains(CAST($names AS VARCHAR[]), subject)
  )
  AND (len(CAST($origins AS VARCHAR[])) = 0 OR list_contains(CAST($origins AS VARCHAR[]), origin))
  AND (
    len(CAST($statuses AS VARCHAR[])) = 0
    OR list_contains(CAST($statuses AS VARCHAR[]), status)
  )
  AND (CAST($with_samples AS BOOLEAN) OR NOT is_sample)
  AND (reviewed OR NOT CAST($reviewed_only AS BOOLEAN))
  AND (reviewed OR coalesce(confidence, 1) >= CAST($least_sure AS DOUBLE))
  AND (
    CAST($words AS VARCHAR) = ''
    OR contains(
        lower(concat_ws(
            ' ', subject, company, attributed_to, relative_to, hardware, quote, sentence, title,
            publisher
        )),
        lower(CAST($words AS VARCHAR))
    )
  )
ORDER BY article_id IS NOT NULL, published NULLS FIRST, article_id, start_offset, claim_id
