-- Which claim is preferred among those alike, by whom and why?
--
-- grain:    one row per `about` (claim.alike) for which the newest choice was not withdrawn
CREATE OR REPLACE VIEW chosen AS
WITH newest AS (
    SELECT *
    FROM preference
    QUALIFY row_number() OVER (PARTITION BY about ORDER BY preference_id DESC) = 1
)
SELECT about, claim_id, preference_id, decided_at, who, why
FROM newest
WHERE action = 'prefer'
