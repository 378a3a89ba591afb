-- Note a value under a key.
INSERT OR REPLACE INTO meta VALUES ($key, $value)
