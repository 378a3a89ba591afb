-- What columns has a table of the store, of what type, and may they be empty?
SELECT column_name, data_type, is_nullable
FROM duckdb_columns()
WHERE table_name = $table AND database_name = current_database() AND schema_name = 'main'
ORDER BY column_index
