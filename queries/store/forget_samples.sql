-- Forget what became of the samples, before another store's note takes its place.
DELETE FROM meta WHERE key = 'samples'
