-- Which articles were removed and can be restored?
--
-- params:   none
-- grain:    one row per article, the newest removal first
-- returns:  article_id VARCHAR, title VARCHAR, publisher VARCHAR, published DATE,
--           removed_at TIMESTAMP, removed_by VARCHAR, figures BIGINT
-- units:    removed_at in UTC; figures as they counted
SELECT
    r.article_id,
    r.title,
    r.publisher,
    r.published,
    r.removed_at,
    r.removed_by,
    (
        SELECT count(*) FROM removed_figure AS f
        LEFT JOIN removed_review AS w USING (figure_id)
        WHERE f.article_id = r.article_id
          AND coalesce(w.state, 'unreviewed') NOT IN ('rejected', 'taken back')
    ) + (
        SELECT count(*) FROM removed_review AS w
        WHERE w.article_id = r.article_id AND w.state NOT IN ('rejected', 'taken back')
          AND w.figure_id NOT IN (SELECT f.figure_id FROM removed_figure AS f)
    ) AS figures
FROM removed_article AS r
ORDER BY r.removed_at DESC, r.article_id
