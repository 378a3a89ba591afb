-- How much is in the store?
SELECT
    (SELECT count(*) FROM article) AS articles,
    (SELECT count(*) FROM article WHERE is_sample) AS samples,
    (SELECT count(*) FROM admitted) AS figures,
    (SELECT count(*) FROM derived) AS derived,
    (SELECT count(*) FROM rejection) AS rejections,
    (SELECT count(*) FROM reference_figure) AS reference_figures
