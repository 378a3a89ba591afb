-- Version 4: which of several like claims people prefer, each choice signed. Rows are only added.
CREATE TABLE preference (
    preference_id BIGINT PRIMARY KEY,   -- 1, 2, 3 …
    about         VARCHAR NOT NULL,     -- claim.alike: what all the claims in question are about
    claim_id      VARCHAR NOT NULL,     -- the claim preferred, or no longer so
    action        VARCHAR NOT NULL CHECK (action IN ('prefer', 'withdraw')),
    decided_at    TIMESTAMP NOT NULL,   -- UTC
    who           VARCHAR NOT NULL,
    why           VARCHAR NOT NULL
);
