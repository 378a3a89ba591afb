-- Which articles were read again last, and what did that change?
--
-- params:   most BIGINT   at most so many rows
-- grain:    one row per article and time it was read again, newest first
-- returns:  rereading_id BIGINT, read_at TIMESTAMP, who VARCHAR, article_id VARCHAR,
--           title VARCHAR, read_before VARCHAR, read_now VARCHAR, added INTEGER, lost INTEGER,
--           changed INTEGER, kept INTEGER
-- units:    read_at in UTC; title is null when the article has left the store; kept: figures that
--           somebody had decided about
SELECT
    r.rereading_id, r.read_at, r.who, r.article_id, a.title, r.read_before, r.read_now,
    r.added, r.lost, r.changed, r.kept
FROM rereading AS r
LEFT JOIN article AS a USING (article_id)
ORDER BY r.rereading_id DESC
LIMIT CAST($most AS BIGINT)
