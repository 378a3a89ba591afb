-- What is kept of one article?
--
-- params:   article_id TEXT
-- grain:    one row, or none
-- returns:  article_id VARCHAR, text VARCHAR, sha256 VARCHAR, title VARCHAR, source VARCHAR,
--           media VARCHAR, published DATE, publisher VARCHAR, author VARCHAR, url VARCHAR,
--           found_by VARCHAR, is_sample BOOLEAN, added_at TIMESTAMP, extractor VARCHAR,
--           words INTEGER, reading VARCHAR
-- units:    found_by and reading are JSON objects; added_at in UTC
SELECT
    article_id,
    text,
    sha256,
    title,
    source,
    media,
    published,
    publisher,
    author,
    url,
    found_by,
    is_sample,
    added_at,
    extractor,
    words,
    reading
FROM article
WHERE article_id = $article_id
ORDER BY article_id
