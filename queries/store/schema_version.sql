-- Up to which migration is the file?
SELECT max(version) FROM schema_version
