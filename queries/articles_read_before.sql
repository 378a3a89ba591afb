-- Which articles were read by another edition of the rules and names than one?
--
-- params:   edition TEXT   what reads now, as article.extractor has it
-- grain:    one row per article
-- returns:  article_id VARCHAR, title VARCHAR, extractor VARCHAR, figures BIGINT, decided BIGINT
-- units:    figures: as read then; decided: figures that somebody decided about
SELECT
    a.article_id,
    a.title,
    a.extractor,
    (SELECT count(*) FROM figure AS f WHERE f.article_id = a.article_id) AS figures,
    (
        SELECT count(*) FROM review AS r
        WHERE r.article_id = a.article_id AND r.state <> 'unreviewed'
    ) AS decided
FROM article AS a
WHERE a.extractor <> $edition
ORDER BY a.published DESC NULLS FIRST, a.title, a.article_id
