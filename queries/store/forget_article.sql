-- Forget an article that was removed.
DELETE FROM removed_article WHERE article_id = $article_id
