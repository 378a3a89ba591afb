-- Which subjects are there, whose are they, and how much is stated of each?
--
-- params:   with_samples BOOLEAN  whether sample articles count
-- grain:    one row per subject, company, metric and origin
-- returns:  subject VARCHAR, company VARCHAR, metric VARCHAR, origin VARCHAR, claims BIGINT
-- units:    claims: how many there are
SELECT
    subject,
    company,
    metric,
    origin,
    count(*) AS claims
FROM claim
WHERE CAST($with_samples AS BOOLEAN) OR NOT is_sample
GROUP BY subject, company, metric, origin
ORDER BY subject, company NULLS FIRST, metric, origin
