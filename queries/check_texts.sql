-- Which article's text is not the one that its id and digest were made of?
--
-- params:   none
-- grain:    one row per article
-- returns:  kind VARCHAR, id VARCHAR, article_id VARCHAR, said VARCHAR
-- units:    said is what is wrong, in words
SELECT
    'text' AS kind,
    article_id AS id,
    article_id,
    CASE
        WHEN sha256(text) <> sha256 THEN 'its text has another digest than the one kept with it'
        ELSE 'its id is not that of its text, a_' || left(sha256(text), 16)
    END AS said
FROM article
WHERE sha256(text) <> sha256
   OR article_id <> 'a_' || left(sha256(text), 16)
ORDER BY article_id
