-- Put the articles of a shard in that are named, each with a time of its own in their order.
INSERT INTO article BY NAME
SELECT * EXCLUDE (file_row_number)
    REPLACE (CAST($added_at AS TIMESTAMP) + to_microseconds(file_row_number) AS added_at)
FROM read_parquet($file, file_row_number = TRUE)
WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
