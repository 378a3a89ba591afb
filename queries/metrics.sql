-- What do we measure, and how much of it is there?
--
-- params:   none
-- grain:    one row per metric
-- returns:  metric VARCHAR, label VARCHAR, unit VARCHAR, theme VARCHAR, takes VARCHAR,
--           takes_not VARCHAR, figures BIGINT, reference_figures BIGINT
-- units:    unit 'money' is the currency written
SELECT
    m.metric,
    m.label,
    m.unit,
    m.theme,
    m.takes,
    m.takes_not,
    (SELECT count(*) FROM admitted AS f WHERE f.metric = m.metric) AS figures,
    (SELECT count(*) FROM reference_figure AS r WHERE r.metric = m.metric) AS reference_figures
FROM metric AS m
ORDER BY m.position
