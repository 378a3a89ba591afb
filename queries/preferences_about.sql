-- Who preferred which of the claims alike one of them, and why, newest first?
--
-- params:   claim_id TEXT   one of the claims
-- grain:    one row per choice made or withdrawn; the first is the one that counts
-- returns:  preference_id BIGINT, claim_id VARCHAR, action VARCHAR, decided_at TIMESTAMP,
--           who VARCHAR, why VARCHAR, subject VARCHAR, metric VARCHAR, value DOUBLE,
--           value_high DOUBLE, unit VARCHAR, qualifier VARCHAR, is_money BOOLEAN, value_usd DOUBLE,
--           value_usd_high DOUBLE
-- units:    decided_at in UTC; subject and what follows of the claim that was preferred, null when
--           it is not in the store or somebody rejected it; money as in `claim`
SELECT
    p.preference_id,
    p.claim_id,
    p.action,
    p.decided_at,
    p.who,
    p.why,
    c.subject,
    c.metric,
    c.value,
    c.value_high,
    c.unit,
    c.qualifier,
    c.is_money,
    c.value_usd,
    c.value_usd_high
FROM preference AS p
JOIN claim AS this ON this.alike = p.about
LEFT JOIN claim AS c ON c.claim_id = p.claim_id
WHERE this.claim_id = $claim_id
ORDER BY p.preference_id DESC
