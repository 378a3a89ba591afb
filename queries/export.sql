-- Which claims are there, whole, for a download?
--
-- params:   words          TEXT[]    each begins a word, in "quotation marks" is whole words, of a name, measure, unit, sentence, title or publisher; an empty list: all
--           not_words      TEXT[]    such words that stand in none of these; an empty list: all
--           metrics        TEXT[]    metric ids; an empty list: all
--           names          TEXT[]    companies or subjects; an empty list: all
--           companies      TEXT[]    companies; an empty list: all
--           subjects       TEXT[]    subjects; an empty list: all
--           origins        TEXT[]    of article, derived, reference; an empty list: all
--           statuses       TEXT[]    e.g. ['reported']; an empty list: all
--           reviews        TEXT[]    of accepted, edited, added, checked, unreviewed; an empty list: all
--           publishers     TEXT[]    who published the article or source; an empty list: all
--           years          INTEGER[] years of publication; an empty list: all
--           bases          TEXT[]    cost bases; an empty list: all
--           size_unit      TEXT      unit of the size looked for; '': any size
--           size_from      DOUBLE    at least, in size_unit; null: no bound
--           size_to        DOUBLE    at most, in size_unit; null: no bound
--           value_unit     TEXT      unit of a stretch of values ('USD': money in dollars); '': any value
--           value_from     DOUBLE    value not below, in value_unit; null: no bound
--           value_below    DOUBLE    value below, in value_unit; null: no bound
--           published_from DATE      published on this day or later; null: no bound
--           published_to   DATE      published on this day or before; null: no bound
--           about_from     INTEGER   about this year or a later one; null: no bound
--           about_to       INTEGER   about this year or an earlier one; null: no bound
--           with_samples   BOOLEAN   whether sample articles count
--           reviewed_only  BOOLEAN   whether only reviewed claims count (claim.reviewed)
--           least_sure     DOUBLE    readings less sure than this do not count unless reviewed; 0: all
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
    $words, $not_words, $metrics, $names, $companies, $subjects, $origins, $statuses, $reviews,
    $publishers, $years, $bases, $size_unit, $size_from, $size_to, $value_unit, $value_from,
    $value_below, $published_from, $published_to, $about_from, $about_to, $with_samples,
    $reviewed_only, $least_sure
)
ORDER BY article_id IS NOT NULL, published NULLS FIRST, article_id, start_offset, claim_id
