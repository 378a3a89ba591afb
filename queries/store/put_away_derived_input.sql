-- Keep the links of derived figures of an article that is removed.
INSERT INTO removed_derived_input BY NAME
SELECT i.* FROM derived_input AS i JOIN derived AS d USING (derived_id)
WHERE d.article_id = $article_id
