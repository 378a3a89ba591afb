-- Of which articles was every figure decided about?
--
-- params:   everything BOOLEAN  whether articles count too in which that is not so
-- grain:    one row per article
-- returns:  article_id VARCHAR, title VARCHAR, published DATE, text VARCHAR, figures BIGINT,
--           decided BIGINT
-- units:    figures: those that count; decided: decisions about them that stand, rejected ones too
WITH counted AS (
    SELECT
        a.article_id,
        (SELECT count(*) FROM admitted AS f WHERE f.article_id = a.article_id) AS figures,
        (
            SELECT count(*) FROM admitted AS f
            WHERE f.article_id = a.article_id AND f.review = 'unreviewed'
        ) AS undecided,
        (
            SELECT count(*) FROM review AS r
            WHERE r.article_id = a.article_id AND r.state <> 'unreviewed'
        ) AS decided
    FROM article AS a
)
SELECT a.article_id, a.title, a.published, a.text, c.figures, c.decided
FROM article AS a
JOIN counted AS c USING (article_id)
WHERE CAST($everything AS BOOLEAN) OR (c.undecided = 0 AND c.decided > 0)
ORDER BY a.published NULLS LAST, a.title, a.article_id
