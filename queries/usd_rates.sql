-- At which rates is money turned into US dollars?
--
-- params:   none
-- grain:    one row per currency and year
-- returns:  currency VARCHAR, year INTEGER, usd_per_unit DOUBLE, source VARCHAR,
--           source_url VARCHAR, note VARCHAR
-- units:    usd_per_unit: US dollars for one of the currency, average of the year
SELECT
    currency,
    year,
    usd_per_unit,
    source,
    source_url,
    note
FROM usd_rate
ORDER BY currency, year
