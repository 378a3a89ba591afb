"""SQL of a reader: ordinary analysis works; nothing can be read, written or stalled by it."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from newsfigures import intake, review
from newsfigures.catalog import ROOT
from newsfigures.errors import SqlError
from newsfigures.export import meanings
from newsfigures.sandbox import asking, checks, examples, faults, limits, named, snapshot
from newsfigures.store import Store
from tests.apps import samples_and_seed
from tests.articles import article
from tests.attacks import ATTACKS, ENDS, FAILS, HARMLESS, REFUSED, STALLING, STATEMENTS

__all__ = ["samples_and_seed"]

WORD = "nobody-may-read-this"
# Seconds for what never ends by itself; a machine that is busy only ends it earlier.
SHORT = 1.5
# Seconds that many queries of one process may take.
PATIENCE = 240.0


@pytest.fixture(scope="module")
def places(tmp_path_factory, samples_and_seed):
    """A file that nobody may read, a folder that nobody may write to, and the store."""
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "secret.csv").write_text(f"a,b\n1,{WORD}\n", encoding="utf-8")
    (folder / "out").mkdir()
    shutil.copy(samples_and_seed, folder / "store.duckdb")
    return {
        "secret": str(folder / "secret.csv"),
        "out": str(folder / "out"),
        "store": str(folder / "store.duckdb"),
    }


@pytest.fixture(scope="module")
def store(places):
    with Store.open(Path(places["store"])) as opened:
        yield opened


def tried(store, sql, values=None):
    """Return the answer of a query, or what is wrong with it."""
    try:
        return asking.ask(store, sql, values)
    except SqlError as error:
        return error


# As asking._START, for many queries one after the other: none can leave anything to the next.
MANY = asking._START.replace("inside.main()", """
import json, os
asked = json.loads(sys.stdin.buffer.read())
connection = inside._open(asked["copy"])
inside._shut()
for sql in asked["many"]:
    inside.answer(connection, {"sql": sql, "values": {}, "form": "rows"})
    inside._send({"end": True})
os._exit(0)
""".strip())  # fmt: skip


def together(store, queries):
    """Return the answers of queries, or what is wrong with each, of one process in the sandbox."""
    found, heads = [], []
    patch = pytest.MonkeyPatch()
    patch.setattr(asking, "_START", MANY)
    patch.setattr(asking, "SECONDS", PATIENCE)
    with (
        snapshot.lent(store) as (copy, files),
        asking._running(copy, files, {"many": queries}) as said,
    ):
        for line in said:
            head = json.loads(line)
            if "end" not in head:
                heads.append(head)
                continue
            fault = heads[-1].get("fault")
            sql = queries[len(found)]
            found.append(faults.told(fault, sql) if fault else asking.answered(heads))
            heads = []
    patch.undo()
    return found


def every_file(folder):
    """Return what lies in a folder with the bytes of each file; the copy for queries is gone."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() if file.is_file() else b""
        for file in sorted(Path(folder).rglob("*"))
    }


@pytest.fixture(scope="module")
def outcomes(store, places):
    """What became of each attack, and the folder before and after all of them."""
    folder = Path(places["store"]).parent
    asking.ask(store, "SELECT 1")
    before = every_file(folder)
    attacks = {name: sql for name, (sql, _) in ATTACKS.items()}
    for name, path in places.items():
        attacks = {key: sql.replace(f"{{{name}}}", path) for key, sql in attacks.items()}
    alone = {key: sql for key, sql in attacks.items() if ATTACKS[key][0] in _ALONE}
    patch = pytest.MonkeyPatch()
    patch.setattr(asking, "SECONDS", SHORT)
    with ThreadPoolExecutor(2) as two:
        ends = two.map(lambda sql: tried(store, sql), alone.values())
        found = dict(zip(alone, ends, strict=True))
    patch.undo()
    others = {key: sql for key, sql in attacks.items() if key not in alone}
    found |= dict(zip(others, together(store, list(others.values())), strict=True))
    return found, before, every_file(folder)


_ALONE = {sql for sql, _ in STALLING.values()} | {STATEMENTS["too long"][0]}
# Words by which a refusal is told from an error of DuckDB.
REFUSALS = (
    "is not run here", "There is no table", "is not at hand here", "second statement",
    "needs a name", "no query yet", "characters", "would have",
)  # fmt: skip


