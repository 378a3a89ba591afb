"""Every file of queries/ does what its header says, on an empty store and on a filled one."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from newsfigures import bars, catalog, intake, preferences, queries, reading, review, searching
from newsfigures.charts import histogram
from newsfigures.errors import QueryParameterError, UnknownQueryError
from newsfigures.model import Extraction, Status
from newsfigures.store import QUERIES, Store, parameters
from tests.articles import DEEPSEEK, article, deepseek, figure

NAMES = queries.names()
PARTS = ("params", "grain", "returns", "units")


@dataclass(frozen=True, kw_only=True)
class Header:
    """A file's first comment: its question and what it promises."""

    question: str
    parts: dict[str, str]

    @property
    def params(self):
        """Name -> type; each line is NAME TYPE and, after blanks, what it means."""
        lines = [line.split() for line in self.parts["params"].splitlines()]
        return {words[0]: words[1] for words in lines if words != ["none"]}

    @property
    def returns(self):
        """Pairs of column and type in order."""
        joined = " ".join(self.parts["returns"].split())
        return [tuple(pair.strip().split(" ", 1)) for pair in joined.split(",")]


def header(sql):
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line[2:].removeprefix(" "))
    parts, at = {}, None
    for line in lines[1:]:
        if begun := re.match(r"(params|grain|returns|units):\s+(.*)", line):
            at, first = begun[1], begun[2]
            assert at not in parts, f"{at} stands twice"
            parts[at] = first
        elif line.strip():
            assert at, f"words before the first part: {line}"
            parts[at] += "\n" + line
    return Header(question=lines[0], parts=parts)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    with Store.open(tmp_path_factory.mktemp("empty") / "figures.duckdb") as opened:
        yield opened


