-- When is each subject first dated?
--
-- params:   none
-- grain:    one row per subject of a dated figure
-- returns:  subject VARCHAR, dated DATE, dated_by VARCHAR
-- units:    dated: the earliest full day among reference figures about it, for a model mostly that of
--           its release; else the earliest month or year of one (the 15th; 1 July); else the
--           earliest article. dated_by: day, month_or_year, article
SELECT
    subject,
    coalesce(
        min(published) FILTER (origin = 'reference' AND length(as_of) = 10),
        min(published) FILTER (origin = 'reference'),
        min(published)
    ) AS dated,
    CASE
        WHEN bool_or(origin = 'reference' AND length(as_of) = 10) THEN 'day'
        WHEN bool_or(origin = 'reference') THEN 'month_or_year'
        ELSE 'article'
    END AS dated_by
FROM claim
WHERE published IS NOT NULL
GROUP BY subject
ORDER BY subject
