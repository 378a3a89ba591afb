-- The claims that all filters let through, for pages, downloads and addresses alike.
--
-- An empty list, an empty text and a null let everything through; the columns of such a filter are
-- not read. Columns are those of searchable.sql; `place` is where a row lies in claim_kept now.
--
-- A word counts where it begins a word; one in "quotation marks" where it stands as whole words;
-- all of up to 8 words must stand in a claim, and none of up to 8 that are left out.
-- size_unit is the unit that size_from and size_to are in: 'USD' is looked for in dollars of any
-- currency with a rate, any other unit as written; a claim fits where its value or range meets
-- theirs. A stretch of values goes by the value alone, of a range the lower end, and leaves out
-- where it ends, as the bars of a histogram do; a hair's breadth (1e-9) lets 5e24 be 5e24.

-- A sign needs no edge of a word beside it: `$5` is found in US$5. The signs are listed by blocks:
-- to set up \pL and \pN, which hold thousands of letters, takes 3 ms each time a query is planned.
CREATE OR REPLACE MACRO is_sign(letter) AS regexp_matches(
    letter,
    '^[ -/:-@\[-`\x7B-©«-±´¶-¸»¿×÷‐-⁞₠-⃀™←-⑊─-❵➔-⯿、-〄〈-〠〰！-／：-＠［-｀｛-･￠-￮🌀-🫸]'
);

-- Plain letters are looked for first: most texts do not hold them and need no pattern.
CREATE OR REPLACE MACRO has_word(text, word) AS
    contains(text, lower(trim(word, '"')))
    AND regexp_matches(
        text,
        CASE WHEN is_sign(left(trim(word, '"'), 1)) THEN '' ELSE '(?:^|[^\pL\pN])' END
        || regexp_escape(lower(trim(word, '"')))
        || CASE WHEN word NOT LIKE '%"' OR is_sign(right(trim(word, '"'), 1)) THEN ''
                ELSE '(?:[^\pL\pN]|$)' END
    );

CREATE OR REPLACE MACRO has_nth(text, list, nth) AS
    len(CAST(list AS VARCHAR[])) < nth OR has_word(text, CAST(list AS VARCHAR[])[nth]);

CREATE OR REPLACE MACRO has_no_nth(text, list, nth) AS
    len(CAST(list AS VARCHAR[])) < nth OR NOT has_word(text, CAST(list AS VARCHAR[])[nth]);

CREATE OR REPLACE MACRO among(list, one) AS
    len(CAST(list AS VARCHAR[])) = 0 OR list_contains(CAST(list AS VARCHAR[]), one);

CREATE OR REPLACE MACRO in_stretch(value, low, below) AS
    value IS NOT NULL
    AND (low IS NULL OR value + abs(value) * 1e-9 >= low)
    AND (below IS NULL OR value + abs(value) * 1e-9 < below);

CREATE OR REPLACE MACRO fitting(
    words, not_words, metrics, names, companies, subjects, origins, statuses, reviews,
    publishers, years, bases, size_unit, size_from, size_to, value_unit, value_from,
    value_below, published_from, published_to, about_from, about_to, with_samples,
    reviewed_only, least_sure
) AS TABLE
SELECT
    *,
    rowid AS place
FROM claim_kept
WHERE among(metrics, metric)
  AND (among(names, company) OR among(names, subject))
  AND among(companies, company)
  AND among(subjects, subject)
  AND among(origins, origin)
  AND among(statuses, status)
  AND among(reviews, review_state)
  AND among(publishers, publisher)
  AND (
    len(CAST(years AS INTEGER[])) = 0
    OR list_contains(CAST(years AS INTEGER[]), CAST(year(published) AS INTEGER))
  )
  AND among(bases, cost_basis)
  AND (
    CAST(size_unit AS VARCHAR) = ''
    OR (
        CASE WHEN CAST(size_unit AS VARCHAR) = 'USD' THEN value_usd IS NOT NULL
             ELSE unit = CAST(size_unit AS VARCHAR) END
        AND coalesce(
            CASE WHEN CAST(size_unit AS VARCHAR) = 'USD' THEN coalesce(value_usd_high, value_usd)
                 ELSE coalesce(value_high, value) END >= CAST(size_from AS DOUBLE), TRUE)
        AND coalesce(
            CASE WHEN CAST(size_unit AS VARCHAR) = 'USD' THEN value_usd ELSE value END
            <= CAST(size_to AS DOUBLE), TRUE)
    )
  )
  AND (
    CAST(value_unit AS VARCHAR) = ''
    OR (
        measured_in = CAST(value_unit AS VARCHAR)
        AND in_stretch(measured, CAST(value_from AS DOUBLE), CAST(value_below AS DOUBLE))
    )
  )
  AND (CAST(published_from AS DATE) IS NULL OR published >= CAST(published_from AS DATE))
  AND (CAST(published_to AS DATE) IS NULL OR published <= CAST(published_to AS DATE))
  AND (CAST(about_from AS INTEGER) IS NULL OR about_year >= CAST(about_from AS INTEGER))
  AND (CAST(about_to AS INTEGER) IS NULL OR about_year <= CAST(about_to AS INTEGER))
  AND (CAST(with_samples AS BOOLEAN) OR NOT is_sample)
  AND (NOT CAST(reviewed_only AS BOOLEAN) OR reviewed)
  AND (
    CAST(least_sure AS DOUBLE) = 0 OR reviewed
    OR coalesce(confidence, 1) >= CAST(least_sure AS DOUBLE)
  )
  AND has_nth(sought, words, 1)
  AND has_nth(sought, words, 2)
  AND has_nth(sought, words, 3)
  AND has_nth(sought, words, 4)
  AND has_nth(sought, words, 5)
  AND has_nth(sought, words, 6)
  AND has_nth(sought, words, 7)
  AND has_nth(sought, words, 8)
  AND has_no_nth(sought, not_words, 1)
  AND has_no_nth(sought, not_words, 2)
  AND has_no_nth(sought, not_words, 3)
  AND has_no_nth(sought, not_words, 4)
  AND has_no_nth(sought, not_words, 5)
  AND has_no_nth(sought, not_words, 6)
  AND has_no_nth(sought, not_words, 7)
  AND has_no_nth(sought, not_words, 8)
