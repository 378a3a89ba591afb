-- Note by what an article was read, and its reading panel.
UPDATE article
SET extractor = $extractor, words = $words, reading = $reading
WHERE article_id = $article_id
