-- The store, version 1: articles, their figures, and the reference data beside them.
-- Offsets are code points, half-open, into article.text. Money stays in the currency written.
CREATE TABLE schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL);

CREATE TABLE metric (
    metric    VARCHAR PRIMARY KEY,
    position  INTEGER NOT NULL,     -- order of data/metrics.toml
    label     VARCHAR NOT NULL,
    unit      VARCHAR NOT NULL,     -- 'money': the currency as written
    theme     VARCHAR NOT NULL,
    takes     VARCHAR NOT NULL,
    takes_not VARCHAR NOT NULL
);

CREATE TABLE usd_rate (
    currency     VARCHAR NOT NULL,  -- ISO 4217
    year         INTEGER NOT NULL,
    usd_per_unit DOUBLE NOT NULL,   -- yearly average
    source       VARCHAR NOT NULL,
    source_url   VARCHAR NOT NULL,
    note         VARCHAR,
    PRIMARY KEY (currency, year)
);

CREATE TABLE entity (
    name      VARCHAR NOT NULL,
    kind      VARCHAR NOT NULL,
    parent    VARCHAR,              -- maker of a model, owner of a company or project
    country   VARCHAR,
    aliases   VARCHAR[] NOT NULL,
    ambiguous VARCHAR[] NOT NULL,   -- forms that count only with context
    PRIMARY KEY (name, kind)
);

CREATE TABLE chip (
    name           VARCHAR PRIMARY KEY,
    vendor         VARCHAR NOT NULL,
    bf16_flops     DOUBLE,          -- dense peak, FLOP/s
    memory_gb      DOUBLE,
    launch_year    INTEGER,
    source_url     VARCHAR NOT NULL,
    precision_note VARCHAR
);

CREATE TABLE article (
    article_id VARCHAR PRIMARY KEY, -- digest of the text
    text       VARCHAR NOT NULL,    -- as read; never changed
    sha256     VARCHAR NOT NULL,
    title      VARCHAR NOT NULL,
    source     VARCHAR NOT NULL,    -- file name, or 'pasted text'
    media      VARCHAR NOT NULL,    -- text, markdown, html, pdf, docx
    published  DATE,
    publisher  VARCHAR,
    author     VARCHAR,
    url        VARCHAR,
    found_by   VARCHAR NOT NULL,    -- JSON object: field -> how it was found
    is_sample  BOOLEAN NOT NULL,
    added_at   TIMESTAMP NOT NULL,  -- UTC
    extractor  VARCHAR NOT NULL,    -- newsfigures version that read it
    words      INTEGER NOT NULL,
    reading    VARCHAR NOT NULL     -- JSON object: the reading panel (readability.py)
);

CREATE TABLE figure (
    figure_id      VARCHAR PRIMARY KEY,
    article_id     VARCHAR NOT NULL,
    position       INTEGER NOT NULL, -- order in the article, from 0
    metric         VARCHAR NOT NULL,
    subject        VARCHAR NOT NULL,
    company        VARCHAR,
    value          DOUBLE NOT NULL,
    value_high     DOUBLE,
    unit           VARCHAR NOT NULL,
    qualifier      VARCHAR NOT NULL CHECK (qualifier IN ('exact', 'approx', 'at_least', 'at_most', 'range')),
    status         VARCHAR NOT NULL CHECK (status IN ('reported', 'estimated', 'projected', 'announced', 'assumed')),
    attributed_to  VARCHAR,
    horizon        INTEGER,
    period         VARCHAR,
    relative_to    VARCHAR,
    start_offset   INTEGER NOT NULL,
    end_offset     INTEGER NOT NULL,
    quote          VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end   INTEGER NOT NULL,
    confidence     DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule           VARCHAR NOT NULL,
    hardware       VARCHAR,
    cost_basis     VARCHAR,          -- training_cost only
    subject_listed BOOLEAN NOT NULL, -- false: the name is not in data/entities.csv
    reasons        VARCHAR[] NOT NULL,
    CHECK (start_offset >= 0 AND end_offset > start_offset),
    CHECK (sentence_start <= start_offset AND end_offset <= sentence_end)
);

CREATE TABLE derived (
    derived_id VARCHAR PRIMARY KEY,
    article_id VARCHAR NOT NULL,
    position   INTEGER NOT NULL,
    metric     VARCHAR NOT NULL,
    subject    VARCHAR NOT NULL,
    company    VARCHAR,
    value      DOUBLE NOT NULL,
    value_high DOUBLE,
    unit       VARCHAR NOT NULL,
    qualifier  VARCHAR NOT NULL,
    status     VARCHAR NOT NULL,
    formula    VARCHAR NOT NULL,
    hardware   VARCHAR
);

CREATE TABLE derived_input (
    derived_id VARCHAR NOT NULL,
    position   INTEGER NOT NULL,
    figure_id  VARCHAR NOT NULL,
    PRIMARY KEY (derived_id, position)
);

CREATE TABLE rejection (
    article_id   VARCHAR NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset   INTEGER NOT NULL,
    quote        VARCHAR NOT NULL,
    rule         VARCHAR NOT NULL,
    reason       VARCHAR NOT NULL
);

CREATE TABLE reference_figure (
    reference_id     VARCHAR PRIMARY KEY, -- digest of the row
    metric           VARCHAR NOT NULL,
    company          VARCHAR,
    subject          VARCHAR NOT NULL,
    value            DOUBLE NOT NULL,
    value_high       DOUBLE,
    unit             VARCHAR NOT NULL,
    qualifier        VARCHAR NOT NULL,
    status           VARCHAR NOT NULL,
    as_of            VARCHAR NOT NULL,    -- as given: a day, month or year
    horizon          INTEGER,
    hardware         VARCHAR,
    attributed_to    VARCHAR,
    source_title     VARCHAR NOT NULL,
    source_publisher VARCHAR NOT NULL,
    source_url       VARCHAR NOT NULL,
    source_date      VARCHAR,             -- as given: a day, month or year
    note             VARCHAR,
    cost_basis       VARCHAR,
    source_tier      VARCHAR NOT NULL,    -- primary, dataset, press, secondary
    seen_in          VARCHAR,
    checked          VARCHAR NOT NULL     -- verified, from memory
);

CREATE TABLE meta (
    key   VARCHAR PRIMARY KEY, -- 'reference': digest of the data files; 'samples': what became of them
    value VARCHAR NOT NULL
);
