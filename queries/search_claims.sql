-- Which claims fit, one page of them, in the order asked for?
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
--           sort           TEXT      newest, largest (money in US dollars, then unit by unit) or doubtful (least sure first)
--           skip           BIGINT    so many rows of that order are passed over
--           most           BIGINT    at most so many rows
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
-- Deep pages cost what the first one does: rows are counted by coarse steps of the order, those
-- steps that the page lies in are put in order row by row, and only the page is read whole.
WITH stepped AS MATERIALIZED (
    SELECT
        place,
        CASE WHEN CAST($sort AS VARCHAR) = 'largest' AND value_usd IS NULL THEN unit ELSE '' END
            AS unit_step,
        CASE CAST($sort AS VARCHAR)
            WHEN 'largest' THEN
                -- Rises as the value falls, in steps of a tenth or less, whatever the sign.
                -floor(20 * sign(coalesce(value_usd, value)) * ln(1 + abs(coalesce(value_usd, value))))
            WHEN 'doubtful' THEN CASE WHEN reviewed THEN 2 ELSE coalesce(confidence, 2) END
            ELSE 0
        END AS step,
        CASE WHEN CAST($sort AS VARCHAR) = 'largest' THEN 0
             ELSE coalesce(-(published - DATE '1970-01-01'), 1000000000) END AS day_step
    FROM fitting(
    $words, $not_words, $metrics, $names, $companies, $subjects, $origins, $statuses, $reviews,
    $publishers, $years, $bases, $size_unit, $size_from, $size_to, $value_unit, $value_from,
    $value_below, $published_from, $published_to, $about_from, $about_to, $with_samples,
    $reviewed_only, $least_sure
    )
),
counted AS (
    SELECT
        *,
        sum(rows) OVER (ORDER BY unit_step, step, day_step) AS up_to
    FROM (
        SELECT unit_step, step, day_step, count(*) AS rows
        FROM stepped
        GROUP BY unit_step, step, day_step
    )
),
reached AS (
    SELECT *, up_to - rows AS before
    FROM counted
    WHERE up_to > CAST($skip AS BIGINT)
      AND up_to - rows < CAST($skip AS BIGINT) + CAST($most AS BIGINT)
),
page AS (
    SELECT k.rowid AS place, row_number() OVER (
        ORDER BY
            s.unit_step, s.step, s.day_step,
            CASE WHEN CAST($sort AS VARCHAR) = 'largest' THEN k.value_usd END DESC NULLS LAST,
            -- What is no money comes after it, unit by unit: a FLOP is no more than a dollar.
            CASE WHEN CAST($sort AS VARCHAR) = 'largest' THEN k.unit END,
            CASE WHEN CAST($sort AS VARCHAR) = 'largest' THEN k.value END DESC,
            k.published DESC NULLS LAST, k.article_id, k.start_offset, k.claim_id
    ) AS nth
    FROM stepped AS s
    SEMI JOIN reached AS r USING (unit_step, step, day_step)
    JOIN claim_kept AS k ON k.rowid = s.place
    QUALIFY nth > CAST($skip AS BIGINT) - (SELECT min(before) FROM reached)
        AND nth <= CAST($skip AS BIGINT) - (SELECT min(before) FROM reached) + CAST($most AS BIGINT)
)
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
    k.subject_listed,
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
    k.start_offset,
    k.goes_back_to,
    c.who AS preferred_by,
    c.why AS preferred_why
FROM page AS p
JOIN claim_kept AS k ON k.rowid = p.place
LEFT JOIN chosen AS c ON c.about = k.alike AND c.claim_id = k.claim_id
ORDER BY p.nth
