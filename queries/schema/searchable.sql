-- Every figure there is (asserted.sql), with what the Data page searches and counts by; worked out.
--
-- grain:    one row per figure that counts
-- units:    sought: all that a search for words looks through, in lower case; of the metric and the
--           unit their names, so that `H100 hour` finds what an hour costs. about_year: the year
--           that the figure is about, null where none is stated. review_state: accepted, edited,
--           added, checked (at its source, or worked out from what was reviewed) or unreviewed.
--           sureness: the confidence in steps of 0.05, 1 for what is reviewed or has none.
--           measured: value in `measured_in`, for money of any currency US dollars, else null.
--           bar: where it is counted in a histogram, 'unit|step|exponent', from step (1, 2 or 5)
--           times ten to the exponent up to the next such number; 'unit|0|0' for zero and less,
--           'unit||' for money without a rate. A hair's breadth (1e-9) lets 5e24 be 5e24.
CREATE OR REPLACE VIEW searchable AS
WITH measured AS (
    SELECT
        *,
        CASE WHEN is_money THEN 'USD' ELSE unit END AS measured_in,
        CASE WHEN is_money THEN value_usd ELSE value END AS measured,
        CASE WHEN measured > 0 THEN CAST(floor(log10(measured) + 1e-9) AS INTEGER) END AS decade
    FROM asserted
    LEFT JOIN (SELECT metric, label FROM metric) USING (metric)
)
SELECT
    * EXCLUDE (decade, label),
    lower(concat_ws(
        chr(10), replace(sentence, chr(10), ' '), subject, company, attributed_to, relative_to, hardware, title, publisher,
        label, replace(unit, '_', ' ')
    )) AS sought,
    coalesce(try_cast(left(period, 4) AS INTEGER), horizon) AS about_year,
    CASE WHEN review IN ('accepted', 'edited', 'added') THEN review
         WHEN reviewed THEN 'checked' ELSE 'unreviewed' END AS review_state,
    CASE WHEN reviewed THEN 1 ELSE floor(20 * coalesce(confidence, 1) + 1e-9) / 20 END AS sureness,
    CASE
        WHEN measured IS NULL THEN measured_in || '||'
        WHEN measured <= 0 THEN measured_in || '|0|0'
        ELSE concat_ws(
            '|', measured_in,
            CASE WHEN measured >= 5 * pow(10, decade) * (1 - 1e-9) THEN 5
                 WHEN measured >= 2 * pow(10, decade) * (1 - 1e-9) THEN 2
                 ELSE 1 END,
            decade
        )
    END AS bar
FROM measured
