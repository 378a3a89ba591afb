-- The claims that all filters let through (fitting.sql), with who prefers what.
CREATE OR REPLACE MACRO narrowed(
    words, not_words, metrics, names, companies, subjects, origins, statuses, reviews,
    publishers, years, bases, size_unit, size_from, size_to, value_unit, value_from,
    value_below, published_from, published_to, about_from, about_to, with_samples,
    reviewed_only, least_sure
) AS TABLE
SELECT k.*, c.who AS preferred_by, c.why AS preferred_why, c.decided_at AS preferred_at
FROM fitting(
    words, not_words, metrics, names, companies, subjects, origins, statuses, reviews,
    publishers, years, bases, size_unit, size_from, size_to, value_unit, value_from,
    value_below, published_from, published_to, about_from, about_to, with_samples,
    reviewed_only, least_sure
) AS k
LEFT JOIN chosen AS c ON c.about = k.alike AND c.claim_id = k.claim_id
