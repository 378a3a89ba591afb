-- Why were numbers in the articles refused, and how often?
--
-- params:   none
-- grain:    one row per reason, the most frequent first
-- returns:  reason VARCHAR, numbers BIGINT, articles BIGINT, quote VARCHAR
-- units:    numbers: how many were refused for it, articles: in how many articles; quote: the shortest
--           of their words, as an example
SELECT
    reason,
    count(*) AS numbers,
    count(DISTINCT article_id) AS articles,
    arg_min(quote, (length(quote), quote)) AS quote
FROM rejection
GROUP BY reason
ORDER BY numbers DESC, reason
