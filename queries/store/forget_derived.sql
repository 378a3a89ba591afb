-- Forget what was read in an article that was removed.
DELETE FROM removed_derived WHERE article_id = $article_id
