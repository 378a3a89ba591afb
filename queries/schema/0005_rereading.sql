-- Version 5: when an article was read again, by what, and what that changed. It only grows.
CREATE TABLE rereading (
    rereading_id BIGINT PRIMARY KEY,   -- 1, 2, 3 …
    article_id   VARCHAR NOT NULL,
    read_at      TIMESTAMP NOT NULL,   -- UTC
    who          VARCHAR NOT NULL,
    read_before  VARCHAR NOT NULL,     -- article.extractor before it
    read_now     VARCHAR NOT NULL,     -- and after it
    added        INTEGER NOT NULL,     -- figures
    lost         INTEGER NOT NULL,
    changed      INTEGER NOT NULL,
    kept         INTEGER NOT NULL,     -- figures that somebody had decided about; they stayed
    before       VARCHAR NOT NULL      -- JSON object: id -> fields of lost and changed ones before
);
