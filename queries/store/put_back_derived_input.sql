-- Bring back the links of derived figures of an article that was removed.
INSERT INTO derived_input BY NAME
SELECT i.* FROM removed_derived_input AS i JOIN removed_derived AS d USING (derived_id)
WHERE d.article_id = $article_id
