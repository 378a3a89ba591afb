-- What is a claim about, in the words of claim.alike, and what was the newest choice about that?
SELECT
    c.alike,
    max(p.preference_id) AS newest,
    arg_max(p.who, p.preference_id) AS who,
    arg_max(p.action, p.preference_id) AS action,
    arg_max(p.claim_id, p.preference_id) AS preferred
FROM claim AS c
LEFT JOIN preference AS p ON p.about = c.alike
WHERE c.claim_id = $claim_id
GROUP BY c.alike
