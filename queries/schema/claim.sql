-- Every figure there is, with who prefers it: the one view that pages and exports read.
--
-- grain:    one row per figure that counts; columns and units are those of asserted.sql, and
--           preferred_by, preferred_why, preferred_at: who prefers this claim among those alike,
--           null where nobody does.
CREATE OR REPLACE VIEW claim AS
SELECT 
    k.* EXCLUDE (sought, about_year, review_state, sureness, measured_in, measured, bar, quote_at), c.who AS preferred_by, c.why AS preferred_why,
    c.decided_at AS preferred_at
FROM claim_kept AS k
LEFT JOIN chosen AS c ON c.about = k.alike AND c.claim_id = k.claim_id
