-- Put the figures that were read in some articles of a shard in.
INSERT INTO figure BY NAME
SELECT * FROM read_parquet($file) WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
