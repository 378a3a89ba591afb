-- Which articles have some words in their title or publisher, the newest first?
--
-- params:   words  TEXT[]   words that must all stand there; an empty list: all articles
--           most   BIGINT   how many rows at most
-- grain:    one row per article
-- returns:  article_id VARCHAR, title VARCHAR, publisher VARCHAR, published DATE,
--           is_sample BOOLEAN, words INTEGER, figures BIGINT, derived BIGINT, total BIGINT
-- units:    figures, derived: those that count; total: how many articles there are, with those
--           beyond `most`, the same in each row
WITH listed AS (
    SELECT article_id, title, publisher, published, is_sample, words, count(*) OVER () AS total
    FROM article
    WHERE len(list_filter(
        CAST($words AS VARCHAR[]),
        lambda word: NOT contains(lower(concat_ws(' ', title, publisher)), lower(word))
    )) = 0
    ORDER BY published DESC NULLS FIRST, title, article_id
    LIMIT CAST($most AS BIGINT)
)
SELECT
    l.article_id,
    l.title,
    l.publisher,
    l.published,
    l.is_sample,
    l.words,
    (SELECT count(*) FROM admitted AS f WHERE f.article_id = l.article_id) AS figures,
    (SELECT count(*) FROM derived AS d WHERE d.article_id = l.article_id) AS derived,
    l.total
FROM listed AS l
ORDER BY l.published DESC NULLS FIRST, l.title, l.article_id
