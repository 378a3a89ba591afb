-- Has the file a record of migrations?
SELECT count(*) > 0 FROM duckdb_tables() WHERE table_name = 'schema_version' AND NOT internal
