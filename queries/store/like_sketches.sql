-- Which earlier articles share so many of the hashes of each of these, up to five, likest first?
-- Of articles with one and the same sketch the earliest stands for all. A hash that very many have,
-- as of words at the foot of every page, is looked up in its earliest articles alone ($holders):
-- what all of them share would make every article like every other.
WITH own AS (
    SELECT article_id, added_at, unnest(sketch) AS hash
    FROM article
    WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
),
shelf AS (
    SELECT min(struct_pack(added_at := added_at, article_id := article_id)) AS holder, sketch
    FROM article
    WHERE sketch IS NOT NULL
    GROUP BY sketch
),
held AS (
    SELECT hash, min(holder, $holders) AS earliest
    FROM (SELECT holder, unnest(sketch) AS hash FROM shelf)
    SEMI JOIN own USING (hash)
    GROUP BY hash
),
holders AS (SELECT hash, unnest(earliest) AS holder FROM held),
met AS (
    SELECT own.article_id AS own_id, holder, count(*) AS shared
    FROM own
    JOIN holders USING (hash)
    WHERE holder < struct_pack(added_at := own.added_at, article_id := own.article_id)
    GROUP BY own_id, holder
    HAVING count(*) >= $least
    QUALIFY row_number() OVER (PARTITION BY own_id ORDER BY shared DESC, holder) <= 5
)
SELECT met.own_id, its.text AS own_text, other.article_id, other.text, other.copy_of
FROM met
JOIN article AS its ON its.article_id = met.own_id
JOIN article AS other ON other.article_id = met.holder.article_id
ORDER BY its.added_at, met.own_id, met.shared DESC, other.added_at, other.article_id
