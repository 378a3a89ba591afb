-- What changed since a time: which articles came, what was decided, preferred and read again?
--
-- params:   since        DATE       in UTC, inclusive
--           with_samples BOOLEAN    whether sample articles count
--           most         BIGINT     at most so many rows
-- grain:    one row per change, newest first
-- returns:  changed_at TIMESTAMP, kind VARCHAR, who VARCHAR, why VARCHAR, claim_id VARCHAR,
--           article_id VARCHAR, title VARCHAR, quote VARCHAR, figures BIGINT
-- units:    changed_at in UTC. kind: added (an article), accept, edit, reject, add, undo, restore (what was
--           decided about a figure), prefer, withdraw (among claims alike), reread (an article).
--           claim_id: the figure, null for articles; title: null when the article has left the
--           store or it is reference data. figures: of an added article those that count, of one
--           read again those added, lost or changed, else null
WITH change AS (
    SELECT
        a.added_at AS changed_at, 'added' AS kind, NULL AS who, NULL AS why, NULL AS claim_id,
        a.article_id, a.title, NULL AS quote,
        (SELECT count(*) FROM admitted AS f WHERE f.article_id = a.article_id) AS figures,
        a.is_sample, 0 AS number
    FROM article AS a
    UNION ALL
    SELECT
        d.decided_at, d.action, d.who, d.why, d.figure_id, d.article_id, a.title,
        json_extract_string(d.fields, '$.quote'), NULL, coalesce(a.is_sample, FALSE), d.decision_id
    FROM decision AS d
    LEFT JOIN article AS a USING (article_id)
    UNION ALL
    SELECT
        p.decided_at, p.action, p.who, p.why, p.claim_id, c.article_id, c.title, c.quote, NULL,
        coalesce(c.is_sample, FALSE), p.preference_id
    FROM preference AS p
    LEFT JOIN claim AS c USING (claim_id)
    UNION ALL
    SELECT
        r.read_at, 'reread', r.who, NULL, NULL, r.article_id, a.title, NULL,
        r.added + r.lost + r.changed, coalesce(a.is_sample, FALSE), r.rereading_id
    FROM rereading AS r
    LEFT JOIN article AS a USING (article_id)
)
SELECT
    changed_at,
    kind,
    who,
    why,
    claim_id,
    article_id,
    title,
    quote,
    CAST(figures AS BIGINT) AS figures
FROM change
WHERE changed_at >= CAST($since AS DATE)
  AND (CAST($with_samples AS BOOLEAN) OR NOT is_sample)
ORDER BY changed_at DESC, kind, number DESC, article_id
LIMIT CAST($most AS BIGINT)
