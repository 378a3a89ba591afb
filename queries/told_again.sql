-- Which figure stands in several articles, and how many of them are independent?
--
-- params:   none
-- grain:    one row per claim that articles state alike, with one value; those in most articles
--           first, at most 20
-- returns:  metric VARCHAR, subject VARCHAR, company VARCHAR, value DOUBLE, value_high DOUBLE,
--           unit VARCHAR, value_usd DOUBLE, value_usd_high DOUBLE, qualifier VARCHAR,
--           is_money BOOLEAN, articles BIGINT, origins BIGINT, claim_id VARCHAR, total BIGINT
-- units:    value in unit, money in the currency written; origins: how many the claims go back to
--           (claim.goes_back_to; copies of one article are one); claim_id: the earliest;
--           total: how many such claims there are, also beyond the first 20
SELECT
    metric,
    subject,
    arg_min(company, (published, claim_id)) AS company,
    value,
    value_high,
    unit,
    arg_min(value_usd, (published, claim_id)) AS value_usd,
    arg_min(value_usd_high, (published, claim_id)) AS value_usd_high,
    arg_min(qualifier, (published, claim_id)) AS qualifier,
    any_value(is_money) AS is_money,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT goes_back_to) AS origins,
    arg_min(claim_id, (published, claim_id)) AS claim_id,
    count(*) OVER () AS total
FROM claim
WHERE origin = 'article'
GROUP BY metric, subject, alike, value, value_high, unit
HAVING count(DISTINCT article_id) > 1
ORDER BY articles DESC, origins, metric, subject, value, claim_id
LIMIT 20
