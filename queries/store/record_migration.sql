-- Note that a migration was applied.
INSERT INTO schema_version VALUES ($version, $applied_at)
