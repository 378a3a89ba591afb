-- Which claims may make sums with others of their article, or of the reference data?
--
-- params:   metrics      TEXT[]   metric ids, e.g. ['training_cost', 'gpu_hours']
--           names        TEXT[]   companies or subjects whose articles are looked at first
--           origins      TEXT[]   of article, derived, reference; an empty list: all
--           statuses     TEXT[]   e.g. ['reported', 'estimated']; an empty list: all
--           with_samples BOOLEAN  whether sample articles count
--           reviewed_only BOOLEAN whether only reviewed claims count (claim.reviewed)
--           least_sure   DOUBLE   readings less sure than this do not count unless reviewed; 0: all
--           most         BIGINT   of how many articles at most
-- grain:    one row per claim of the reference data and of articles that state two or more of the
--           metrics: first those that name what is asked for, those with a warning, those that
--           state most of the metrics, the newest
-- returns:  claim_id VARCHAR, origin VARCHAR, metric VARCHAR, subject VARCHAR, company VARCHAR,
--           value DOUBLE, value_high DOUBLE, unit VARCHAR, qualifier VARCHAR, status VARCHAR,
--           attributed_to VARCHAR, horizon INTEGER, period VARCHAR, relative_to VARCHAR, hardware
--           VARCHAR, cost_basis VARCHAR, quote VARCHAR, sentence VARCHAR, article_id VARCHAR, title
--           VARCHAR, publisher VARCHAR, published DATE, as_of VARCHAR, url VARCHAR, is_sample
--           BOOLEAN, confidence DOUBLE, rule VARCHAR, formula VARCHAR, source_tier VARCHAR, note
--           VARCHAR, warning VARCHAR, review VARCHAR, reviewed BOOLEAN, is_money
--           BOOLEAN, usd_rate_year INTEGER,
--           value_usd DOUBLE, value_usd_high DOUBLE, usd_note VARCHAR, goes_back_to VARCHAR,
--           preferred_by VARCHAR, preferred_why VARCHAR, preferred_at TIMESTAMP,
--           in_all BIGINT
-- units:    value, value_high in unit (money: the currency written); value_usd, value_usd_high in
--           US dollars, null when there is no rate or the unit is no money; usd_note says how.
--           in_all: how many articles state two or more of the metrics
WITH fit AS MATERIALIZED (
    SELECT place, claim_id, metric, article_id, published, warned
    FROM fitting_chart(
        $metrics, [], $origins, $statuses, $with_samples, $reviewed_only, $least_sure
    )
),
naming AS (
    SELECT DISTINCT article_id
    FROM fitting_chart(
        $metrics, $names, $origins, $statuses, $with_samples, $reviewed_only, $least_sure
    )
    WHERE len(CAST($names AS VARCHAR[])) > 0
),
several AS (
    SELECT f.article_id, n.article_id IS NOT NULL AS named, bool_or(f.warned) AS warned,
           count(DISTINCT f.metric) AS metrics, max(f.published) AS published
    FROM fit AS f
    LEFT JOIN naming AS n ON n.article_id = f.article_id
    WHERE f.article_id IS NOT NULL
    GROUP BY f.article_id, n.article_id
    HAVING count(DISTINCT f.metric) > 1
),
looked_at AS (
    SELECT article_id
    FROM several
    ORDER BY named DESC, warned DESC, metrics DESC, published DESC NULLS LAST, article_id
    LIMIT CAST($most AS BIGINT)
),
kept AS (
    SELECT f.place FROM fit AS f
    WHERE f.article_id IS NULL
       OR f.article_id IN (SELECT l.article_id FROM looked_at AS l)
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
    k.goes_back_to,
    c.who AS preferred_by,
    c.why AS preferred_why,
    c.decided_at AS preferred_at,
    (SELECT count(*) FROM several) AS in_all
FROM kept AS s
JOIN claim_kept AS k ON k.rowid = s.place
LEFT JOIN chosen AS c ON c.about = k.alike AND c.claim_id = k.claim_id
ORDER BY k.metric, k.subject, k.published NULLS FIRST, k.value, k.claim_id
