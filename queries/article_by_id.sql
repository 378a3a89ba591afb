-- What is kept of one article?
--
-- params:   article_id TEXT
-- grain:    one row, or none
-- returns:  article_id VARCHAR, text VARCHAR, sha256 VARCHAR, title VARCHAR, source VARCHAR,
--           media VARCHAR, published DATE, publisher VARCHAR, author VARCHAR, url VARCHAR,
--           found_by VARCHAR, is_sample BOOLEAN, added_at TIMESTAMP, extractor VARCHAR,
--           words INTEGER, reading VARCHAR, pages BIGINT, left_out DOUBLE, copy_of VARCHAR,
--           copied VARCHAR
-- units:    found_by and reading are JSON objects; added_at in UTC; pages null for what has none;
--           left_out is a share, 0 to 1; copied is the title of copy_of
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
    reading,
    nullif(len(page_starts), 0) AS pages,
    left_out,
    copy_of,
    (SELECT o.title FROM article AS o WHERE o.article_id = a.copy_of) AS copied
FROM article AS a
WHERE article_id = $article_id
ORDER BY article_id
