-- Remove the kept claims of an article, before others are kept.
DELETE FROM claim_kept WHERE article_id = $article_id
