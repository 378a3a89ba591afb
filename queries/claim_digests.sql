-- Which claims are there, each with what changes when anything in it does?
--
-- params:   none
-- grain:    one row per claim
-- returns:  claim_id VARCHAR, digest UBIGINT
-- units:    digest: of all columns of the view `claim`; to be compared within one process only,
--           another version of DuckDB may give another
SELECT claim_id, hash(c) AS digest
FROM claim AS c
ORDER BY claim_id
