-- Version 3: what people decided about figures. The history only grows; nothing in it is changed.
CREATE TABLE decision (
    decision_id BIGINT PRIMARY KEY,     -- 1, 2, 3 …
    figure_id   VARCHAR NOT NULL,
    article_id  VARCHAR NOT NULL,
    decided_at  TIMESTAMP NOT NULL,     -- UTC
    who         VARCHAR NOT NULL,
    action      VARCHAR NOT NULL CHECK (
        action IN ('accept', 'edit', 'reject', 'add', 'undo', 'restore')
    ),
    state       VARCHAR NOT NULL CHECK (
        state IN ('unreviewed', 'accepted', 'edited', 'rejected', 'added', 'taken back')
    ),
    fields      VARCHAR NOT NULL,       -- JSON object: the figure's fields after it
    changed     VARCHAR[] NOT NULL,     -- the fields that it changed
    why         VARCHAR,
    batch       BIGINT                  -- first decision of those made together; null alone
);

-- What counts instead of a figure as it was read, for each figure that somebody decided about.
-- A row with state 'unreviewed' is a decision taken back; 'taken back' an added figure removed.
CREATE TABLE review (
    figure_id      VARCHAR PRIMARY KEY,
    article_id     VARCHAR NOT NULL,
    decision_id    BIGINT NOT NULL,     -- the newest
    state          VARCHAR NOT NULL,
    metric         VARCHAR NOT NULL,
    subject        VARCHAR NOT NULL,
    company        VARCHAR,
    value          DOUBLE NOT NULL,
    value_high     DOUBLE,
    unit           VARCHAR NOT NULL,
    qualifier      VARCHAR NOT NULL,
    status         VARCHAR NOT NULL,
    attributed_to  VARCHAR,
    horizon        INTEGER,
    period         VARCHAR,
    relative_to    VARCHAR,
    start_offset   INTEGER NOT NULL,
    end_offset     INTEGER NOT NULL,
    quote          VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end   INTEGER NOT NULL,
    confidence     DOUBLE NOT NULL,
    rule           VARCHAR NOT NULL,
    hardware       VARCHAR,
    cost_basis     VARCHAR,
    subject_listed BOOLEAN NOT NULL,
    reasons        VARCHAR[] NOT NULL,
    warnings       VARCHAR[]
);
