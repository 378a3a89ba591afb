-- Put the figures that were worked out in some articles of a shard in.
INSERT INTO derived BY NAME
SELECT * FROM read_parquet($file) WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
