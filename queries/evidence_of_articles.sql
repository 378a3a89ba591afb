-- Where does the evidence come from, and how far was it looked at?
--
-- params:   with_samples BOOLEAN  whether sample articles count
-- grain:    one row per article
-- returns:  article_id VARCHAR, title VARCHAR, publisher VARCHAR, published DATE,
--           is_sample BOOLEAN, extractor VARCHAR, figures BIGINT, reviewed BIGINT, unsure BIGINT,
--           warned BIGINT
-- units:    figures: those that count; reviewed: figures that somebody accepted, corrected or
--           added; unsure: figures that nobody decided about and whose reading is right less often
--           than three times in four (model.TO_REVIEW); warned: undecided ones that do not fit others
SELECT
    a.article_id,
    a.title,
    a.publisher,
    a.published,
    a.is_sample,
    a.extractor,
    count(f.figure_id) AS figures,
    count(*) FILTER (WHERE f.review IN ('accepted', 'edited', 'added')) AS reviewed,
    count(*) FILTER (WHERE f.review = 'unreviewed' AND f.confidence < 0.75) AS unsure,
    count(*) FILTER (WHERE f.review = 'unreviewed' AND len(f.warnings) > 0) AS warned
FROM article AS a
LEFT JOIN admitted AS f USING (article_id)
WHERE CAST($with_samples AS BOOLEAN) OR NOT a.is_sample
GROUP BY a.article_id, a.title, a.publisher, a.published, a.is_sample, a.extractor
ORDER BY a.published DESC NULLS FIRST, a.title, a.article_id
