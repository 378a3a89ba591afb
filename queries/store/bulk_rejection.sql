-- Put the numbers that are no figures in some articles of a shard in.
INSERT INTO rejection BY NAME
SELECT * FROM read_parquet($file) WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
