-- Note a value under a key.
MERGE INTO meta USING (SELECT $key AS key, $value AS value) AS new USING (key)
WHEN MATCHED THEN UPDATE SET value = new.value
WHEN NOT MATCHED THEN INSERT VALUES (new.key, new.value)
