-- Where is the reference data from?
--
-- params:   none
-- grain:    one row per publisher and kind of source
-- returns:  source_publisher VARCHAR, source_tier VARCHAR, figures BIGINT, verified BIGINT,
--           url VARCHAR
-- units:    verified counts the figures checked against the source; url: one of the pages
SELECT
    source_publisher,
    source_tier,
    count(*) AS figures,
    count(*) FILTER (WHERE checked = 'verified') AS verified,
    min(source_url) AS url
FROM reference_figure
GROUP BY source_publisher, source_tier
ORDER BY figures DESC, source_publisher, source_tier