@pytest.mark.parametrize("name", NAMES)
def test_the_header_asks_a_question_and_has_every_part(name):
    its = header(queries.load(name))

    assert its.question.endswith("?")
    assert tuple(its.parts) == PARTS
    assert all(words.strip() for words in its.parts.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_one_select_with_the_parameters_of_its_header(name):
    sql = queries.load(name)
    statements = duckdb.extract_statements(sql)

    assert [s.type for s in statements] == [duckdb.StatementType.SELECT]
    assert not re.search(r"(?i)\b(insert|update|delete|copy|attach|install|pragma)\b", code(sql))
    assert parameters(sql) == header(sql).params.keys()


def code(sql):
    """The statement without its comments."""
    return re.sub(r"--[^\n]*", "", sql)


@pytest.mark.parametrize("name", NAMES)
def test_the_last_clause_orders_the_rows(name):
    """Two runs give the same rows in the same order, so two downloads are the same file."""
    clauses = re.findall(
        r"(?m)^(SELECT|FROM|WHERE|GROUP BY|ORDER BY|LIMIT)\b", code(queries.load(name))
    )

    assert clauses[-1] in ("ORDER BY", "LIMIT")
    assert "ORDER BY" in clauses


@pytest.mark.parametrize("name", NAMES)
def test_columns_names_and_types_are_those_the_header_promises(name, empty):
    sql = queries.load(name)
    with empty.cursor() as cursor:
        asked = dict.fromkeys(parameters(sql))
        described = cursor.execute(f"DESCRIBE {sql}", asked or None).fetchall()

    assert [(row[0], row[1]) for row in described] == header(sql).returns


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_answer_has_the_promised_columns_too(name, empty):
    """Pages draw an empty state from the frame, so it must have its columns."""
    its = header(queries.load(name))
    found = queries.run(empty, name, **{p: PLAIN[kind] for p, kind in its.params.items()})

    assert list(found.columns) == [column for column, _ in its.returns]


# A value of each type a header may name, such that an empty store answers with no row.
PLAIN = {
    "TEXT": "none", "TEXT[]": [], "INTEGER[]": [], "BOOLEAN": True, "BIGINT": 5, "INTEGER": 2025,
    "DATE": None, "DOUBLE": 0.5,
}  # fmt: skip


def test_internal_statements_are_no_queries():
    assert not [name for name in NAMES if name.startswith(("schema", "store"))]
    assert {"export", "drawn_claims", "articles"} <= set(NAMES)
    with pytest.raises(UnknownQueryError, match=r"There is no queries/store/counts\.sql\. There"):
        queries.load("store/counts")


def test_an_unknown_name_is_told_with_those_there_are():
    with pytest.raises(UnknownQueryError, match=r"There are: .*claim_by_id"):
        queries.load("claim_by_idd")


def test_wrong_values_are_told_by_name(empty):
    with pytest.raises(QueryParameterError, match=r"missing: claim_id; unknown: claimid"):
        queries.run(empty, "claim_by_id", claimid="x")


def test_no_statement_is_written_by_formatting():
    """Values enter as $name or ?; a brace or percent sign in SQL would be a hole."""
    for file in sorted(QUERIES.rglob("*.sql")):
        assert not re.search(r"\{|\}|%[sd(]", code(file.read_text(encoding="utf-8"))), file.name


# -- a filled store ---------------------------------------------------------------------------

SAMPLE = (
    "OpenAI had revenue of $3.7 billion in 2024. "
    "Mistral AI raised €1.7 billion, ASML said. "
    "GPT-4 cost $100 million to train."
)


def sample():
    """A sample article of 2025 with three figures of three metrics."""
    shared = {"cost_basis": None}
    figures = (
        figure(SAMPLE, "$3.7 billion", metric="revenue", subject="OpenAI", company="OpenAI",
               value=Decimal("3.7e9"), period="2024", rule="revenue", **shared),
        figure(SAMPLE, "€1.7 billion", metric="funding_raised", subject="Mistral AI",
               company="Mistral AI", value=Decimal("1.7e9"), unit="EUR", attributed_to="ASML",
               status=Status.ANNOUNCED, rule="funding_raised", **shared),
        figure(SAMPLE, "$100 million", subject="GPT-4", company="OpenAI",
               value=Decimal("1e8"), **shared),
    )  # fmt: skip
    its = article(
        SAMPLE, title="A sample", is_sample=True, published=date(2025, 9, 9), publisher="Brief",
        url="https://example.com/a",
    )  # fmt: skip
    return its, Extraction(figures=figures)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    with Store.open(tmp_path_factory.mktemp("filled") / "figures.duckdb") as opened:
        opened.add(*deepseek(), {"lines": []}, words=30)
        opened.add(*sample(), {"lines": []}, words=20)
        yield opened


ALL = queries.EVERYTHING


def bare(asked):
    """What queries of the charts are asked, which know fewer filters."""
    return {name: asked[name] for name in ("metrics", *queries.UNFILTERED)}


OURS = {"origins": ["article", "derived"]}


def test_export_filters_are_met_by_every_row_and_miss_none(filled):
    everything = queries.run(filled, "export", **ALL)

    def some(**given):
        return queries.run(filled, "export", **(ALL | given))

    assert len(everything) == 755 + 3 + 2 + 3
    assert everything["claim_id"].is_unique
    for column, values in {
        "origin": ["article", "derived"],
        "metric": ["revenue", "capex"],
        "status": ["announced"],
    }.items():
        parameter = {"origin": "origins", "metric": "metrics", "status": "statuses"}[column]
        wanted = everything[everything[column].isin(values)]
        assert list(some(**{parameter: values})["claim_id"]) == list(wanted["claim_id"])
    by_name = everything[everything["company"].eq("DeepSeek") | everything["subject"].eq("GPT-4")]
    assert list(some(names=["DeepSeek", "GPT-4"])["claim_id"]) == list(by_name["claim_id"])
    assert set(everything["claim_id"]) - set(some(with_samples=False)["claim_id"]) == set(
        everything.loc[everything["is_sample"], "claim_id"]
    )


def test_reviewed_is_what_was_checked_against_its_source(tmp_path):
    asked = ALL | {"reviewed_only": True}
    with Store.open(tmp_path / "figures.duckdb") as opened:
        text = (
            "DeepSeek spent $5.6 million to train DeepSeek-V3, at a rental price of $2 per GPU "
            "hour, the company said."
        )
        intake.take(opened, reading.read(text.encode(), "a.txt"))

        def reviewed():
            return sorted(queries.run(opened, "export", **asked | OURS)["metric"])

        read = queries.run(opened, "export", **ALL | {"origins": ["article"]})
        ids = dict(zip(read["metric"], read["claim_id"], strict=True))
        assert reviewed() == []
        review.accept(opened, ids["training_cost"], who="Ada", seen=None)
        assert reviewed() == ["training_cost"]
        review.accept(opened, ids["gpu_rental_rate"], who="Ada", seen=None)
        assert reviewed() == ["gpu_hours", "gpu_rental_rate", "training_cost"]
        reference = queries.run(opened, "export", **asked | {"origins": ["reference"]})
        assert len(reference) == 755 - 14
        assert not reference["note"].str.contains("Given from memory", na=False).any()


def test_a_reading_that_is_not_sure_enough_is_left_out_unless_reviewed(filled):
    rows = queries.run(filled, "export", **ALL)
    floor = rows["confidence"].max() + 0.001

    found = queries.run(filled, "export", **ALL | {"least_sure": floor})

    assert set(found["origin"]) == {"reference"}
    assert len(found) == 755
    at = queries.run(filled, "export", **ALL | {"least_sure": rows["confidence"].min()})
    assert len(at) == len(rows)


def test_every_exported_row_has_evidence_and_a_source(filled):
    rows = queries.run(filled, "export", **ALL)

    assert rows["title"].notna().all()
    of_articles = rows[rows["origin"] == "article"]
    texts = {deepseek()[0].article_id: DEEPSEEK, sample()[0].article_id: SAMPLE}
    for row in of_articles.to_dict("records"):
        start = int(row["start_offset"])
        text = texts[row["article_id"]]
        assert text[start : start + len(row["quote"])] == row["quote"]
        assert row["quote"] in row["sentence"]
        assert row["sentence"] in text
    derived = rows[rows["origin"] == "derived"]
    assert derived["formula"].notna().all()
    assert derived["sentence"].str.contains("worked out from: \\$").all()
    reference = rows[rows["origin"] == "reference"]
    assert reference["url"].str.startswith("https://").all()
    assert reference["publisher"].notna().all()


def test_reference_rows_from_memory_say_so(filled):
    rows = queries.run(filled, "export", **(ALL | {"origins": ["reference"]}))

    assert rows["note"].str.contains("Given from memory", na=False).sum() == 14


def test_where_few_fit_a_chart_draws_what_a_download_holds(filled):
    for metrics in (["training_cost"], ["gpu_hours", "gpu_count"]):
        asked = ALL | {"metrics": metrics}
        claims = queries.run(filled, "drawn_claims", most=1000, **bare(asked))
        exported = queries.run(filled, "export", **asked)

        assert sorted(claims["claim_id"]) == sorted(exported["claim_id"])
        assert set(claims["origin"]) >= {"derived", "reference"}


def value_bar(text):
    """The filter of a bar of values; the ends are those the page draws."""
    bar = histogram.value_bars([(text, 1)], text.split("|")[0])[0]
    return bars.value(f"{text.split('|')[0]}:{bar.first}:{bar.last}")


# Facet -> the filter that choosing one of its values sets.
FACETS = {
    "metric": lambda v: {"metrics": [v]},
    "company": lambda v: {"companies": [v]},
    "subject": lambda v: {"subjects": [v]},
    "origin": lambda v: {"origins": [v]},
    "status": lambda v: {"statuses": [v]},
    "review": lambda v: {"reviews": [v]},
    "publisher": lambda v: {"publishers": [v]},
    "year": lambda v: {"years": [int(v)]},
    "cost_basis": lambda v: {"bases": [v]},
    "value": value_bar,
    "published": lambda v: bars.published(f"{v}:{v}"),
    "about": lambda v: bars.about(f"{v}:{v}"),
}
CHOSEN = {
    "nothing": {},
    "some": {"origins": ["reference"], "metrics": ["training_cost", "revenue"]},
    "own": {"metrics": ["revenue", "funding_raised"], "subjects": ["OpenAI"],
            "reviews": ["checked"], **bars.about("2024:2024"), **bars.value("USD:1e9:")},
    "words": {"words": ["openai"], "not_words": ["microsoft"]},
}  # fmt: skip


@pytest.mark.parametrize("chosen", CHOSEN.values(), ids=CHOSEN)
@pytest.mark.parametrize(("facet", "filtered"), FACETS.items(), ids=FACETS)
def test_what_a_facet_counts_is_what_its_filter_then_lets_through(filled, facet, filtered, chosen):
    """Its own filter apart, the others hold: choosing the value gives as many rows as it says."""
    asked = ALL | chosen
    counted = queries.run(filled, "facets", **asked)
    rows = counted[(counted["facet"] == facet) & ~counted["value"].str.endswith(("||", "|0|0"))]
    rows = rows[rows["value"] != ""]

    assert len(rows) or chosen
    for row in rows.iloc[:: max(1, len(rows) // 2)].to_dict("records"):
        found = queries.run(filled, "search_counts", **asked | filtered(row["value"]))
        assert found["claims"].sum() == row["claims"], row


def test_each_facet_counts_every_claim_once(filled):
    counted = queries.run(filled, "facets", **ALL).groupby("facet")["claims"].sum()
    every = len(queries.run(filled, "export", **ALL))

    whole = ["metric", "origin", "status", "review", "confidence", "value", "published", "about"]
    assert set(counted[whole]) == {every}


def test_a_floor_of_confidence_counts_what_it_lets_through(filled):
    steps = queries.run(filled, "facets", **ALL | {"least_sure": 0.95}).query(
        "facet == 'confidence'"
    )
    for floor in (0.75, 0.9, 0.95):
        found = queries.run(filled, "search_counts", **ALL | {"least_sure": floor})
        sure = steps[steps["value"].astype(float) >= floor - 1e-9]
        assert sure["claims"].sum() == found["claims"].sum()


def looked_through(row):
    """All texts of a row that words are looked for in."""
    names = ("subject", "company", "attributed_to", "relative_to", "hardware", "title", "publisher")
    called = (catalog.metrics()[row["metric"]].label, row["unit"].replace("_", " "))
    return "\n".join((*(str(row[name]) for name in ("sentence", *names) if row[name]), *called))


@pytest.mark.parametrize(
    "text",
    ["openai", "Open", "“open”", "intel", "training cost", '"train a" gpt', "$", "5.6", "%", "-gpt",
     "OpenAI -microsoft -\"series a\"", "H100 hour", "(", "re.*", "café", "cost_to", "GPT-4"],
)  # fmt: skip
def test_words_are_found_where_the_page_marks_them(filled, text):
    sought = searching.read(text)
    found = set(queries.run(filled, "export", **ALL | sought.values)["claim_id"])
    rows = queries.run(filled, "export", **ALL)
    texts = rows.astype(object).where(rows.notna(), None).apply(looked_through, axis=1)

    def stands(word):
        return texts.map(lambda each: bool(searching.Sought(words=(word,)).spans(each)))

    wanted = pd.Series(True, index=rows.index)
    for word in sought.words:
        wanted &= stands(word)
    for word in sought.left_out:
        wanted &= ~stands(word)
    assert found == set(rows.loc[wanted, "claim_id"])


@pytest.mark.parametrize("sort", ["newest", "largest", "doubtful"])
@pytest.mark.parametrize("chosen", [{}, {"metrics": ["revenue", "gpu_count"]}], ids=["all", "some"])
def test_pages_put_together_are_all_rows_in_order(filled, sort, chosen):
    """However the pages are cut, the order is one: its sort, then newest first, then by place."""
    asked = ALL | chosen
    whole = queries.run(filled, "search_claims", **asked, sort=sort, skip=0, most=100_000)
    cut = [
        queries.run(filled, "search_claims", **asked, sort=sort, skip=skip, most=70)
        for skip in range(0, len(whole) + 70, 70)
    ]

    assert sorted(whole["claim_id"]) == sorted(queries.run(filled, "export", **asked)["claim_id"])
    assert list(pd.concat(cut)["claim_id"]) == list(whole["claim_id"])
    assert cut[-1].empty
    by = {
        "newest": pd.Series(0, index=whole.index),
        "largest": -whole["value_usd"],
        "doubtful": whole["confidence"].where(~whole["reviewed"]),
    }[sort]
    days = -pd.to_datetime(whole["published"]).map(pd.Timestamp.timestamp, na_action="ignore")
    order = pd.DataFrame({"by": by, "days": days, "value": -whole["value"], "unit": whole["unit"]})
    if sort == "largest":
        wanted = order.sort_values(
            ["by", "unit", "value", "days"], kind="stable", na_position="last"
        )
    else:
        wanted = order.sort_values(["by", "days"], kind="stable", na_position="last")
    assert list(wanted.index) == list(whole.index)


@pytest.mark.parametrize(
    ("unit", "low", "high"), [("USD", 1e9, None), ("GPU", 1e4, 1e5), ("FLOP", None, 1e24)]
)
def test_a_size_finds_what_meets_it(filled, unit, low, high):
    asked = ALL | {"size_unit": unit, "size_from": low, "size_to": high}
    found = queries.run(filled, "export", **asked)
    everything = queries.run(filled, "export", **ALL)
    column = "value_usd" if unit == "USD" else "value"
    fitting = everything if unit == "USD" else everything[everything["unit"] == unit]
    top = fitting[f"{column}_high"].fillna(fitting[column])
    wanted = fitting[
        fitting[column].notna()
        & (top >= (low if low is not None else -float("inf")))
        & (fitting[column] <= (high if high is not None else float("inf")))
    ]

    assert len(found)
    assert list(found["claim_id"]) == list(wanted["claim_id"])


@pytest.mark.parametrize("with_samples", [True, False])
def test_the_newest_of_a_theme_is_of_its_latest_day_and_the_surest_of_it(filled, with_samples):
    themes = {name: one.theme for name, one in catalog.metrics().items()}
    asked = {"themes": sorted(set(themes.values())), "with_samples": with_samples}
    rows = queries.run(filled, "newest_of_themes", **asked, reviewed_only=False)
    read = queries.run(
        filled, "export", **ALL | {"origins": ["article"], "with_samples": with_samples}
    )
    read = read[read["published"].notna()].assign(
        theme=lambda rows: rows["metric"].map(themes), sure=lambda rows: -rows["confidence"]
    )
    latest = read[read["published"] == read.groupby("theme")["published"].transform("max")]
    first = latest.sort_values(["theme", "is_sample", "sure", "claim_id"]).groupby("theme").first()

    assert len(rows)
    assert dict(zip(rows["theme"], rows["claim_id"], strict=True)) == dict(first["claim_id"])


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """Sixty articles that state what one model cost, one of them reviewed, and the references."""
    with Store.open(tmp_path_factory.mktemp("crowded") / "figures.duckdb") as opened:
        for n in range(60):
            text = f"GPT-4 cost ${n + 1} million to train, Paper {n} wrote."
            its = article(text, published=date(2025, 1, 1) + timedelta(days=n))
            one = figure(text, f"${n + 1} million", subject="GPT-4", company="OpenAI",
                         value=Decimal(n + 1) * 1_000_000)  # fmt: skip
            opened.add(its, Extraction(figures=(one,)), {"lines": []}, words=9)
        rows = queries.run(opened, "export", **ALL | {"origins": ["article"]})
        middle = rows[rows["value"] == 31e6]["claim_id"].iloc[0]
        review.accept(opened, middle, who="Ada", seen=None)
        yield opened


def drawn(store, name="drawn_claims", **given):
    asked = ALL | {"metrics": ["training_cost"], "origins": ["article"]}
    return queries.run(store, name, **(bare(asked) | given))


@pytest.mark.parametrize("name", ["drawn_claims", "drawn_markets", "drawn_money"])
@pytest.mark.parametrize("most", [60, 20, 3])
def test_what_is_drawn_and_what_is_left_out_is_all_there_is(crowded, name, most):
    rows = drawn(crowded, name, most=most)

    assert len(rows) == rows["claim_id"].nunique() == min(most, 60)
    assert len(rows) + rows["left_out"].sum() == 60
    assert (rows["left_out"] >= rows["left_out_reviewed"]).all()
    assert set(rows["in_all"]) == {60}


@pytest.mark.parametrize(
    "given", [{}, {"names": ["OpenAI"]}, {"origins": []}, {"reviewed_only": True}, {"metrics": []}]
)
def test_where_all_are_drawn_they_are_what_a_choice_of_them_would_be(crowded, given):
    asked = bare(ALL | {"metrics": ["training_cost"], "origins": ["article"]} | given)

    every = queries.run(crowded, "all_claims", **asked)

    assert_frame_equal(every, queries.run(crowded, "drawn_claims", most=1000, **asked))
    assert every.empty == (given == {"metrics": []})


def test_of_many_alike_the_reviewed_the_ends_and_the_middle_are_drawn(crowded):
    three, nine = (set(drawn(crowded, most=most)["value"] / 1e6) for most in (3, 9))

    assert three == {31, 1, 60}  # the reviewed one, the lowest, the highest
    # The middle, the quarters and some of the eighths.
    assert three | {30, 15, 45} < nine


def test_of_sums_the_largest_are_drawn(crowded):
    rows = drawn(crowded, "drawn_money", most=5)

    assert set(rows["value"] / 1e6) == {31, 60, 59, 58, 57}
    assert (rows["quote_at"] == len("GPT-4 cost ")).all()


def test_a_preferred_claim_is_always_drawn(crowded):
    odd = drawn(crowded, most=60).set_index("value")["claim_id"][44e6]
    preferences.prefer(crowded, odd, who="Ada", why="It is the paper's own.", seen=None)

    assert list(drawn(crowded, most=1)["claim_id"]) == [odd]


@pytest.mark.parametrize("metrics", [["training_cost"], ["training_cost", "capex"], []])
def test_how_many_there_are_is_counted_as_they_are_drawn(crowded, metrics):
    asked = bare(ALL | {"metrics": metrics})
    counts = queries.run(crowded, "how_many_claims", **asked)
    rows = queries.run(crowded, "drawn_claims", most=1000, **asked)

    assert dict(zip(counts["metric"], counts["claims"], strict=True)) == dict(
        rows["metric"].value_counts()
    )


def test_sums_are_looked_for_in_the_articles_that_name_what_is_asked_for(filled):
    metrics = ["training_cost", "gpu_hours", "gpu_rental_rate"]
    asked = bare(ALL | {"metrics": metrics})
    every, none = (queries.run(filled, "claims_for_sums", most=n, **asked) for n in (9, 0))
    own = every[every["origin"] == "article"]

    assert set(own["article_id"]) == {deepseek()[0].article_id}
    assert sorted(own["metric"]) == ["gpu_rental_rate", "training_cost"]
    assert set(every["in_all"]) == set(none["in_all"]) == {1}
    assert set(none["origin"]) == {"reference"}


@pytest.mark.parametrize("with_samples", [True, False])
def test_the_evidence_of_months_is_that_of_the_articles_added_up(filled, with_samples):
    months = queries.run(
        filled, "evidence_by_month", with_samples=with_samples, edition="another"
    ).set_index("publisher")
    rows = queries.run(filled, "articles").set_index("article_id")
    rows = rows if with_samples else rows[~rows["is_sample"]]

    assert months["articles"].sum() == months["earlier"].sum() == len(rows)
    assert months["figures"].sum() == rows["figures"].sum()
    assert months["silent"].sum() == 0
    assert (months["published"].dropna().map(lambda day: day.day) == 1).all()


def test_the_articles_of_a_month_are_those_of_its_publisher(filled):
    days = {"since": date(2025, 9, 1), "until": date(2025, 9, 30), "most": 5}

    def asked(publishers, *, others=False, **given):
        whole = {"publishers": publishers, "others": others, "with_samples": True} | days | given
        return queries.run(filled, "articles_of_months", **whole)

    (one,) = asked(["Brief"]).to_dict("records")
    assert (one["title"], one["figures"], one["reviewed"], one["total"]) == ("A sample", 3, 0, 1)
    assert len(asked(["Nobody"], others=True)) == 1
    assert asked(["Nobody"]).empty
    assert asked(["Brief"], with_samples=False).empty
    assert asked(["Brief"], since=None, until=None).empty


@pytest.mark.parametrize(
    ("words", "titles"),
    [([], ["A sample", "An article"]), (["BRIEF"], ["A sample"]), (["an", "brief"], []),
     (["sample", "brief"], ["A sample"])],
)  # fmt: skip
def test_listed_articles_have_every_word_in_title_or_publisher(filled, words, titles):
    rows = queries.run(filled, "listed_articles", words=words, most=9)

    assert list(rows["title"]) == titles
    assert set(rows["total"]) <= {len(titles)}
    assert len(queries.run(filled, "listed_articles", words=words, most=1)) == min(1, len(titles))


def test_the_article_that_is_asked_for_is_there_however_many_there_are(filled):
    every = queries.run(filled, "articles_to_review", with_samples=True, article="", most=9)
    last = every["article_id"].iloc[-1]
    few = queries.run(filled, "articles_to_review", with_samples=True, article=last, most=1)

    assert len(every) == 2
    assert list(few["article_id"]) == [last]


def test_claims_of_no_metric_are_none(filled):
    assert queries.run(filled, "drawn_claims", most=1000, **bare(ALL)).empty


def test_a_claim_is_found_by_its_id_whatever_its_origin(filled):
    rows = queries.run(filled, "export", **ALL).groupby("origin").first()

    for claim_id in rows["claim_id"]:
        one = queries.run(filled, "claim_by_id", claim_id=claim_id)
        assert list(one["claim_id"]) == [claim_id]
    assert set(rows.index) == {"article", "derived", "reference"}


def test_articles_are_counted_with_what_was_read_in_them(filled):
    rows = queries.run(filled, "articles").set_index("article_id")

    assert list(rows["title"]) == ["A sample", "An article"]
    counts = rows[["figures", "derived", "rejections"]]
    assert list(counts.loc[deepseek()[0].article_id]) == [3, 2, 1]
    assert list(counts.loc[sample()[0].article_id]) == [3, 0, 0]


def test_an_article_comes_whole(filled):
    one = queries.run(filled, "article_by_id", article_id=sample()[0].article_id).iloc[0]

    assert (one["text"], one["published"], one["url"]) == (
        SAMPLE, date(2025, 9, 9), "https://example.com/a",
    )  # fmt: skip


def test_figures_of_an_article_come_in_text_order_with_their_spans(filled):
    rows = queries.run(filled, "figures_of_article", article_id=deepseek()[0].article_id)

    assert list(rows["quote"]) == ["$5.6 million", "$2 per hour", "10%"]
    for row in rows.to_dict("records"):
        assert DEEPSEEK[row["start_offset"] : row["end_offset"]] == row["quote"]


def test_evidence_holds_the_text_the_span_and_the_reasons(filled):
    first = queries.run(filled, "figures_of_article", article_id=deepseek()[0].article_id).iloc[0]

    row = queries.run(filled, "figure_evidence", claim_id=first["figure_id"]).iloc[0]

    assert row["text"][row["start_offset"] : row["end_offset"]] == "$5.6 million"
    assert row["text"][row["sentence_start"] : row["sentence_end"]].endswith("company said.")
    assert list(row["reasons"]) == ["“cost … to train” names a training cost"]


def test_other_claims_are_of_the_same_subject_and_metric(filled):
    claims = queries.run(filled, "claims_by_article", article_id=deepseek()[0].article_id)
    cost = claims[claims["quote"] == "$5.6 million"].iloc[0]

    others = queries.run(filled, "other_claims", claim_id=cost["claim_id"])

    assert len(others) > 0
    assert set(others["subject"]) == {"DeepSeek-V3"}
    assert set(others["metric"]) == {"training_cost"}
    assert cost["claim_id"] not in set(others["claim_id"])


def test_names_know_who_is_behind_them(filled):
    rows = queries.run(
        filled, "names_in_metrics", metrics=["training_cost"], with_samples=True
    ).set_index("name")

    assert rows.loc["GPT-4", ["company", "is_company"]].to_list() == ["OpenAI", False]
    assert bool(rows.loc["OpenAI", "is_company"])
    assert pd.isna(rows.loc["OpenAI", "company"])
    assert rows.loc["DeepSeek-V3", "from_articles"] == 1
    assert rows.loc["DeepSeek", "claims"] >= rows.loc["DeepSeek-V3", "claims"]
    assert rows.index.is_unique


def test_names_without_samples_leave_the_samples_out(filled):
    asked = {"metrics": ["funding_raised"]}
    with_them = queries.run(filled, "names_in_metrics", **asked, with_samples=True)
    without = queries.run(filled, "names_in_metrics", **asked, with_samples=False)

    mistral = with_them.set_index("name").loc["Mistral AI", "from_articles"]
    left = without.set_index("name")["from_articles"].get("Mistral AI", 0)
    assert (mistral, left) == (1, 0)


def test_metrics_come_in_the_order_of_the_catalogue_with_counts(filled):
    rows = queries.run(filled, "metrics").set_index("metric")

    assert rows.index[0] == "training_cost"
    assert list(rows.index) == list(catalog.metrics())
    assert rows["figures"].sum() == 6
    assert rows["reference_figures"].sum() == 755
