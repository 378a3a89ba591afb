-- How many claims would each value of each facet let through, the other filters as they are?
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
-- grain:    one row per (facet, value) with a claim; a facet's own filter does not narrow it
-- returns:  facet VARCHAR, value VARCHAR, claims BIGINT
-- units:    facet: metric, company, subject, origin, status, review, publisher, year (of publication),
--           cost_basis, confidence, value, published, about; of company, subject and publisher the
--           500 most frequent. value: of confidence its step of 0.05; of published a month as
--           '2025-01', of about a year, '' for those without; of review and value (review_state, bar) see searchable.sql.
--           claims: a count
--
-- `missed` has a bit for each filter that a claim does not pass: who misses one counts in the facet
-- of that filter alone, who misses two in none. One pass counts all facets.
WITH judged AS (
    SELECT
        metric, company, subject, origin, status, review_state, publisher, cost_basis, sureness,
        bar, about_year,
        CAST(year(published) AS INTEGER) AS published_year,
        date_trunc('month', published) AS month,
        CASE WHEN among($metrics, metric) THEN 0 ELSE 1 END
        + CASE WHEN among($companies, company) THEN 0 ELSE 2 END
        + CASE WHEN among($subjects, subject) THEN 0 ELSE 4 END
        + CASE WHEN among($origins, origin) THEN 0 ELSE 8 END
        + CASE WHEN among($statuses, status) THEN 0 ELSE 16 END
        + CASE WHEN among($reviews, review_state) THEN 0 ELSE 32 END
        + CASE WHEN among($publishers, publisher) THEN 0 ELSE 64 END
        + CASE WHEN len(CAST($years AS INTEGER[])) = 0
            OR list_contains(CAST($years AS INTEGER[]), CAST(year(published) AS INTEGER)) THEN 0 ELSE 128 END
        + CASE WHEN among($bases, cost_basis) THEN 0 ELSE 256 END
        + CASE WHEN CAST($least_sure AS DOUBLE) = 0 OR reviewed
            OR coalesce(confidence, 1) >= CAST($least_sure AS DOUBLE) THEN 0 ELSE 512 END
        + CASE WHEN CAST($value_unit AS VARCHAR) = ''
            OR measured_in = CAST($value_unit AS VARCHAR) AND in_stretch(
                measured, CAST($value_from AS DOUBLE), CAST($value_below AS DOUBLE)) THEN 0 ELSE 1024 END
        + CASE WHEN (CAST($published_from AS DATE) IS NULL OR published >= CAST($published_from AS DATE))
            AND (CAST($published_to AS DATE) IS NULL OR published <= CAST($published_to AS DATE)) THEN 0 ELSE 2048 END
        + CASE WHEN (CAST($about_from AS INTEGER) IS NULL OR about_year >= CAST($about_from AS INTEGER))
            AND (CAST($about_to AS INTEGER) IS NULL OR about_year <= CAST($about_to AS INTEGER)) THEN 0 ELSE 4096 END
        AS missed
    FROM fitting(
        $words, $not_words, [], $names, [], [], [], [], [], [], [], [], $size_unit,
        $size_from, $size_to, '', NULL, NULL, NULL, NULL, NULL, NULL, $with_samples,
        $reviewed_only, 0
    )
),
counted AS (
    SELECT
        CASE
            WHEN grouping(metric) = 0 THEN 'metric'
            WHEN grouping(company) = 0 THEN 'company'
            WHEN grouping(subject) = 0 THEN 'subject'
            WHEN grouping(origin) = 0 THEN 'origin'
            WHEN grouping(status) = 0 THEN 'status'
            WHEN grouping(review_state) = 0 THEN 'review'
            WHEN grouping(publisher) = 0 THEN 'publisher'
            WHEN grouping(published_year) = 0 THEN 'year'
            WHEN grouping(cost_basis) = 0 THEN 'cost_basis'
            WHEN grouping(sureness) = 0 THEN 'confidence'
            WHEN grouping(bar) = 0 THEN 'value'
            WHEN grouping(month) = 0 THEN 'published'
            WHEN grouping(about_year) = 0 THEN 'about'
        END AS facet,
        CASE
            WHEN grouping(metric) = 0 THEN metric
            WHEN grouping(company) = 0 THEN company
            WHEN grouping(subject) = 0 THEN subject
            WHEN grouping(origin) = 0 THEN origin
            WHEN grouping(status) = 0 THEN status
            WHEN grouping(review_state) = 0 THEN review_state
            WHEN grouping(publisher) = 0 THEN publisher
            WHEN grouping(published_year) = 0 THEN CAST(published_year AS VARCHAR)
            WHEN grouping(cost_basis) = 0 THEN cost_basis
            WHEN grouping(sureness) = 0 THEN CAST(sureness AS VARCHAR)
            WHEN grouping(bar) = 0 THEN bar
            WHEN grouping(month) = 0 THEN coalesce(strftime(month, '%Y-%m'), '')
            WHEN grouping(about_year) = 0 THEN coalesce(CAST(about_year AS VARCHAR), '')
        END AS value,
        CASE
            WHEN grouping(metric) = 0 THEN 1
            WHEN grouping(company) = 0 THEN 2
            WHEN grouping(subject) = 0 THEN 4
            WHEN grouping(origin) = 0 THEN 8
            WHEN grouping(status) = 0 THEN 16
            WHEN grouping(review_state) = 0 THEN 32
            WHEN grouping(publisher) = 0 THEN 64
            WHEN grouping(published_year) = 0 THEN 128
            WHEN grouping(cost_basis) = 0 THEN 256
            WHEN grouping(sureness) = 0 THEN 512
            WHEN grouping(bar) = 0 THEN 1024
            WHEN grouping(month) = 0 THEN 2048
            WHEN grouping(about_year) = 0 THEN 4096
        END AS own,
        missed,
        count(*) AS claims
    FROM judged
    WHERE bit_count(missed) <= 1
    GROUP BY GROUPING SETS (
        (metric, missed),
        (company, missed),
        (subject, missed),
        (origin, missed),
        (status, missed),
        (review_state, missed),
        (publisher, missed),
        (published_year, missed),
        (cost_basis, missed),
        (sureness, missed),
        (bar, missed),
        (month, missed),
        (about_year, missed)
    )
)
SELECT facet, value, CAST(sum(claims) AS BIGINT) AS claims
FROM counted
WHERE value IS NOT NULL AND missed IN (0, own)
GROUP BY facet, value
QUALIFY facet NOT IN ('company', 'subject', 'publisher')
    OR row_number() OVER (PARTITION BY facet ORDER BY sum(claims) DESC, value) <= 500
ORDER BY facet, claims DESC, value
