-- Has the store a record of migrations?
SELECT count(*) > 0 FROM duckdb_tables()
WHERE table_name = 'schema_version' AND database_name = current_database() AND NOT internal
