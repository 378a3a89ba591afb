-- Put in from what the derived figures of some articles of a shard were worked out.
INSERT INTO derived_input BY NAME
SELECT * FROM read_parquet($file)
WHERE derived_id IN (
    SELECT derived_id FROM derived WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
)
