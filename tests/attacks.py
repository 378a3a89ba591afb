"""
Queries of somebody who means harm, and what must become of each.

`{secret}` is a file with a word that nobody may read, `{out}` a folder that nobody may write to,
`{store}` the store itself.
"""

# What must become of a query: it is not run at all; it ends with an error in words; it is ended
# at a limit, or answers before; it answers, and tells nothing.
REFUSED, FAILS, ENDS, HARMLESS = "refused", "fails", "ends", "harmless"

FILES = {
    "a CSV": ("SELECT * FROM read_csv('{secret}')", REFUSED),
    "a CSV by its path": ("SELECT * FROM '{secret}'", REFUSED),
    "a CSV by its path in quotes": ('SELECT * FROM "{secret}"', REFUSED),
    "a text": ("SELECT content FROM read_text('{secret}')", REFUSED),
    "bytes": ("SELECT content FROM read_blob('{secret}')", REFUSED),
    "JSON": ("FROM read_json_auto('{secret}')", REFUSED),
    "Parquet": ("FROM read_parquet(['{secret}'])", REFUSED),
    "Parquet's head": ("FROM parquet_metadata('{secret}')", REFUSED),
    "the store": ("FROM read_duckdb('{store}')", REFUSED),
    "names of files": ("SELECT * FROM glob('/**')", REFUSED),
    "what a CSV is like": ("FROM sniff_csv('{secret}')", REFUSED),
    "in a subquery": ("SELECT (SELECT content FROM read_text('{secret}'))", REFUSED),
    "in WITH": ("WITH x AS (FROM read_text('{secret}')) SELECT * FROM x", REFUSED),
    "in EXISTS": ("SELECT 1 WHERE EXISTS (FROM read_text('{secret}'))", REFUSED),
    "in a join": ("SELECT * FROM figures, LATERAL (FROM read_text('{secret}'))", REFUSED),
    "in a PIVOT": ("PIVOT (FROM read_text('{secret}')) ON filename USING count(*)", REFUSED),
    "in a PIVOT behind a remark": (
        "PIVOT (FROM read_text/**/ ('{secret}')) ON filename USING count(*)",
        REFUSED,
    ),
    "in a PIVOT in quotes": (
        "PIVOT (FROM \"read_text\"('{secret}')) ON filename USING count(*)",
        REFUSED,
    ),
    "in a PIVOT by its path": ("PIVOT '{secret}' ON filename USING count(*)", FAILS),
    "of the process": ("FROM read_text('/proc/self/environ')", REFUSED),
    "an open file": ("FROM read_text('/dev/fd/0')", REFUSED),
    "over HTTP": ("FROM read_csv('http://127.0.0.1:9/x.csv')", REFUSED),
    "from S3": ("FROM 's3://bucket/key.parquet'", REFUSED),
    "by a query in text": ("FROM query('FROM read_text(''{secret}'')')", REFUSED),
    "by a table in text": ("FROM query_table('{secret}')", REFUSED),
    "by a parsed query": (
        "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
        REFUSED,
    ),
    "COPY FROM": ("COPY figures FROM '{secret}'", REFUSED),
    "IMPORT": ("IMPORT DATABASE '{out}'", FAILS),
}
WRITING = {
    "COPY TO": ("COPY figures TO '{out}/a.csv'", REFUSED),
    "COPY a query": ("COPY (SELECT 1) TO '{out}/b.parquet' (FORMAT parquet)", REFUSED),
    "COPY to the store": ("COPY (SELECT 1) TO '{store}'", REFUSED),
    "EXPORT": ("EXPORT DATABASE '{out}/c'", REFUSED),
    "ATTACH a new file": ("ATTACH '{out}/d.duckdb' AS d", REFUSED),
    "ATTACH the store": ("ATTACH '{store}' AS s", REFUSED),
    "ATTACH memory": ("ATTACH ':memory:' AS m", REFUSED),
    "DETACH": ("DETACH snapshot", REFUSED),
    "CREATE TABLE": ("CREATE TABLE x AS SELECT 1", REFUSED),
    "CREATE TEMP TABLE": ("CREATE TEMP TABLE x AS SELECT 1", REFUSED),
    "CREATE VIEW": ("CREATE OR REPLACE VIEW figures AS SELECT 1", REFUSED),
    "CREATE MACRO": ("CREATE MACRO f() AS 1", REFUSED),
    "CREATE TYPE": ("CREATE TYPE mood AS ENUM ('a')", REFUSED),
    "CREATE SECRET": ("CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')", REFUSED),
    "INSERT": ("INSERT INTO figures SELECT * FROM figures", REFUSED),
    "UPDATE": ("UPDATE figures SET value = 0", REFUSED),
    "DELETE": ("DELETE FROM figures", REFUSED),
    "TRUNCATE": ("TRUNCATE figures", REFUSED),
    "DROP": ("DROP TABLE figures", REFUSED),
    "ALTER": ("ALTER TABLE figures ADD COLUMN x INTEGER", REFUSED),
    "MERGE": ("MERGE INTO figures USING figures AS f ON FALSE WHEN MATCHED THEN DELETE", REFUSED),
    "DELETE in WITH": ("WITH x AS (DELETE FROM figures RETURNING *) SELECT * FROM x", FAILS),
    "SELECT INTO": ("SELECT * INTO x FROM figures", FAILS),
    "COMMENT": ("COMMENT ON TABLE figures IS 'mine'", REFUSED),
    "CHECKPOINT": ("CHECKPOINT", REFUSED),
    "VACUUM": ("VACUUM", REFUSED),
    "the log": ("SELECT write_log('x')", REFUSED),
}
SETTINGS = {
    "INSTALL": ("INSTALL httpfs", REFUSED),
    "FORCE INSTALL": ("FORCE INSTALL spatial FROM community", REFUSED),
    "LOAD": ("LOAD httpfs", REFUSED),
    "LOAD a file": ("LOAD '{secret}'", REFUSED),
    "SET": ("SET enable_external_access = true", REFUSED),
    "SET unlocked": ("SET lock_configuration = false", REFUSED),
    "SET memory": ("SET memory_limit = '64GB'", REFUSED),
    "RESET": ("RESET memory_limit", REFUSED),
    "SET VARIABLE": ("SET VARIABLE x = 1", REFUSED),
    "USE": ("USE memory", REFUSED),
    "PRAGMA": ("PRAGMA threads = 64", REFUSED),
    "PRAGMA with an answer": ("PRAGMA database_list", REFUSED),
    "PRAGMA profiling": ("PRAGMA enable_profiling = 'json'", REFUSED),
    "CALL": ("CALL duckdb_settings()", REFUSED),
    "settings": ("SELECT * FROM duckdb_settings()", REFUSED),
    "one setting": ("SELECT current_setting('memory_limit')", REFUSED),
    "one setting by its whole name": (
        "SELECT system.main.current_setting('memory_limit')",
        REFUSED,
    ),
    "one setting in a PIVOT": (
        "PIVOT (SELECT current_setting('memory_limit') AS s) ON s USING count(*)",
        REFUSED,
    ),
    "a setting as a method": ("SELECT ('memory_limit').current_setting()", REFUSED),
    "settings of PostgreSQL": ("SELECT * FROM pg_catalog.pg_settings", REFUSED),
    "secrets": ("FROM duckdb_secrets()", REFUSED),
    "a variable": ("SELECT getvariable('x')", REFUSED),
    "the environment": ("SELECT getenv('PATH')", REFUSED),
}
CATALOGUE = {
    "databases": ("SELECT path FROM duckdb_databases()", REFUSED),
    "databases as a table": ("SELECT path FROM duckdb_databases", REFUSED),
    "list of databases": ("FROM pragma_database_list", REFUSED),
    "information schema": ("FROM information_schema.tables", REFUSED),
    "SQLite's": ("FROM sqlite_master", REFUSED),
    "by database": ("FROM snapshot.main.figures", REFUSED),
    "another database": ("FROM system.main.duckdb_tables", REFUSED),
    "SHOW TABLES": ("SHOW ALL TABLES", REFUSED),
    "SHOW DATABASES": ("FROM (SHOW DATABASES)", REFUSED),
    "behind a WITH": (
        "SELECT * FROM (WITH duckdb_databases AS (SELECT 1) FROM duckdb_databases), "
        "(FROM duckdb_databases)",
        REFUSED,
    ),
    "in a PIVOT": ("PIVOT duckdb_databases() ON path USING count(*)", REFUSED),
    "in a PIVOT, as a table": ("PIVOT duckdb_databases ON path USING count(*)", REFUSED),
    "logs": ("FROM duckdb_logs()", REFUSED),
    "queries of others": ("SELECT current_query()", REFUSED),
    "DESCRIBE of another": ("DESCRIBE pg_catalog.pg_class", REFUSED),
    "PREPARE": ("PREPARE p AS SELECT 1", REFUSED),
    "EXECUTE": ("EXECUTE p", REFUSED),
}
STATEMENTS = {
    "two": ("SELECT 1; DROP TABLE figures", REFUSED),
    "two behind a remark": ("SELECT 1 /* ; */; COPY figures TO '{out}/e.csv'", REFUSED),
    "behind a line": ("SELECT 1 -- one\n; ATTACH '{out}/f.duckdb'", REFUSED),
    "PIVOT and another": ("PIVOT figures ON status USING count(*); DROP TABLE figures", REFUSED),
    "a type, then SELECT": ("CREATE TYPE t AS ENUM ('a'); SELECT 1", REFUSED),
    "a closing bracket": (
        "SELECT 1) AS answer; COPY (SELECT 2) TO '{out}/g.csv'; SELECT * FROM (SELECT 1",
        FAILS,
    ),
    "a remark to the end": ("SELECT 1 AS one --", HARMLESS),
    "a remark without an end": ("SELECT 1 /*", FAILS),
    "semicolons in text": ("SELECT ';DROP TABLE figures;' AS t, $$;$$ AS d;", HARMLESS),
    "a null byte": ("SELECT 1\x00; DROP TABLE figures", FAILS),
    "a transaction": ("BEGIN TRANSACTION", REFUSED),
    "EXPLAIN ANALYZE": ("EXPLAIN ANALYZE COPY figures TO '{out}/h.csv'", REFUSED),
    "no name of a parameter": ("SELECT ?", REFUSED),
    "nothing": (" -- nothing\n ;", REFUSED),
    "too long": ("SELECT '" + "x" * 9_000 + "'", REFUSED),
    "brackets in brackets": ("SELECT " + "(" * 3_900 + "1" + ")" * 3_900, HARMLESS),
    "lists in lists": ("SELECT " + "[" * 3_900 + "1" + "]" * 3_900, FAILS),
    "more columns than a page": (
        "SELECT " + ", ".join(f"{i} AS c{i}" for i in range(300)),
        REFUSED,
    ),
}
# Each of these is ended at a limit of time or memory, if it does not end before.
STALLING = {
    "recursion": (
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
        ENDS),
    "recursion that doubles": (
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL "
        "SELECT n + 1 FROM t, range(2)) SELECT count(*) FROM t", ENDS),
    "a huge range": ("SELECT sum(range % 7) FROM range(1000000000000)", ENDS),
    "a huge range as rows": ("SELECT range % 7 AS r FROM range(1000000000000) ORDER BY r", ENDS),
    "a cross join": (
        "SELECT count(*) FROM figures a, figures b, figures c, figures d "
        "WHERE a.value + b.value + c.value > d.value", ENDS),
    "a long text": ("SELECT length(repeat('x', 4000000000))", ENDS),
    "a wide text": ("SELECT length(lpad('x', 2000000000, 'y'))", ENDS),
    "a long list": ("SELECT len(range(3000000000))", ENDS),
    "all in one list": (
        "SELECT len(list(a.sentence || b.sentence)) FROM figures a, figures b", ENDS),
    "rows without end": ("SELECT unnest(range(50000000)) || repeat('x', 5000) AS x", ENDS),
    "a plan without end": (
        "WITH a0 AS (SELECT 1 AS x), "
        + ", ".join(f"a{i} AS (SELECT p.x FROM a{i - 1} p, a{i - 1} q)" for i in range(1, 26))
        + " SELECT count(*) FROM a25", ENDS),
    "a nested loop": (
        "SELECT count(*) FROM figures a, figures b, figures c "
        "WHERE levenshtein(a.sentence, b.sentence) + levenshtein(b.sentence, c.sentence) < 9",
        ENDS),
    "a pattern": (
        "SELECT count(*) FROM figures "
        "WHERE regexp_matches(repeat('a', 5000) || sentence, '(a+)+b$')", ENDS),
    "sleep": ("SELECT sleep_ms(100000)", REFUSED),
    "sleep of PostgreSQL": ("SELECT pg_sleep(100)", REFUSED),
}  # fmt: skip
FAMILIES = {
    "files": FILES, "writing": WRITING, "settings": SETTINGS, "catalogue": CATALOGUE,
    "statements": STATEMENTS, "stalling": STALLING,
}  # fmt: skip
ATTACKS = {
    f"{family}: {name}": attack
    for family, attacks in FAMILIES.items()
    for name, attack in attacks.items()
}
