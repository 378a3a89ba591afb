-- Note of which article another is nearly a copy.
UPDATE article SET copy_of = $first WHERE article_id = $article_id
