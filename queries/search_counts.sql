-- How many claims hold some words, by metric, origin and status?
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
-- grain:    one row per (metric, origin, status) with a claim
-- returns:  metric VARCHAR, origin VARCHAR, status VARCHAR, claims BIGINT
-- units:    claims: a count
SELECT
    metric,
    origin,
    status,
    count(*) AS claims
FROM fitting(
    $words, $not_words, $metrics, $names, $companies, $subjects, $origins, $statuses, $reviews,
    $publishers, $years, $bases, $size_unit, $size_from, $size_to, $value_unit, $value_from,
    $value_below, $published_from, $published_to, $about_from, $about_to, $with_samples,
    $reviewed_only, $least_sure
)
GROUP BY metric, origin, status
ORDER BY metric, origin, status
