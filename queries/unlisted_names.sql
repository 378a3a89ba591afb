-- Which names do articles use that are in no list, and in which sentences?
--
-- params:   with_samples BOOLEAN  whether sample articles count
--           most         BIGINT   at most so many rows
-- grain:    one row per name, what most figures are about first
-- returns:  name VARCHAR, company VARCHAR, figures BIGINT, articles BIGINT, metrics VARCHAR[],
--           sentences VARCHAR[], claim_ids VARCHAR[]
-- units:    company: the one that most of its figures name, null for none; sentences: the first
--           five, each once; claim_ids: a figure of each of these sentences
WITH stands AS (
    SELECT subject AS name, sentence, min(claim_id) AS claim_id, min(published) AS published
    FROM claim
    WHERE origin = 'article' AND NOT subject_listed
      AND (CAST($with_samples AS BOOLEAN) OR NOT is_sample)
    GROUP BY subject, sentence
),
told AS (
    SELECT
        name,
        list(sentence ORDER BY published DESC NULLS LAST, claim_id)[:5] AS sentences,
        list(claim_id ORDER BY published DESC NULLS LAST, claim_id)[:5] AS claim_ids
    FROM stands
    GROUP BY name
)
SELECT
    c.subject AS name,
    mode(c.company ORDER BY c.company) AS company,
    count(*) AS figures,
    count(DISTINCT c.article_id) AS articles,
    list_sort(list(DISTINCT c.metric)) AS metrics,
    any_value(t.sentences) AS sentences,
    any_value(t.claim_ids) AS claim_ids
FROM claim AS c
JOIN told AS t ON t.name = c.subject
WHERE c.origin = 'article' AND NOT c.subject_listed
  AND (CAST($with_samples AS BOOLEAN) OR NOT c.is_sample)
GROUP BY c.subject
ORDER BY figures DESC, name
LIMIT CAST($most AS BIGINT)
