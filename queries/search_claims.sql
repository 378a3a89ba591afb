-- Which claims fit, one page of them, in the order asked for?
--
-- params:   words        TEXT     stands in a name, source, sentence, title or publisher; '': all
--           metrics      TEXT[]   metric ids; an empty list: all
--           names        TEXT[]   companies or subjects; an empty list: all
--           origins      TEXT[]   of article, derived, reference; an empty list: all
--           statuses     TEXT[]   e.g. ['reported']; an empty list: all
--           publishers   TEXT[]   who published the article or source; an empty list: all
--           years        INTEGER[] years of publication; an empty list: all
--           bases        TEXT[]   cost bases; an empty list: all
--           size_unit    TEXT     unit of the size looked for; '': any size
--           size_from    DOUBLE   at least, in size_unit; null: no bound
--           size_to      DOUBLE   at most, in size_unit; null: no bound
--           with_samples BOOLEAN  whether sample articles count
--           reviewed_only BOOLEAN whether only reviewed claims count (claim.reviewed)
--           least_sure   DOUBLE   readings less sure than this do not count unless reviewed; 0: all
--           sort         TEXT     newest, largest (money in US dollars, then unit by unit) or doubtful (least sure first)
--           skip         BIGINT   so many rows of that order are passed over
--           most         BIGINT   at most so many rows
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
FROM narrowed(
    $words, $metrics, $names, $origins, $statuses, $publishers, $years, $bases,
    $size_unit, $size_from, $size_to, $with_samples, $reviewed_only, $least_sure
)
ORDER BY
    CASE WHEN CAST($sort AS VARCHAR) = 'largest' THEN value_usd END DESC NULLS LAST,
    -- What is no money comes after it, unit by unit: a FLOP is no more than a dollar.
    CASE WHEN CAST($sort AS VARCHAR) = 'largest' THEN unit END,
    CASE WHEN CAST($sort AS VARCHAR) = 'largest' THEN value END DESC,
    CASE WHEN CAST($sort AS VARCHAR) = 'doubtful' AND NOT reviewed THEN confidence END
        ASC NULLS LAST,
    published DESC NULLS LAST, article_id, start_offset, claim_id
LIMIT CAST($most AS BIGINT) OFFSET CAST($skip AS BIGINT)
