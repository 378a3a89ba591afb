"""The store: one file, one owner, migrated in order, and nothing in it half-saved."""

import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from newsfigures import catalog, mishaps, places, queries, store, tables
from newsfigures.access import Action
from newsfigures.desk import Desk
from newsfigures.errors import (
    DuplicateArticleError,
    SchemaVersionError,
    SpanMismatchError,
    StoreBusyError,
    StoreError,
)
from newsfigures.model import Extraction, Qualifier, Span, Status
from newsfigures.store import Store
from tests.articles import DEEPSEEK, article, deepseek, figure, numbered

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "figures.duckdb"


@pytest.fixture
def opened(path):
    with Store.open(path) as one:
        yield one


def add(to, which=None):
    return to.add(*(which or deepseek()), {"lines": []}, words=30)


def child(script, *arguments):
    """Start another Python in the project's folder; its standard input keeps it alive."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip


# -- opening ----------------------------------------------------------------------------------


def test_a_new_store_has_the_schema_and_the_reference_data(opened):
    assert opened.schema_version() == store.migrations()[-1][0]
    assert opened.counts() == {
        "articles": 0, "samples": 0, "figures": 0, "derived": 0, "rejections": 0,
        "reference_figures": len(catalog.rows("reference_figures")),
    }  # fmt: skip


def test_folders_on_the_way_are_made(tmp_path):
    with Store.open(tmp_path / "new" / "deeper" / "figures.duckdb") as one:
        assert one.path.exists()


def test_a_store_opens_again_with_what_was_in_it(path):
    with Store.open(path) as one:
        add(one)
        counts = one.counts()
    with Store.open(path) as again:
        assert again.counts() == counts
        assert again.article(deepseek()[0].article_id)["text"] == DEEPSEEK


def test_the_path_is_that_of_the_environment(monkeypatch, path):
    monkeypatch.setenv("NEWSFIGURES_DB", str(path))
    assert places.default_file() == path.resolve()

    monkeypatch.setenv("NEWSFIGURES_DB", "")
    assert places.default_file() == places.DEFAULT_PATH.resolve()


def test_a_second_process_is_told_who_holds_the_file(path):
    script = (
        "import sys; from pathlib import Path; from newsfigures.store import Store\n"
        "with Store.open(Path(sys.argv[1])): print('open', flush=True); input()"
    )
    with child(script, path) as holder:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreBusyError) as refused:
            Store.open(path)
        holder.stdin.close()

    said = str(refused.value)
    assert f"The store {path} is in use by python" in said
    assert f"(process {holder.pid})" in said
    assert "Stop that program, or work through the running app" in said
    with Store.open(path) as free:
        assert free.counts()["articles"] == 0


def test_a_holder_without_a_name_is_told_of_all_the_same():
    windows = "IO Error: Cannot open file: it is being used by another process."

    told = mishaps.cannot_open(Path("figures.duckdb"), duckdb.IOException(windows))

    assert isinstance(told, StoreBusyError)
    assert "in use by another program" in str(told)


def test_a_file_that_is_no_store_is_told_with_a_remedy(path):
    path.write_bytes(b"no database " * 1000)

    with pytest.raises(StoreError, match=r"cannot be opened: .* Restore a copy"):
        Store.open(path)
    assert path.read_bytes().startswith(b"no database")


def test_a_folder_in_place_of_the_file_is_told_in_words(path):
    path.mkdir()
    with pytest.raises(StoreError, match=r"is a folder\. Set NEWSFIGURES_DB to a file"):
        Store.open(path)


def test_a_folder_that_cannot_be_made_is_told_in_words(path):
    path.write_text("in the way")
    with pytest.raises(StoreError, match="cannot be made"):
        Store.open(path / "below" / "figures.duckdb")


def test_the_process_shares_one_store_until_it_is_closed(monkeypatch, path):
    monkeypatch.setenv("NEWSFIGURES_DB", str(path))
    try:
        found = []
        threads = [threading.Thread(target=lambda: found.append(store.shared())) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 8
        assert len({id(one) for one in found}) == 1
    finally:
        store.close_shared()
    again = store.shared()
    try:
        assert again is not found[0]
        assert again.counts()["articles"] == 0
    finally:
        store.close_shared()


NEWEST = store.migrations()[-1][0]

# -- migrations -------------------------------------------------------------------------------


@pytest.fixture
def newer_schema(tmp_path):
    """The schema with one more migration: a column, filled for the rows that are there."""
    folder = tmp_path / "schema"
    shutil.copytree(store.SCHEMA, folder)
    (folder / f"{NEWEST + 1:04}_checked_by.sql").write_text(
        "ALTER TABLE article ADD COLUMN checked_by VARCHAR DEFAULT 'nobody';\n"
        "CREATE TABLE checker (name VARCHAR PRIMARY KEY);\n",
        encoding="utf-8",
    )
    return folder


def test_an_older_file_is_migrated_with_what_is_in_it(path, newer_schema):
    with Store.open(path) as old:
        add(old)
        counts = old.counts()

    with Store(path, newer_schema) as new:
        assert new.schema_version() == NEWEST + 1
        assert new.counts() == counts
        assert new.article(deepseek()[0].article_id)["checked_by"] == "nobody"
        with new.cursor() as cursor:
            applied = cursor.execute("SELECT version FROM schema_version ORDER BY ALL").fetchall()
        assert applied == [(version,) for version in range(1, NEWEST + 2)]
    with Store(path, newer_schema) as again:
        assert again.schema_version() == NEWEST + 1


def test_all_migrations_run_on_an_empty_file(path, newer_schema):
    with Store(path, newer_schema) as new:
        assert new.schema_version() == NEWEST + 1


def test_a_newer_file_is_refused_and_left_as_it_is(path, newer_schema):
    Store(path, newer_schema).close()

    with pytest.raises(
        SchemaVersionError, match=rf"schema {NEWEST + 1}; this one knows up to {NEWEST}\)\. Update"
    ):
        Store.open(path)
    with Store(path, newer_schema) as unharmed:
        assert unharmed.schema_version() == NEWEST + 1


def test_a_migration_that_fails_halfway_leaves_the_old_version(path, newer_schema):
    with Store.open(path) as old:
        add(old)
    broken = newer_schema / f"{NEWEST + 2:04}_broken.sql"
    broken.write_text("CREATE TABLE half (x INTEGER);\nSELECT no_such_column FROM article;\n")

    with pytest.raises(duckdb.Error):
        Store(path, newer_schema)
    broken.unlink()
    with Store(path, newer_schema) as new:
        assert new.schema_version() == NEWEST + 1
        assert new.counts()["articles"] == 1
        with new.cursor() as cursor:
            assert not cursor.execute("FROM duckdb_tables() WHERE table_name = 'half'").fetchall()


# -- reference data ---------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the data files that a test may change."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in tables.REFERENCE_FILES:
        shutil.copy(catalog.DATA / name, folder)
    monkeypatch.setattr(catalog, "DATA", folder)
    caches = (catalog.metrics, catalog.entities, catalog.chips)
    for cached in caches:
        cached.cache_clear()
    yield folder
    for cached in caches:
        cached.cache_clear()


def test_reference_rows_are_those_of_the_files(opened):
    rows = catalog.rows("reference_figures")
    found = queries.run(
        opened, "export",
        **queries.EVERYTHING | {"origins": ["reference"], "with_samples": False},
    )  # fmt: skip

    assert len(found) == len(rows)
    assert found["value"].sum() == pytest.approx(sum(float(row["value"]) for row in rows))
    assert set(found["url"]) == {row["source_url"] for row in rows}
    assert found["title"].notna().all()


def test_a_changed_data_file_refills_the_reference_tables_and_nothing_else(path, data):
    with Store.open(path) as one:
        add(one)
        before = one.counts()
    rates = data / "usd_rates.csv"
    lines = rates.read_text(encoding="utf-8").splitlines(keepends=True)
    rates.write_text("".join(lines[:-1]), encoding="utf-8")
    figures = data / "reference_figures.csv"
    lines = figures.read_text(encoding="utf-8").splitlines(keepends=True)
    figures.write_text("".join(lines[:11]), encoding="utf-8")

    with Store.open(path) as again:
        assert again.counts() == before | {"reference_figures": 10}
        with again.cursor() as cursor:
            assert cursor.execute("SELECT count(*) FROM usd_rate").fetchone() == (119,)


def test_unchanged_data_files_are_not_read_again(path, data, monkeypatch):
    Store.open(path).close()
    monkeypatch.setattr(tables, "reference_rows", lambda: pytest.fail("read again"))

    Store.open(path).close()


def test_a_broken_data_file_leaves_the_old_reference_data(path, data):
    Store.open(path).close()
    whole = (data / "usd_rates.csv").read_text(encoding="utf-8")
    last = whole.splitlines(keepends=True)[-1]
    (data / "usd_rates.csv").write_text(whole + last, encoding="utf-8")

    with pytest.raises(duckdb.ConstraintException):
        Store.open(path)
    (data / "usd_rates.csv").write_text(whole, encoding="utf-8")
    with Store.open(path) as one, one.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM usd_rate").fetchone() == (120,)


def test_ids_of_reference_figures_do_not_move_with_their_place_in_the_file(data):
    before = {row[0] for row in tables.reference_rows()["reference_figure"]}
    file = data / "reference_figures.csv"
    head, *lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    if any('"\n' in line for line in lines):
        lines = [line for line in lines if line.strip()]
    file.write_text("".join([head, *reversed(lines)]), encoding="utf-8")

    assert {row[0] for row in tables.reference_rows()["reference_figure"]} == before
    assert len(before) == 755


def test_targets_are_announced_and_markets_have_no_company():
    rows = tables.reference_rows()["reference_figure"]
    by_status = {row[8] for row in rows}
    companies = {row[2] for row in rows}

    assert by_status <= {status.value for status in Status}
    assert sum("Called a target by the source." in (row[17] or "") for row in rows) == 5
    assert not companies & {"Global market", "Market", ""}


# -- articles ---------------------------------------------------------------------------------


def test_an_added_article_is_there_with_everything(opened):
    ids = add(opened)

    assert len(set(ids)) == 3
    assert opened.counts() | {"reference_figures": 0} == {
        "articles": 1, "samples": 0, "figures": 3, "derived": 2, "rejections": 1,
        "reference_figures": 0,
    }  # fmt: skip
    row = opened.article(deepseek()[0].article_id)
    assert (row["text"], row["published"], row["words"]) == (DEEPSEEK, date(2025, 1, 27), 30)


def test_ids_are_the_same_in_any_store(tmp_path):
    with Store.open(tmp_path / "a.duckdb") as one, Store.open(tmp_path / "b.duckdb") as other:
        assert add(one) == add(other)


def test_an_id_survives_a_better_reading_of_who_said_it(opened, tmp_path):
    ids = add(opened)
    its, found = deepseek()
    better = replace(found.figures[0], attributed_to="Jefferies", confidence=0.99)
    with Store.open(tmp_path / "later.duckdb") as later:
        assert add(later, (its, replace(found, figures=(better, *found.figures[1:])))) == ids


def test_two_figures_of_one_span_for_two_years_are_both_kept(opened):
    text = "Meta will spend $60 billion in each of 2025 and 2026. "
    years = [
        figure(text, "$60 billion", metric="capex", subject="Meta", company="Meta", horizon=year)
        for year in (2025, 2026)
    ]

    ids = add(opened, (article(text), Extraction(figures=tuple(years))))

    assert ids[1] == f"{ids[0]}_2"
    assert opened.counts()["figures"] == 2


def test_the_same_text_again_is_refused_and_changes_nothing(opened):
    add(opened)
    before = opened.counts()
    again = replace(deepseek()[0], title="Another title", published=None)

    with pytest.raises(DuplicateArticleError, match=r"“An article”, with 3 figures\. Nothing"):
        add(opened, (again, Extraction()))
    assert opened.counts() == before


def test_removed_articles_leave_nothing_behind_and_may_come_back(opened):
    empty = opened.counts()
    other = "Meta had revenue of $1 million. "
    keep = (article(other), Extraction(figures=(figure(other, "$1 million", metric="revenue"),)))
    add(opened)
    add(opened, keep)

    assert opened.remove(deepseek()[0].article_id)
    assert opened.counts() == empty | {"articles": 1, "figures": 1}
    with opened.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM derived_input").fetchone() == (0,)
    assert not opened.remove(deepseek()[0].article_id)
    add(opened)
    assert opened.counts()["derived"] == 2


def test_only_samples_leave_when_samples_are_removed(opened):
    add(opened)
    text = "A sample says $3 million. "
    add(opened, (article(text, is_sample=True), Extraction(figures=(figure(text, "$3 million"),))))
    assert opened.counts()["samples"] == 1

    assert opened.remove_samples() == 1
    assert opened.counts()["articles"] == 1
    assert opened.remove_samples() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"quote": "$5.7 million"}, id="other words"),
        pytest.param({"start": 18}, id="starts a letter late"),
        pytest.param({"quote": ""}, id="no words"),
    ],
)
def test_a_span_that_does_not_cut_its_quote_is_refused_and_nothing_is_saved(
    opened, monkeypatch, wrong
):
    """The first check, in Python, holds when the second is not there."""
    monkeypatch.setattr(Desk, "check_spans", lambda *_: None)
    its, found = deepseek()
    broken = replace(found.figures[0], **wrong)
    empty, version = opened.counts(), opened.version

    with pytest.raises(SpanMismatchError, match="Spans index the text as stored"):
        add(opened, (its, replace(found, figures=(*found.figures, broken))))
    assert opened.counts() == empty
    assert opened.version == version


def test_the_store_checks_spans_itself(opened, monkeypatch):
    """The second check, in SQL, holds when the first is not there."""
    its, found = deepseek()
    broken = replace(found.figures[1], quote="$9 per hour")
    monkeypatch.setattr("newsfigures.model.Figure.check", lambda *_: None)
    empty = opened.counts()

    with pytest.raises(SpanMismatchError, match=r"reads '\$2 per hour' .* not '\$9 per hour'"):
        add(opened, (its, replace(found, figures=(found.figures[0], broken), derived=())))
    assert opened.counts() == empty


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"confidence": 1.5}, id="confidence above 1"),
        pytest.param({"sentence_end": 20}, id="words outside their sentence"),
        pytest.param({"start": 30, "end": 30}, id="empty span"),
    ],
)
def test_the_schema_refuses_impossible_figures(opened, monkeypatch, wrong):
    its, found = deepseek()
    monkeypatch.setattr("newsfigures.model.Figure.check", lambda *_: None)
    broken = replace(found.figures[0], **wrong)

    with pytest.raises(duckdb.ConstraintException):
        add(opened, (its, Extraction(figures=(broken,))))
    assert opened.counts()["articles"] == 0
    add(opened)
    assert opened.counts()["figures"] == 3


def test_offsets_count_code_points_not_bytes_nor_graphemes(opened):
    text = "🇨🇳 Zhipu’s «GLM» — 智谱 — raised e\u0301 €1.5 million. "
    one = figure(text, "€1.5 million", metric="funding_raised", subject="Zhipu AI", unit="EUR")
    assert text.encode()[one.start : one.end] != one.quote.encode()

    add(opened, (article(text), Extraction(figures=(one,))))

    claim = queries.run(opened, "claims_by_article", article_id=article(text).article_id).iloc[0]
    assert claim["quote"] == "€1.5 million"
    assert claim["sentence"] == text.strip()


# -- money ------------------------------------------------------------------------------------


def money(opened, unit, value, published, **given):
    """Add one article with one amount and return its claim."""
    text = f"Mistral AI raised {value} {unit} in {published}. "
    one = figure(
        text, f"{value} {unit}", metric="funding_raised", subject="Mistral AI",
        value=Decimal(value), unit=unit, **given,
    )  # fmt: skip
    its = article(text, published=published)
    add(opened, (its, Extraction(figures=(one,))))
    return queries.run(opened, "claims_by_article", article_id=its.article_id).iloc[0]


@pytest.mark.parametrize(
    ("unit", "year", "rate", "note"),
    [
        ("EUR", 2023, 1.0817, "1 EUR = 1.0817 USD, average of 2023"),
        ("CNY", 2025, 0.13913, "1 CNY = 0.13913 USD, average of 2025"),
        ("CNY", 2031, 0.13913,
         "1 CNY = 0.13913 USD, average of 2025 (no later rate in the store)"),
    ],
)  # fmt: skip
def test_money_keeps_its_currency_and_dollars_say_their_rate(opened, unit, year, rate, note):
    claim = money(opened, unit, 200, date(year, 5, 1))

    assert (claim["unit"], claim["value"]) == (unit, 200)
    assert claim["value_usd"] == pytest.approx(200 * rate, rel=1e-3)
    assert claim["usd_rate_year"] == min(year, 2025)
    assert claim["usd_note"] == note


def test_a_currency_without_a_rate_has_no_dollars(opened):
    claim = money(opened, "ZAR", 300, date(2024, 5, 1))

    assert claim[["value_usd", "usd_rate_year"]].isna().all()
    assert claim["usd_note"] == "No yearly rate for ZAR of 2024 or before; shown in ZAR only."


def test_a_year_before_the_first_rate_has_no_dollars(opened):
    claim = money(opened, "EUR", 300, date(2009, 5, 1))

    assert claim[["value_usd", "usd_rate_year"]].isna().all()
    assert claim["usd_note"] == "No yearly rate for EUR of 2009 or before; shown in EUR only."


def test_an_amount_without_any_year_takes_the_newest_rate_and_says_so(opened):
    claim = money(opened, "EUR", 300, None)

    assert claim["usd_rate_year"] == 2025
    assert claim["usd_note"].endswith("average of 2025 (the newest; the figure has no year)")


def test_the_rate_is_that_of_the_period_where_there_is_one(opened):
    claim = money(opened, "EUR", 300, date(2025, 2, 1), period="2022Q4")

    assert claim["usd_rate_year"] == 2022


def test_ranges_are_converted_at_both_ends(opened):
    text = "Between EUR 10 and 20 were spent. "
    one = figure(
        text, "EUR 10 and 20", value=Decimal(10), value_high=Decimal(20), unit="EUR",
        qualifier=Qualifier.RANGE,
    )  # fmt: skip
    add(opened, (article(text), Extraction(figures=(one,))))

    claim = queries.run(opened, "claims_by_article", article_id=article(text).article_id).iloc[0]
    assert claim["value_usd_high"] == pytest.approx(2 * claim["value_usd"])


def test_dollars_need_no_rate_and_other_units_no_dollars(opened):
    add(opened)
    claims = queries.run(opened, "claims_by_article", article_id=deepseek()[0].article_id)
    by_metric = claims.groupby("metric").first()

    assert by_metric.loc["training_cost", "value_usd"] == 5_600_000
    assert by_metric.loc["training_cost", "usd_note"] is None
    assert by_metric.loc[["gpu_rental_rate", "relative_cost"], "value_usd"].isna().all()


# -- derived figures --------------------------------------------------------------------------


def test_a_derived_figure_leads_back_to_its_inputs(opened):
    ids = add(opened)
    claims = queries.run(opened, "claims_by_article", article_id=deepseek()[0].article_id)
    hours = claims[claims["metric"] == "gpu_hours"].iloc[0]

    inputs = queries.run(opened, "inputs_of_derived", claim_id=hours["claim_id"])

    assert list(inputs["claim_id"]) == ids[:2]
    assert list(inputs["quote"]) == ["$5.6 million", "$2 per hour"]
    assert hours["origin"] == "derived"
    assert hours["sentence"] == "5600000 / 2 (worked out from: $5.6 million, $2 per hour)"
    assert pd.isna(hours["cost_basis"])


def test_a_derived_cost_has_the_basis_of_the_cost_it_follows_from(opened):
    add(opened)
    claims = queries.run(opened, "claims_by_article", article_id=deepseek()[0].article_id)

    llama = claims[claims["subject"] == "Llama"].iloc[0]
    assert (llama["origin"], llama["cost_basis"]) == ("derived", "final_run_rental")


# -- crashes and threads ----------------------------------------------------------------------


def test_a_killed_writer_leaves_only_whole_articles(path):
    script = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from pathlib import Path; from articles import numbered\n"
        "from newsfigures.store import Store\n"
        "store = Store.open(Path(sys.argv[1]))\n"
        "for n in range(100_000):\n"
        "    store.add(*numbered(n), {}, words=9)\n"
        "    print(n, flush=True)\n"
    )
    with child(script, path) as writer:
        for _ in range(12):
            told = writer.stdout.readline()
        writer.kill()
        rest = writer.stdout.read().splitlines()
    said = int(rest[-1] if rest else told)

    with Store.open(path) as after:
        counts = after.counts()
        # The last one may have been saved and not told; none that was told may be lost.
        assert said + 1 <= counts["articles"] <= said + 2
        assert counts["figures"] == 3 * counts["articles"]
        with after.cursor() as cursor:
            per_article = cursor.execute(
                "SELECT DISTINCT count(f.figure_id) FROM article LEFT JOIN figure AS f "
                "USING (article_id) GROUP BY article_id"
            ).fetchall()
        assert per_article == [(3,)]
        add(after)


def test_readers_see_whole_articles_while_one_thread_writes(opened):
    done = threading.Event()
    seen, faults = [], []

    def read():
        try:
            while not done.is_set():
                rows = queries.run(opened, "articles")
                seen.append(len(rows))
                assert set(rows["figures"]) <= {3}
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for n in range(15):
        opened.add(*numbered(n), {}, words=9)
    done.set()
    for reader in readers:
        reader.join()

    assert faults == []
    assert seen
    assert max(seen) <= 15
    assert opened.counts()["figures"] == 45


def test_of_threads_that_add_the_same_text_one_wins(opened):
    start = threading.Barrier(6)
    outcomes = []

    def write():
        start.wait()
        try:
            add(opened)
            outcomes.append("added")
        except DuplicateArticleError:
            outcomes.append("duplicate")

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["added"] + ["duplicate"] * 5
    assert opened.counts()["figures"] == 3


def test_every_write_raises_the_version_and_no_read_does(opened):
    before = opened.version
    opened.counts()
    queries.run(opened, "articles")
    assert opened.version == before

    add(opened)
    assert opened.version > before


def test_an_error_at_commit_is_the_one_that_is_told(opened):
    """Another connection wins the race for one key; the loser hears of that, not of a rollback."""
    with (
        opened.cursor() as rival,
        pytest.raises(duckdb.TransactionException, match="duplicate key"),
        opened._transaction(Action.UPKEEP) as mine,
    ):
        mine.execute("INSERT INTO meta VALUES ('key', 'mine')")
        rival.execute("INSERT INTO meta VALUES ('key', 'rival')")
    assert opened.meta_get("key") == "rival"


def test_notes_are_kept(path):
    with Store.open(path) as one:
        assert one.meta_get("samples") is None
        one.meta_set("samples", "added")
        one.meta_set("samples", "removed")
    with Store.open(path) as again:
        assert again.meta_get("samples") == "removed"


def test_a_rejection_keeps_its_words(opened):
    add(opened)

    rows = queries.run(opened, "rejections_by_article", article_id=deepseek()[0].article_id)

    span = Span(int(rows.loc[0, "start_offset"]), int(rows.loc[0, "end_offset"]))
    assert span.cut(DEEPSEEK) == rows.loc[0, "quote"] == "99 rows"


def threads(opened):
    with opened.cursor() as cursor:
        return cursor.execute("SELECT current_setting('threads')").fetchone()[0]


def test_a_small_store_of_the_app_is_asked_by_one_thread_until_it_has_grown(tmp_path, monkeypatch):
    with Store.open(tmp_path / "figures.duckdb") as opened:
        several = threads(opened)
        opened.spare()
        assert threads(opened) == 1
        opened.meta_set("a", "1")
        assert threads(opened) == 1

        monkeypatch.setattr("newsfigures.store.opened.SMALL", 0)
        opened.meta_set("a", "2")

        assert threads(opened) == several
