-- Forget what was read in an article that was removed.
DELETE FROM removed_review WHERE article_id = $article_id
