-- Forget the links of derived figures of an article that was removed.
DELETE FROM removed_derived_input
WHERE derived_id IN (SELECT derived_id FROM removed_derived WHERE article_id = $article_id)
