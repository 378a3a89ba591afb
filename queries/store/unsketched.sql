-- Some articles of before sketches were kept, with their texts.
SELECT article_id, text FROM article WHERE sketch IS NULL LIMIT 100
