-- Who changed some claims, or their articles, in a stretch of time?
--
-- params:   claims   TEXT[]   ids of claims
--           articles TEXT[]   ids of the articles they are of
--           since    TEXT     a time in UTC, as 2026-11-26T08:00:00.123456; what was done then does not count
--           until    TEXT     a later one, inclusive
-- grain:    one row per change, newest first
-- returns:  changed_at TIMESTAMP, kind VARCHAR, who VARCHAR, why VARCHAR, claim_id VARCHAR,
--           article_id VARCHAR
-- units:    changed_at in UTC. kind: accept, edit, reject, add, undo, restore (what was decided about
--           a figure, or about another figure of the articles), prefer, withdraw (among claims
--           alike), reread, added, removed (an article). claim_id: null for what was done to an article
WITH change AS (
    SELECT decided_at AS changed_at, action AS kind, who, why, figure_id AS claim_id, article_id
    FROM decision
    UNION ALL
    SELECT p.decided_at, p.action, p.who, p.why, p.claim_id, NULL
    FROM preference AS p
    UNION ALL
    SELECT read_at, 'reread', who, NULL, NULL, article_id
    FROM rereading
    UNION ALL
    SELECT added_at, 'added', NULL, NULL, NULL, article_id
    FROM article
    UNION ALL
    SELECT removed_at, 'removed', removed_by, NULL, NULL, article_id
    FROM removed_article
)
SELECT changed_at, kind, who, why, claim_id, article_id
FROM change
WHERE changed_at > CAST(CAST($since AS VARCHAR) AS TIMESTAMP)
  AND changed_at <= CAST(CAST($until AS VARCHAR) AS TIMESTAMP)
  AND (
    claim_id IN (SELECT unnest(CAST($claims AS VARCHAR[])))
    OR article_id IN (SELECT unnest(CAST($articles AS VARCHAR[])))
  )
ORDER BY changed_at DESC, kind, claim_id, article_id
