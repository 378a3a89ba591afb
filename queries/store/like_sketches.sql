-- Which earlier articles share so many of the hashes of each of these, up to five, likest first?
-- Of articles with one and the same sketch the earliest stands for all.
WITH own AS (
    SELECT article_id, added_at, unnest(sketch) AS hash
    FROM article
    WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
),
shelf AS (
    SELECT min_by(article_id, (added_at, article_id)) AS article_id, min(added_at) AS added_at, sketch
    FROM article
    WHERE sketch IS NOT NULL
    GROUP BY sketch
),
hashes AS (SELECT article_id, added_at, unnest(sketch) AS hash FROM shelf),
met AS (
    SELECT own.article_id AS own_id, hashes.article_id, hashes.added_at, count(*) AS shared
    FROM own
    JOIN hashes USING (hash)
    WHERE (hashes.added_at, hashes.article_id) < (own.added_at, own.article_id)
    GROUP BY own_id, hashes.article_id, hashes.added_at
    HAVING count(*) >= $least
    QUALIFY row_number() OVER (
        PARTITION BY own_id ORDER BY shared DESC, hashes.added_at, hashes.article_id
    ) <= 5
)
SELECT met.own_id, its.text AS own_text, other.article_id, other.text, other.copy_of
FROM met
JOIN article AS its ON its.article_id = met.own_id
JOIN article AS other ON other.article_id = met.article_id
ORDER BY its.added_at, met.own_id, met.shared DESC, other.added_at, other.article_id
