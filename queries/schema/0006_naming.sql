-- Version 6: names that people added to those of data/entities.csv. It only grows.
CREATE TABLE naming (
    naming_id  BIGINT PRIMARY KEY,     -- 1, 2, 3 …
    named_at   TIMESTAMP NOT NULL,     -- UTC
    who        VARCHAR NOT NULL,
    action     VARCHAR NOT NULL CHECK (action IN ('name', 'form', 'take back')),
    form       VARCHAR NOT NULL,       -- as articles write it
    name       VARCHAR NOT NULL,       -- whom it means; for a new name the form itself
    kind       VARCHAR NOT NULL,       -- as in data/entities.csv
    parent     VARCHAR,                -- maker, owner or employer of a new name
    ambiguous  BOOLEAN NOT NULL,       -- the form is also a common word and counts only with context
    why        VARCHAR,
    takes_back BIGINT                  -- the naming that this one takes back
);
