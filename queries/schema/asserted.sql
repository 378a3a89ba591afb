-- Every figure there is, of articles, derived and reference, told apart by `origin`; worked out.
--
-- The store keeps its rows as the table claim_kept (store.py), and claim.sql is what is read; of
-- one article it is asked anew with every write.
--
-- grain:    one row per figure that counts (admitted.sql); claim_id is figure_id, derived_id or
--           reference_id
-- units:    value, value_high in `unit` (money: the currency written); value_usd, value_usd_high
--           in US dollars at the yearly average rate of `usd_rate_year`, null when there is no rate
--           or the unit is no money. usd_note says how it was converted, null for dollars.
--           The year of a rate is that of `period`, else of publication, else the newest there is.
--           warning says in words which other figures of the article one does not fit, else null.
--           A cost worked out as hours times a rental rate has the basis that is defined so.
--           goes_back_to is whom a claim rests on: the person or organisation credited (a person
--           as the organisation in data/entities.csv), else the article (of copies the first),
--           of reference data the publisher; claims with the same one are not independent. alike is equal for claims
--           about the same thing in the same sense and time, whose values can be set against each
--           other; reported and estimated ones are alike, and announced and projected ones.
--           reviewed: whether it was checked against its source: a figure that somebody accepted,
--           corrected or added, what is worked out from such figures alone, a reference figure
--           read at its source.
CREATE OR REPLACE VIEW asserted AS
WITH united AS (
    SELECT
        f.figure_id AS claim_id, 'article' AS origin, f.metric, f.subject, f.company,
        f.value, f.value_high, f.unit, f.qualifier, f.status, f.attributed_to, f.horizon,
        f.period, f.relative_to, f.hardware, f.cost_basis, f.quote,
        substring(a.text, f.sentence_start + 1, f.sentence_end - f.sentence_start) AS sentence,
        f.article_id, a.title, a.publisher, a.published,
        CAST(a.published AS VARCHAR) AS as_of, a.url, a.is_sample,
        f.confidence, f.rule, NULL AS formula, f.subject_listed,
        NULL AS source_tier, NULL AS note,
        nullif(array_to_string(f.warnings, ' '), '') AS warning, f.review,
        f.review IN ('accepted', 'edited', 'added') AS reviewed, f.decision_id,
        coalesce(a.copy_of, f.article_id) AS carrier,
        coalesce(
            try_cast(left(f.period, 4) AS INTEGER), year(a.published)
        ) AS money_year,
        f.start_offset,
        CAST(f.start_offset - f.sentence_start AS BIGINT) AS quote_at
    FROM admitted AS f
    JOIN article AS a USING (article_id)
    UNION ALL
    SELECT
        d.derived_id, 'derived', d.metric, d.subject, d.company,
        d.value, d.value_high, d.unit, d.qualifier, d.status, NULL, NULL,
        NULL, NULL, d.hardware,
        CASE WHEN d.metric = 'training_cost' THEN i.cost_basis END, NULL,
        d.formula || ' (worked out from: ' || i.quotes || ')',
        d.article_id, a.title, a.publisher, a.published,
        CAST(a.published AS VARCHAR), a.url, a.is_sample,
        i.confidence, 'derived', d.formula, TRUE,
        NULL, NULL, NULL, NULL, i.reviewed, NULL,
        coalesce(a.copy_of, d.article_id), year(a.published), i.start_offset, NULL
    FROM derived AS d
    JOIN article AS a USING (article_id)
    JOIN (
        SELECT
            di.derived_id,
            f.article_id, -- part of the key, so that only one article's are looked at when asked so
            string_agg(f.quote, ', ' ORDER BY di.position) AS quotes,
            min(f.confidence) AS confidence,
            min(f.start_offset) AS start_offset,
            bool_and(f.review IN ('accepted', 'edited', 'added')) AS reviewed,
            CASE
                WHEN bool_or(f.metric = 'gpu_hours') AND bool_or(f.metric = 'gpu_rental_rate')
                    THEN 'final_run_rental'
                ELSE max(f.cost_basis)
            END AS cost_basis
        FROM derived_input AS di
        JOIN admitted AS f USING (figure_id)
        GROUP BY di.derived_id, f.article_id
    ) AS i USING (derived_id, article_id)
    UNION ALL
    SELECT
        r.reference_id, 'reference', r.metric, r.subject, r.company,
        r.value, r.value_high, r.unit, r.qualifier, r.status, r.attributed_to, r.horizon,
        NULL, NULL, r.hardware, r.cost_basis, NULL, r.remark,
        NULL, r.source_title, r.source_publisher,
        try_cast(
            CASE length(r.as_of) WHEN 4 THEN r.as_of || '-07-01' WHEN 7 THEN r.as_of || '-15'
            ELSE r.as_of END AS DATE
        ),
        r.as_of, r.source_url, FALSE,
        NULL, 'reference', NULL, TRUE,
        r.source_tier, r.remark, NULL, NULL, r.checked = 'verified', NULL, r.source_publisher,
        try_cast(left(r.as_of, 4) AS INTEGER), NULL, NULL
    FROM (
        SELECT
            *,
            CASE checked WHEN 'verified' THEN note
                 ELSE concat_ws(' ', note, 'Given from memory; not checked against a source.')
            END AS remark
        FROM reference_figure
    ) AS r
),
rated AS (
    SELECT
        u.*,
        m.unit = 'money' AS is_money,
        -- Some subjects are no names ("2025 guidance"); the company tells them apart.
        concat_ws(
            ' | ',
            u.metric,
            u.subject,
            CASE WHEN u.subject NOT IN (SELECT e.name FROM entity AS e)
                THEN coalesce(u.company, '') ELSE '' END,
            coalesce(u.cost_basis, ''),
            coalesce(u.relative_to, ''),
            CASE u.status WHEN 'estimated' THEN 'reported' WHEN 'projected' THEN 'announced'
                ELSE u.status END,
            coalesce(u.period, ''),
            coalesce(CAST(u.horizon AS VARCHAR), ''),
            CASE WHEN m.unit = 'money' THEN 'money' ELSE u.unit END
        ) AS about,
        (
            SELECT max(x.year) FROM usd_rate AS x
            WHERE x.currency = u.unit AND x.year <= coalesce(u.money_year, 9999)
        ) AS usd_rate_year
    FROM united AS u
    JOIN metric AS m USING (metric)
)
SELECT
    r.* EXCLUDE (money_year, carrier, about, start_offset, usd_rate_year),
    CASE WHEN is_money AND unit <> 'USD' THEN usd_rate_year END AS usd_rate_year,
    CASE WHEN unit = 'USD' THEN value WHEN is_money THEN value * x.usd_per_unit END AS value_usd,
    CASE WHEN unit = 'USD' THEN value_high
         WHEN is_money THEN value_high * x.usd_per_unit END AS value_usd_high,
    CASE
        WHEN NOT is_money OR unit = 'USD' THEN NULL
        WHEN x.usd_per_unit IS NULL
            THEN concat('No yearly rate for ', unit, ' of ' || money_year || ' or before',
                        '; shown in ', unit, ' only.')
        ELSE concat(
            '1 ', unit, ' = ', round(x.usd_per_unit, 6), ' USD, average of ', usd_rate_year,
            CASE WHEN money_year IS NULL THEN ' (the newest; the figure has no year)'
                 WHEN usd_rate_year < money_year THEN ' (no later rate in the store)' END
        )
    END AS usd_note,
    start_offset,
    lower(coalesce(speaker.parent, r.attributed_to, r.carrier)) AS goes_back_to,
    r.about AS alike
FROM rated AS r
LEFT JOIN usd_rate AS x ON x.currency = r.unit AND x.year = r.usd_rate_year AND r.unit <> 'USD'
LEFT JOIN entity AS speaker ON speaker.name = r.attributed_to AND speaker.kind = 'person'
