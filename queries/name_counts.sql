-- How many names do we know, of which kind?
--
-- params:   none
-- grain:    one row per kind of name
-- returns:  kind VARCHAR, names BIGINT, forms BIGINT
-- units:    forms counts every way a name is written, the name itself included
SELECT
    kind,
    count(*) AS names,
    sum(1 + len(aliases))::BIGINT AS forms
FROM entity
GROUP BY kind
ORDER BY names DESC, kind