@pytest.mark.attack("SQL of a reader")
@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_comes_to_nothing(outcomes, places, name):
    outcome, (_, expected) = outcomes[0][name], ATTACKS[name]
    told = str(outcome)

    assert WORD not in told
    # What the query said itself may be repeated; nothing else of this machine is.
    assert places["store"] not in told or places["store"] in ATTACKS[name][0].format(**places)
    if expected == HARMLESS:
        assert isinstance(outcome, asking.Answer)
        return
    if expected == ENDS and isinstance(outcome, asking.Answer):
        return
    assert isinstance(outcome, SqlError)
    assert outcome.words[-1] in ".?"
    if expected == REFUSED:
        assert any(words in told for words in REFUSALS), told
    if expected == ENDS:
        assert "memory" in told, told


def test_attacks_wrote_nothing(outcomes):
    _, before, after = outcomes

    assert after.keys() == before.keys()
    assert [name for name in before if before[name] != after[name]] == []


def test_the_figures_are_as_they_were_after_all_attacks(outcomes, store):
    counts = store.counts()
    whole = counts["figures"] + counts["derived"] + counts["reference_figures"]

    assert outcomes
    assert asking.ask(store, "SELECT count(*) FROM figures").rows == ((whole,),)


def test_there_are_attacks_of_every_kind():
    kinds = [expected for _, expected in ATTACKS.values()]

    assert len(ATTACKS) > 60
    assert {REFUSED, FAILS, ENDS, HARMLESS} == set(kinds)


