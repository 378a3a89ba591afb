"""The command line keeps the contract of docs/figures.md and tells failures from results."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from newsfigures import cli, queries, records
from newsfigures.store import Store
from tests.articles import keep_claims

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "tests" / "seed" / "000_05256ea266f6d66f.txt"
SAMPLE = ROOT / "data" / "samples" / "stargate-counted.md"
FIELDS = {
    "metric", "subject", "company", "value", "value_high", "unit", "qualifier", "status",
    "attributed_to", "horizon", "period", "relative_to", "start", "end", "quote",
    "sentence_start", "sentence_end", "confidence", "rule",
}  # fmt: skip


@pytest.fixture
def db(tmp_path, monkeypatch):
    """An own store for each test, named as users name theirs."""
    path = tmp_path / "figures.duckdb"
    monkeypatch.setenv("NEWSFIGURES_DB", str(path))
    return path


def run(capsys, *arguments):
    code = cli.main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_explain_takes_an_offset_or_the_words_and_tells_the_same(capsys):
    offset = SEED.read_text(encoding="utf-8").index("$5.6 million")
    code, out, err = run(capsys, "explain", SEED, "--published", "2025-01-27", "--at", offset)
    assert (code, err) == (0, "")
    assert "read as: training cost of DeepSeek" in out
    assert "said by: Jefferies" in out
    assert run(capsys, "explain", SEED, "--published", "2025-01-27", "--at", "$5.6 m")[1] == out


def test_explain_says_what_to_ask_instead(capsys):
    code, out, err = run(capsys, "explain", SEED, "--at", "0")
    assert (code, out) == (2, "")
    assert "The nearest is" in err
    assert "not in the text" in run(capsys, "explain", SEED, "--at", "six zillion")[2]


def test_extract_prints_one_line_a_file_with_the_fields_of_the_contract(capsys):
    code, out, err = run(capsys, "extract", "--published", "2025-01-27", SEED, SAMPLE)

    assert (code, err) == (0, "")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["article"] for line in lines] == [str(SEED), str(SAMPLE)]
    for line, file in zip(lines, (SEED, SAMPLE), strict=True):
        text = file.read_text(encoding="utf-8")
        assert line["figures"]
        for figure in line["figures"]:
            assert set(figure) == FIELDS
            assert text[figure["start"] : figure["end"]] == figure["quote"]
        for derived in line["derived"]:
            assert all(0 <= i < len(line["figures"]) for i in derived["inputs"])


def test_extract_of_the_seed_article_is_its_gold(capsys):
    gold = json.loads((ROOT / "tests" / "seed" / "gold.json").read_text(encoding="utf-8"))

    _, out, _ = run(capsys, "extract", "--published", gold["published"], SEED)

    line = json.loads(out)
    assert [{k: f[k] for k in gold["figures"][0]} for f in line["figures"]] == gold["figures"]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(capsys, tmp_path):
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))

    code, out, err = run(capsys, "extract", broken, tmp_path / "none.txt", tmp_path, SAMPLE)

    assert code == 1
    assert [json.loads(line)["article"] for line in out.splitlines()] == [str(SAMPLE)]
    assert "a PNG picture" in err
    assert "There is no file" in err
    assert "is a folder" in err


def test_an_article_without_figures_is_a_result(capsys, tmp_path):
    file = tmp_path / "quiet.txt"
    file.write_text("Nothing in here has a number.\n", encoding="utf-8")

    code, out, err = run(capsys, "extract", file)

    assert (code, err) == (0, "")
    assert json.loads(out) == {"article": str(file), "figures": [], "derived": []}


def test_a_wrong_date_is_told_with_the_right_form(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["extract", "--published", "27.1.2025", str(SEED)])

    assert left.value.code == 2
    assert "such as 2025-01-27" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["extract", "quantities", "build", "ingest", "samples", "export",
                                  "doctor"])  # fmt: skip
def test_help_of_each_verb_has_an_example(capsys, verb):
    with pytest.raises(SystemExit) as left:
        cli.main([verb, "--help"])

    assert left.value.code == 0
    assert f"python -m newsfigures {verb}" in capsys.readouterr().out


def test_extract_and_quantities_start_without_the_store(tmp_path):
    script = (
        "import sys; from newsfigures import cli; cli.main(sys.argv[1:]); cli.main(['quantities']);"
        "print(sorted({'duckdb','pandas','streamlit','plotly','textstat','trafilatura'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "extract", str(SAMPLE)],
        input='{"id": 1, "text": "It cost $5.6 million."}\n',
        capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip

    lines = done.stdout.splitlines()
    assert lines[-1] == "[]"
    assert json.loads(lines[-2])["id"] == 1


def test_quantities_answers_each_line_before_it_reads_the_next():
    with subprocess.Popen(
        [sys.executable, "-m", "newsfigures", "quantities"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    ) as process:  # fmt: skip
        for number, text in enumerate(("It cost $5.6 million.", "No number.")):
            process.stdin.write(json.dumps({"id": number, "text": text}) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert answer["id"] == number
            assert len(answer["quantities"]) == 1 - number
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_build_fills_a_new_store_once(capsys, db):
    first = run(capsys, "build")
    second = run(capsys, "build")

    assert first[0] == second[0] == 0
    assert "30 sample articles read" in first[1]
    assert "nothing to do" in second[1]
    assert str(db) in first[1]


def test_removed_samples_stay_removed_until_they_are_asked_for(capsys, db):
    run(capsys, "build")

    assert "Removed 30 sample articles" in run(capsys, "samples", "remove")[1]
    assert "nothing to do" in run(capsys, "build")[1]
    assert "Added 30 sample articles" in run(capsys, "samples", "add")[1]


def test_ingest_says_what_became_of_each_file(capsys, db, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")

    code, out, err = run(capsys, "ingest", "--published", "2025-01-27", SEED, empty, SEED)

    assert code == 1
    assert out.splitlines()[0].endswith("added, 5 figures, 2 derived.")
    assert "This text is here already" in out.splitlines()[1]
    assert "“empty.txt” is empty" in err


def test_ingest_speaks_json(capsys, db):
    code, out, _ = run(capsys, "ingest", "--json", SEED)

    row = json.loads(out)
    assert code == 0
    assert (row["status"], row["figures"], row["published"]) == ("added", 5, None)
    assert row["reason"] == "No date of publication was found."


def test_export_has_every_row_with_its_words(capsys, db, tmp_path):
    import csv
    import hashlib

    run(capsys, "ingest", "--published", "2025-01-27", SEED)
    out = tmp_path / "figures.csv"

    code, said, _ = run(capsys, "export", "--out", out)

    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ours = [row for row in rows if row["origin"] == "article"]
    assert code == 0
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    assert said == (
        f"Wrote {out} ({len(rows):,} rows, {out.stat().st_size:,} bytes, sha256 {digest}).\n"
    )
    assert list(out.parent.glob("*.part")) == []
    assert len(ours) == 5
    assert {row["quote"] for row in ours} >= {"$5.6 million", "$500 billion"}
    assert sum(row["origin"] == "derived" for row in rows) == 2


def test_a_store_in_use_is_told_in_words(db, tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c",
         "from newsfigures.store import Store\n"
         "with Store.open() as store: print('open', flush=True); input()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    with holder:
        assert holder.stdout.readline() == "open\n"
        done = subprocess.run(
            [sys.executable, "-m", "newsfigures", "ingest", str(SEED)],
            capture_output=True, text=True, cwd=ROOT,
        )  # fmt: skip
        holder.stdin.close()

    assert done.returncode == 2
    assert str(holder.pid) in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_counts_what_is_there(capsys, db):
    run(capsys, "ingest", SEED)

    code, out, _ = run(capsys, "doctor")

    assert code == 0
    assert str(db) in out
    assert "\n1 articles\n0 samples\n5 figures\n" in out


def test_whole_numbers_stay_whole_and_huge_ones_become_floats():
    from decimal import Decimal

    assert repr(records.number(Decimal("5600000.0"))) == "5600000"
    assert repr(records.number(Decimal("2.15E+25"))) == "2.15e+25"
    assert repr(records.number(Decimal("12.5"))) == "12.5"


def test_the_test_store_is_not_the_users(db):
    with Store.open() as store:
        assert Path(store.path) == db


def test_export_says_what_it_wrote_as_json(capsys, db, tmp_path):
    run(capsys, "ingest", SEED)
    out = tmp_path / "figures.zip"
    code, said, _ = run(capsys, "export", "--form", "zip", "--out", out, "--json")
    told = json.loads(said)

    assert code == 0
    assert (told["file"], told["rows"], told["bytes"]) == (
        str(out),
        755 + 5 + 2,
        out.stat().st_size,
    )


def test_export_may_have_only_some_columns(capsys, db, tmp_path):
    out = tmp_path / "figures.csv"
    code, said, _ = run(capsys, "export", "--columns", "claim_id,value", "--out", out, "--json")
    wrong = run(capsys, "export", "--columns", "claim_id,colour", "--out", out)
    whole = run(capsys, "export", "--columns", "claim_id", "--everything", "--out", out)

    assert code == 0
    assert json.loads(said)["columns"] == ["claim_id", "value"]
    assert out.read_text("utf-8").startswith("claim_id,value\n")
    assert wrong[:2] == whole[:2] == (2, "")
    assert "There is no column 'colour'. There are: claim_id, origin" in wrong[2]
    assert "Leave --columns away" in whole[2]


def test_what_is_no_text_is_not_printed(capsys, db):
    code, out, err = run(capsys, "export", "--form", "parquet")

    assert (code, out) == (2, "")
    assert "Parquet is no text to print. Name a file with --out." in err


def test_an_export_that_cannot_be_written_is_told_in_words(capsys, db, tmp_path):
    nowhere = tmp_path / "none" / "figures.csv"

    code, _, err = run(capsys, "export", "--out", nowhere)

    assert code == 2
    assert "cannot be written: No such file or directory. Nothing was exported." in err


def test_an_export_over_a_folder_leaves_no_half_file(capsys, db, tmp_path):
    folder = tmp_path / "figures.csv"
    folder.mkdir()

    code, _, err = run(capsys, "export", "--out", folder)

    assert (code, list(tmp_path.glob("*.part"))) == (2, [])
    assert "cannot be written" in err


def test_what_is_printed_is_utf_8_with_its_own_line_ends_on_any_machine(db):
    import os
    from dataclasses import replace

    from tests.articles import deepseek

    its, found = deepseek()
    with Store.open() as store:
        store.add(replace(its, title="“DeepSeek” — 深度求索"), found, {}, words=30)

    done = subprocess.run(
        [sys.executable, "-m", "newsfigures", "export"],
        capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=True,
    )  # fmt: skip

    text = done.stdout.decode("utf-8")
    assert "“DeepSeek” — 深度求索" in text
    assert text.startswith("claim_id,")
    assert "\r\n" in text
    assert "\r\r" not in text


def test_reread_shows_first_and_keeps_only_when_it_is_told_to(capsys, db):
    run(capsys, "ingest", SEED)
    assert run(capsys, "reread") == (
        0,
        "Every article was read by the current rules and names.\n",
        "",
    )
    with Store.open(db) as store:
        article = queries.run(store, "articles")["article_id"].item()
        first = queries.run(store, "figures_of_article", article_id=article).iloc[0]
        with store.cursor() as cursor:
            cursor.execute("UPDATE article SET extractor = '0.0.9'")
            cursor.execute("DELETE FROM figure WHERE figure_id = ?", [first["figure_id"]])
            keep_claims(cursor)
    code, out, err = run(capsys, "reread")

    assert (code, err) == (0, "")
    assert f"{article} " in out
    assert f"  + {first['quote']}: " in out
    assert "Nothing was changed" in out
    code, applied, _ = run(capsys, "reread", "--apply", "--who", "Ada")
    assert code == 0
    assert applied.splitlines()[:-1] == out.splitlines()[:-2]
    assert run(capsys, "reread")[1].startswith("Every article")
    with Store.open(db) as store:
        assert queries.run(store, "rereadings", most=9)["who"].item() == "Ada"
        again = queries.run(store, "figures_of_article", article_id=article).iloc[0]
    assert again["figure_id"] == first["figure_id"]


def test_reread_says_of_an_article_that_is_not_there(capsys, db):
    code, out, err = run(capsys, "reread", "a_0")

    assert code == 1
    assert "There is no article a_0" in err
    assert out.startswith("0 figures added")


def test_sql_prints_the_whole_answer_as_csv_or_json_lines(db, capsys):
    with Store.open(db) as store:
        whole = store.counts()["reference_figures"]
    query = "SELECT subject, value FROM figures WHERE origin = $origin ORDER BY claim_id"
    code, out, err = run(capsys, "sql", query, "--param", "origin=reference")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == whole + 1
    code, out, _ = run(capsys, "sql", query, "--param", "origin=reference", "--json")
    assert code == 0
    assert [set(json.loads(line)) for line in out.splitlines()] == [{"subject", "value"}] * whole


def test_sql_says_what_is_wrong_and_prints_nothing(db, capsys):
    code, out, err = run(capsys, "sql", "SELECT valu FROM figures")
    assert (code, out) == (2, "")
    assert "Line 1, column 8: There is no column “valu”. Did you mean value" in err
    assert run(capsys, "sql", "COPY figures TO 'x'")[0] == 2
    with pytest.raises(SystemExit):
        run(capsys, "sql", "SELECT 1", "--param", "origin")
    assert "write name=value" in capsys.readouterr().err
