-- What does the newest article say on each theme?
--
-- params:   themes        TEXT[]   e.g. ['cost', 'market']
--           with_samples  BOOLEAN  whether sample articles count
--           reviewed_only BOOLEAN  whether only reviewed figures count (claim.reviewed)
-- grain:    one row per theme that has a figure of a dated article: the surest of the newest, one
--           in a sentence before one in a table
-- returns:  theme VARCHAR, claim_id VARCHAR, origin VARCHAR, metric VARCHAR, subject VARCHAR,
--           company VARCHAR, value DOUBLE, value_high DOUBLE, unit VARCHAR, qualifier VARCHAR, status VARCHAR,
--           attributed_to VARCHAR, horizon INTEGER, period VARCHAR, relative_to VARCHAR, hardware
--           VARCHAR, cost_basis VARCHAR, quote VARCHAR, sentence VARCHAR, article_id VARCHAR, title
--           VARCHAR, publisher VARCHAR, published DATE, as_of VARCHAR, url VARCHAR, is_sample
--           BOOLEAN, confidence DOUBLE, rule VARCHAR, formula VARCHAR, subject_listed BOOLEAN,
--           source_tier VARCHAR, note VARCHAR, is_money BOOLEAN, usd_rate_year INTEGER, value_usd
--           DOUBLE, value_usd_high DOUBLE, usd_note VARCHAR, start_offset INTEGER, alike_claims BIGINT,
--           alike_articles BIGINT, alike_origins BIGINT, alike_low DOUBLE, alike_high DOUBLE
-- units:    value, value_high in unit (money: the currency written), value_usd in US dollars, null
--           when there is no rate or the unit is no money. alike_*: of all plain values alike
--           (claim.alike), reference data among them, its own included: how many there are, of how
--           many articles and origins, the least and the largest, in US dollars where there is a rate
-- Only the claims of a theme's latest day are put in order; no article's text is read.
WITH dated AS (
    SELECT m.theme, k.published
    FROM claim_kept AS k
    JOIN metric AS m USING (metric)
    WHERE k.origin = 'article'
      AND k.published IS NOT NULL
      AND list_contains(CAST($themes AS VARCHAR[]), m.theme)
      AND (CAST($with_samples AS BOOLEAN) OR NOT k.is_sample)
      AND (NOT CAST($reviewed_only AS BOOLEAN) OR k.reviewed)
),
latest AS (
    SELECT theme, max(published) AS published FROM dated GROUP BY theme
),
foremost AS (
    SELECT l.theme, k.claim_id
    FROM latest AS l
    JOIN metric AS m ON m.theme = l.theme
    JOIN claim_kept AS k ON k.metric = m.metric AND k.published = l.published
    WHERE k.origin = 'article'
      AND (CAST($with_samples AS BOOLEAN) OR NOT k.is_sample)
      AND (NOT CAST($reviewed_only AS BOOLEAN) OR k.reviewed)
    QUALIFY row_number() OVER (
        PARTITION BY l.theme
        ORDER BY k.is_sample, contains(k.sentence, '|'), k.confidence DESC, k.claim_id
    ) = 1
),
newest AS (
    SELECT
        f.theme,
        c.alike,
        c.claim_id,
        c.origin,
        c.metric,
        c.subject,
        c.company,
        c.value,
        c.value_high,
        c.unit,
        c.qualifier,
        c.status,
        c.attributed_to,
        c.horizon,
        c.period,
        c.relative_to,
        c.hardware,
        c.cost_basis,
        c.quote,
        c.sentence,
        c.article_id,
        c.title,
        c.publisher,
        c.published,
        c.as_of,
        c.url,
        c.is_sample,
        c.confidence,
        c.rule,
        c.formula,
        c.subject_listed,
        c.source_tier,
        c.note,
        c.is_money,
        c.usd_rate_year,
        c.value_usd,
        c.value_usd_high,
        c.usd_note,
        c.start_offset
    FROM claim_kept AS c
    JOIN foremost AS f ON f.claim_id = c.claim_id
),
stated AS (
    SELECT
        c.alike,
        count(*) AS claims,
        count(DISTINCT c.article_id) AS articles,
        count(DISTINCT c.goes_back_to) AS origins,
        min(coalesce(c.value_usd, c.value)) AS low,
        max(coalesce(c.value_usd_high, CASE WHEN c.value_usd IS NULL THEN c.value_high END,
                     c.value_usd, c.value)) AS high
    FROM claim_kept AS c
    SEMI JOIN newest AS n
        ON n.metric = c.metric AND n.subject = c.subject AND n.alike = c.alike
    WHERE c.qualifier IN ('exact', 'approx', 'range')
      AND c.origin <> 'derived'
      AND (CAST($with_samples AS BOOLEAN) OR NOT c.is_sample)
    GROUP BY c.alike
)
SELECT
    n.* EXCLUDE (alike),
    coalesce(s.claims, 0) AS alike_claims,
    coalesce(s.articles, 0) AS alike_articles,
    coalesce(s.origins, 0) AS alike_origins,
    s.low AS alike_low,
    s.high AS alike_high
FROM newest AS n
LEFT JOIN stated AS s ON s.alike = n.alike
ORDER BY n.theme