def test_the_store_answers_while_a_query_burns(store, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", SHORT)
    sql = STALLING["a huge range"][0]
    burning = threading.Thread(target=tried, args=(store, sql))
    burning.start()
    counted = 0
    while burning.is_alive():
        assert store.counts()["figures"] > 0
        counted += 1
    burning.join()

    assert counted > 1


def test_no_more_queries_run_at_once_than_there_is_room_for(store, monkeypatch):
    monkeypatch.setattr(asking, "_room", threading.BoundedSemaphore(1))
    monkeypatch.setattr(asking, "SECONDS", 0.1)
    with asking._a_place():
        error = tried(store, "SELECT 1")

    assert "other queries are running" in str(error)


@pytest.mark.skipif(os.name != "posix", reason="the limits are those of Unix systems")
@pytest.mark.parametrize(
    "work",
    [
        "open('/etc/passwd')",
        "open('written', 'w')",
        "__import__('socket').socket()",
        "os.pipe()",
        "bytearray(4 << 30)",
    ],
)
def test_a_shut_in_process_can_reach_nothing(tmp_path, work):
    code = (
        "import os, socket, sys; sys.path.insert(0, sys.argv[1])\n"
        "from newsfigures.sandbox import inside; inside._shut()\n"
        f"try: {work}\n"
        "except (OSError, MemoryError) as error: os.write(2, type(error).__name__.encode())\n"
        "else: os.write(2, b'reached')"
    )
    run = [sys.executable, "-I", "-c", code, str(ROOT)]
    told = subprocess.run(run, cwd=tmp_path, capture_output=True, check=False).stderr

    assert told in (b"OSError", b"MemoryError")
    assert list(tmp_path.iterdir()) == []


ORDINARY = {
    "CTE": "WITH c AS (SELECT company, count(*) AS n FROM figures GROUP BY ALL) "
    "SELECT * FROM c WHERE n > 5 ORDER BY n DESC",
    "window": "SELECT subject, value_usd, rank() OVER (ORDER BY value_usd DESC) AS place "
    "FROM figures WHERE value_usd > 0",
    "moving average": "SELECT published, avg(value_usd) OVER (ORDER BY published "
    "ROWS BETWEEN 5 PRECEDING AND CURRENT ROW) AS mean_usd FROM figures WHERE value_usd > 0",
    "PIVOT": "PIVOT figures ON status USING count(*) GROUP BY metric",
    "PIVOT over listed values": "PIVOT figures ON status IN ('reported', 'estimated') "
    "USING sum(value_usd) GROUP BY company",
    "PIVOT in a query": "SELECT metric, reported FROM (PIVOT figures ON status USING count(*) "
    "GROUP BY metric) WHERE reported > 0",
    "UNPIVOT": "UNPIVOT (SELECT claim_id, value, value_high FROM figures) "
    "ON value, value_high INTO NAME which VALUE amount",
    "list functions": "SELECT metric, list_sort(list_distinct(list(company)))[:3] AS some, "
    "list_transform([1, 2, 3], lambda x: x * 2) AS doubled FROM figures GROUP BY metric",
    "QUALIFY": "SELECT metric, subject FROM figures WHERE value_usd > 0 "
    "QUALIFY row_number() OVER (PARTITION BY metric ORDER BY value_usd DESC) = 1",
    "UNNEST": "SELECT word, count(*) AS n FROM (SELECT unnest(string_split(sentence, ' ')) AS word "
    "FROM figures) GROUP BY word ORDER BY n DESC LIMIT 20",
    "regular expressions": r"SELECT regexp_extract(quote, '(\d+)', 1) AS digits FROM figures "
    r"WHERE regexp_matches(quote, '^\$\d')",
    "dates": "SELECT date_trunc('month', published) AS month, strftime(max(published), '%d %B') AS "
    "last, date_diff('day', min(published), max(published)) AS days FROM figures "
    "WHERE published IS NOT NULL GROUP BY ALL",
    "quantiles": "SELECT metric, quantile_cont(value_usd, [0.25, 0.5, 0.75]) AS quartiles, "
    "approx_quantile(value_usd, 0.9) AS p90, approx_count_distinct(subject) AS subjects "
    "FROM figures GROUP BY metric",
    "self join": "SELECT a.subject, a.value_usd / b.value AS usd_per_hour FROM figures a "
    "JOIN figures b USING (subject) WHERE a.metric = 'training_cost' AND b.metric = 'gpu_hours'",
    "set operations": "SELECT subject FROM figures WHERE metric = 'training_cost' "
    "INTERSECT SELECT subject FROM figures WHERE metric = 'training_compute'",
    "recursion with an end": "WITH RECURSIVE y(n) AS (SELECT 2018 UNION ALL SELECT n + 1 FROM y "
    "WHERE n < 2026) SELECT n, count(claim_id) AS figures FROM y LEFT JOIN figures "
    "ON year(published) = n GROUP BY n ORDER BY n",
    "FROM first": "FROM figures SELECT metric, count(*) AS n GROUP BY ALL ORDER BY ALL",
    "columns by pattern": "SELECT min(COLUMNS('value.*')) FROM figures",
    "GROUPING SETS": "SELECT company, metric, count(*) AS n FROM figures "
    "GROUP BY ROLLUP (company, metric)",
    "FILTER and CASE": "SELECT count(*) FILTER (status = 'reported') AS reported, "
    "sum(CASE WHEN unit = 'USD' THEN value END) AS usd FROM figures",
    "ASOF JOIN": "SELECT a.subject, b.subject AS before FROM figures a ASOF JOIN figures b "
    "ON a.company = b.company AND a.published > b.published",
    "SUMMARIZE": "SUMMARIZE figures",
    "DESCRIBE": "SELECT column_name FROM (DESCRIBE figures)",
    "VALUES": "SELECT * FROM (VALUES ('a', 1), ('b', 2)) AS t(name, n)",
    "a structure": "SELECT {'low': min(value_usd), 'high': max(value_usd)} AS span FROM figures",
    "likeness of texts": "SELECT DISTINCT subject FROM figures "
    "WHERE jaro_winkler_similarity(subject, 'DeepSeek V3') > 0.9",
    "a sample": "SELECT * FROM figures USING SAMPLE 10",
}


@pytest.fixture(scope="module")
def ordinary(store):
    return dict(zip(ORDINARY, together(store, list(ORDINARY.values())), strict=True))


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_analysis_works(ordinary, name):
    answer = ordinary[name]

    assert isinstance(answer, asking.Answer), answer
    assert answer.rows
    assert answer.total is not None
    assert all(len(row) == len(answer.columns) for row in answer.rows)


@pytest.mark.parametrize("name", examples.examples())
def test_an_example_has_an_answer_and_the_columns_of_its_chart(store, name):
    example = examples.examples()[name]
    answer = asking.ask(store, example.sql, example.values)
    forms = {column.name: column.form for column in answer.columns}

    assert answer.rows
    assert not answer.cut
    assert set(named.parameters(example.sql)) == example.values.keys()
    if example.chart:
        assert forms[example.chart["y"]] == "number"
        assert {example.chart.get(part) for part in ("x", "by")} - {None} <= forms.keys()


def test_the_table_has_the_columns_of_downloads(store):
    answer = asking.ask(store, "SELECT * FROM figures LIMIT 0")

    assert [column.name for column in answer.columns] == list(meanings.columns())


def test_a_long_answer_is_shown_in_part_and_says_how_much_there_is(store):
    answer = asking.ask(store, "SELECT * FROM range(48211)")

    assert (len(answer.rows), answer.total, answer.cut) == (limits.ROWS, 48211, True)


def test_a_file_of_an_answer_has_every_row_and_every_letter(store):
    sql = "SELECT range AS n, repeat('é', 3000) AS long FROM range(5000) ORDER BY n DESC"
    rows = list(csv.reader(io.StringIO(asking.whole(store, sql).decode(), newline="")))

    assert rows[0] == ["n", "long"]
    assert [int(row[0]) for row in rows[1:]] == list(range(4999, -1, -1))
    assert {row[1] for row in rows[1:]} == {"é" * 3000}
    assert len(asking.ask(store, sql).rows[0][1]) == limits.LETTERS


def test_a_file_holds_every_kind_of_value_as_other_downloads_do(store):
    sql = (
        "SELECT 5600000.0::DOUBLE AS a, 2.5::DOUBLE AS b, 5e26::DOUBLE AS c, NULL AS d, TRUE AS e, "
        "DATE '2025-01-27' AS f, 'say \"no\", twice' AS g, ['x', 'y'] AS h, 1.50::DECIMAL(9, 2) "
        'AS i, 170141183460469231731687303715884105727::HUGEINT AS j, 1 AS "k,k"'
    )
    text = asking.whole(store, sql).decode()

    assert text == (
        'a,b,c,d,e,f,g,h,i,j,"k,k"\r\n5600000,2.5,5e+26,,true,2025-01-27,"say ""no"", twice",'
        '"x; y",1.50,170141183460469231731687303715884105727,1\r\n'
    )


def test_json_lines_hold_the_same(store):
    sql = "SELECT 1 AS a, 1 AS a, 'x' AS \"it's\", [1, 2] AS l, NULL AS n"
    line = b"".join(asking.pieces(store, sql, form="jsonl"))

    assert json.loads(line) == {"a": 1, "a_1": 1, "it's": "x", "l": [1, 2], "n": None}


def test_a_file_that_cannot_be_whole_is_refused(store, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", SHORT)
    with pytest.raises(SqlError, match=r"stopped|more than (the )?\d+ MB"):
        asking.whole(store, "SELECT repeat('x', 100000) AS x FROM range(1000000000)")


@pytest.mark.parametrize(
    ("sql", "values", "row"),
    [
        ("SELECT count(*) > 0 FROM figures WHERE company = $who", {"who": "OpenAI"}, (True,)),
        ("SELECT $a + 1, $b", {"a": "2", "b": "x"}, (3, "x")),
        ("SELECT count(*) > 0 FROM figures WHERE value_usd > $least", {"least": "1e9"}, (True,)),
        ("SELECT $day::DATE = DATE '2025-01-27'", {"day": "2025-01-27"}, (True,)),
        ("SELECT contains('in 2024', $year)", {"year": "2024"}, (True,)),
        ("SELECT $evil", {"evil": "'; DROP TABLE figures; --"}, ("'; DROP TABLE figures; --",)),
        ("SELECT 1 AS one", {"unused": "x"}, (1,)),
    ],
)
def test_values_are_text_or_numbers_as_the_query_needs_them(store, sql, values, row):
    assert asking.ask(store, sql, values).rows == (row,)


def test_a_value_that_is_missing_is_asked_for(store):
    assert "$who has no value" in str(tried(store, "SELECT $who, $what", {"what": "x"}))


# Query -> line and column of what is wrong, and words of what is said.
WRONG = {
    "SELECT subject,\n  valu\nFROM figures": ((2, 3), "no column “valu”. Did you mean value"),
    "SELECT 'é', subjct FROM figures": ((1, 13), "Did you mean subject"),
    "SELECT 1 FORM figures": ((1, 15), "Did you mean FROM instead of FORM?"),
    "SELECT * FROM figures WHERE": ((1, 28), "ends too early"),
    "SELECT * FROM figure": ((1, 15), "The only one is figures."),
    "SELECT medain(value) FROM figures": ((1, 8), "Did you mean median?"),
    "SELECT metric, sum(value) FROM figures": ((1, 8), "GROUP BY ALL"),
    "SELECT * FROM figures WHERE sum(value) > 1": ((1, 29), "HAVING"),
    'SELECT * FROM figures WHERE status = "reported"': ((1, 38), "single quotes: 'reported'"),
    "SELECT 'open FROM figures": ((1, 8), "does not end"),
    "SELECT subject + 1 FROM figures": ((1, 16), "cannot be used with VARCHAR, INTEGER"),
    "SELECT metric FROM figures a, figures b": ((1, 8), "Write a.metric or b.metric"),
    "SELECT CAST(subject AS INTEGER) FROM figures": ((1, 8), "TRY_CAST"),
    "SELECT 1;\nSELECT 2": ((2, 1), "second statement"),
    "SELECT 1,\n read_text('x')": ((2, 2), "is not at hand here"),
}  # fmt: skip


@pytest.fixture(scope="module")
def wrong(store):
    return dict(zip(WRONG, together(store, list(WRONG)), strict=True))


@pytest.mark.parametrize("sql", WRONG)
def test_what_is_wrong_is_said_with_its_place_and_what_to_type(wrong, sql):
    place, words = WRONG[sql]
    error = wrong[sql]

    assert isinstance(error, SqlError)
    assert (error.line, error.column) == place
    assert words in str(error)


def test_the_copy_is_made_when_the_store_has_changed_and_not_before(tmp_path, monkeypatch):
    made = []
    write = snapshot._write
    monkeypatch.setattr(snapshot, "_write", lambda *given: (made.append(1), write(*given))[1])
    with Store.open(tmp_path / "own.duckdb") as own:
        count = "SELECT count(*) FROM figures WHERE origin = 'article'"
        assert asking.ask(own, count).rows == ((0,),)
        asking.ask(own, count)
        assert len(made) == 1
        text = "Training DeepSeek-V3 cost $5.6 million, the company said."
        intake.take(own, article(text))
        assert asking.ask(own, count).rows[0][0] > 0
        assert len(made) == 1


def rows_of(copy):
    """All rows of a copy, as DuckDB reads them there."""
    with duckdb.connect(copy, read_only=True) as one:
        return one.execute("SELECT * FROM figures ORDER BY claim_id").fetchall()


def test_a_copy_made_of_the_one_before_is_what_a_whole_one_would_be(tmp_path):
    text = "Training DeepSeek-V3 cost ${} million, the company said."
    with Store.open(tmp_path / "own.duckdb") as own:
        for number in range(3):
            intake.take(own, article(text.format(number + 2)))
        former = snapshot._Copy(own)
        former.put_at(tmp_path / "former.duckdb")
        kept = rows_of(str(tmp_path / "former.duckdb"))
        assert own.remove(article(text.format(3)).article_id)
        intake.take(own, article(text.format(7)))
        changed = next(row[0] for row in kept if row[18] == article(text.format(2)).article_id)
        review.accept(own, changed, who="A", seen=None)
        renewed, whole = snapshot._Copy(own, former), snapshot._Copy(own)
        for name, copy in (("former", former), ("renewed", renewed), ("whole", whole)):
            copy.put_at(tmp_path / f"{name}.duckdb")

    assert renewed.renewed == 1
    assert rows_of(str(tmp_path / "former.duckdb")) == kept
    assert rows_of(str(tmp_path / "renewed.duckdb")) == rows_of(str(tmp_path / "whole.duckdb"))
    assert rows_of(str(tmp_path / "renewed.duckdb")) != kept


@pytest.mark.skipif(
    not Path("/dev/fd").is_dir(), reason="the system gives files a number only here"
)
def test_the_copy_has_no_name(store):
    with snapshot.lent(store) as (path, files):
        assert path == f"/dev/fd/{files[0]}"
        assert os.fstat(files[0]).st_nlink == 0
    assert list(Path(tempfile.gettempdir()).glob("newsfigures-*/figures.duckdb")) == []


def test_the_words_of_refusals_are_whole():
    for words, remedy in faults.REFUSALS.values():
        assert words.endswith(".")
        assert remedy.endswith((".", "?"))


@pytest.mark.parametrize("kinds", [["CREATE"], ["SELECT", "SELECT"], ["INSERT", "SELECT"]])
def test_only_one_select_is_one_statement(kinds):
    with pytest.raises(checks.Refused):
        checks.kind(kinds)
