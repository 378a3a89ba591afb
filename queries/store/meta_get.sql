-- What was noted under a key?
SELECT value FROM meta WHERE key = $key
