-- Which companies and which models, projects or markets have a claim about some metrics?
--
-- params:   metrics      TEXT[]   metric ids, e.g. ['gpu_hours', 'gpu_count']
--           with_samples BOOLEAN  whether sample articles count
-- grain:    one row per name
-- returns:  name VARCHAR, company VARCHAR, is_company BOOLEAN, claims BIGINT,
--           from_articles BIGINT
-- units:    claims counts every claim of the name; from_articles those that are not reference.
--           is_company: some claim has the name as its company; company: who is behind a name
--           that is no company, null for none
-- Claims of a subject and a company are counted together first: there are few of these pairs.
WITH pair AS (
    SELECT
        subject,
        company,
        count(*) AS claims,
        count(*) FILTER (WHERE origin <> 'reference') AS from_articles
    FROM claim_kept
    WHERE list_contains(CAST($metrics AS VARCHAR[]), metric)
      AND (CAST($with_samples AS BOOLEAN) OR NOT is_sample)
    GROUP BY subject, company
),
named AS (
    SELECT subject AS name, company, claims, from_articles FROM pair
    UNION ALL
    SELECT company, company, claims, from_articles FROM pair WHERE company <> subject
)
SELECT
    name,
    CASE WHEN bool_or(name = company) THEN NULL ELSE min(company) END AS company,
    coalesce(bool_or(name = company), FALSE) AS is_company,
    CAST(sum(claims) AS BIGINT) AS claims,
    CAST(sum(from_articles) AS BIGINT) AS from_articles
FROM named
GROUP BY name
ORDER BY is_company DESC, name
