-- What should be looked at first: what was read with least confidence and moves a chart most?
--
-- params:   articles     TEXT[]   articles to look in; an empty list: all
--           with_samples BOOLEAN  whether sample articles count
--           most         BIGINT   at most so many rows
-- grain:    one row per figure of an article that nobody decided about
-- returns:  claim_id VARCHAR, article_id VARCHAR, title VARCHAR, metric VARCHAR, subject VARCHAR,
--           company VARCHAR, confidence DOUBLE, warning VARCHAR, apart DOUBLE, others BIGINT,
--           weight DOUBLE
-- units:    apart: how many times the value is above or below the middle of all claims of the same
--           metric and subject (1 alone); weight: (1 - confidence) x (1 + log10 of apart), twice
--           where a sum does not fit, half as much again where it stands alone
WITH middle AS (
    SELECT
        metric,
        subject,
        median(abs(coalesce(value_usd, value))) AS value,
        count(*) AS claims
    FROM claim
    GROUP BY metric, subject
),
placed AS (
    SELECT
        c.*,
        m.claims - 1 AS others,
        CASE WHEN m.value > 0 AND coalesce(c.value_usd, c.value) <> 0
            THEN greatest(
                abs(coalesce(c.value_usd, c.value)) / m.value,
                m.value / abs(coalesce(c.value_usd, c.value))
            )
            ELSE 1
        END AS apart
    FROM claim AS c
    JOIN middle AS m USING (metric, subject)
    WHERE c.origin = 'article'
      AND c.review = 'unreviewed'
      AND (
        len(CAST($articles AS VARCHAR[])) = 0
        OR list_contains(CAST($articles AS VARCHAR[]), c.article_id)
      )
      AND (CAST($with_samples AS BOOLEAN) OR NOT c.is_sample)
)
SELECT
    claim_id,
    article_id,
    title,
    metric,
    subject,
    company,
    confidence,
    warning,
    apart,
    others,
    (1 - confidence) * (1 + log10(apart))
    * CASE WHEN warning IS NULL THEN 1 ELSE 2 END
    * CASE WHEN others = 0 THEN 1.5 ELSE 1 END AS weight
FROM placed
ORDER BY weight DESC, article_id, start_offset, claim_id
LIMIT CAST($most AS BIGINT)
