-- The figures of articles that count: all but those that somebody rejected or took back.
--
-- grain:    one row per figure (accounted.sql)
CREATE OR REPLACE VIEW admitted AS
SELECT * FROM accounted WHERE review NOT IN ('rejected', 'taken back')
