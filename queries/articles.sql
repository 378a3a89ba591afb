-- Which articles are in the store?
--
-- params:   none
-- grain:    one row per article
-- returns:  article_id VARCHAR, title VARCHAR, publisher VARCHAR, published DATE, author VARCHAR,
--           url VARCHAR, source VARCHAR, media VARCHAR, is_sample BOOLEAN, added_at TIMESTAMP,
--           words INTEGER, figures BIGINT, derived BIGINT, rejections BIGINT
-- units:    added_at in UTC
SELECT
    a.article_id,
    a.title,
    a.publisher,
    a.published,
    a.author,
    a.url,
    a.source,
    a.media,
    a.is_sample,
    a.added_at,
    a.words,
    (SELECT count(*) FROM admitted AS f WHERE f.article_id = a.article_id) AS figures,
    (SELECT count(*) FROM derived AS d WHERE d.article_id = a.article_id) AS derived,
    (SELECT count(*) FROM rejection AS r WHERE r.article_id = a.article_id) AS rejections
FROM article AS a
ORDER BY a.published DESC NULLS FIRST, a.title, a.article_id
