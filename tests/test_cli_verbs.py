"""Each verb explains itself with an example, and the example does what it says."""

import argparse
import io
import json
import re
import shlex
import shutil

import pytest

from newsfigures import cli
from newsfigures.catalog import ROOT
from newsfigures.store import Store

SEED = ROOT / "tests" / "seed" / "000_05256ea266f6d66f.txt"
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

NEED_NO_STORE = ("extract", "explain", "quantities", "tokens")


def verbs():
    """The verbs of the command line by name, each with its parser."""
    actions = cli.parser()._actions
    return next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices


def example(name):
    """The words of the example under a verb's help, and what is redirected into it."""
    said = verbs()[name].format_help()
    (line,) = re.findall(r"(?m)^  python -m newsfigures (.+)$", said.split("example:")[1])
    before, _, behind = line.partition(" < ")
    return shlex.split(before), behind.partition(" > ")[0].strip()


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with the files that examples name, and a small store of its own."""
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "store" / "figures.duckdb"))
    monkeypatch.chdir(tmp_path)
    shutil.copy(SEED, tmp_path / "article.txt")
    (tmp_path / "articles").mkdir()
    cost = "DeepSeek-V3 cost $7 million to train, the company said.\n"
    (tmp_path / "articles" / "other.txt").write_text(cost, encoding="utf-8")
    asked = json.dumps({"id": 1, "text": cost})
    (tmp_path / "lines.jsonl").write_text(f"{asked}\n", encoding="utf-8")
    with Store.open() as store:
        # A store that is there: `build` has nothing to do.
        store.meta_set("samples", "removed")
    return tmp_path


@pytest.mark.parametrize("name", verbs())
def test_each_verb_says_what_it_does_with_an_example_and_speaks_json(name):
    help_of = verbs()[name].format_help()
    words, _ = example(name)

    assert words[0] == name
    assert cli.parser().parse_args(words).verb == name
    assert cli.parser().parse_args([*words, "--json"]).json
    assert re.search(r"(?m)^  --json ", help_of)
    assert re.search(rf"(?m)^\| `{name}` \|", COMMANDS)


def at_hand(word):
    """A word of an example, with a file in the place of what is elsewhere: a store, a lake."""
    if word.startswith("ducklake:"):
        return "moved.duckdb"
    return "newsfigures-2026-11-26.duckdb" if word == "data/newsfigures.duckdb" else word


SUMMED = {
    "ingest": "newsfigures: 2 files: 2 added. 6 figures.\n",
    "bulk": "newsfigures: 1 article: 0 added, 1 here already, 0 refused. 0 figures.\n",
}


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["words", "json"])
def test_each_example_does_what_it_says(place, capsys, monkeypatch, form):
    """One after the other, as they stand in the help: what one makes another takes."""
    for name in verbs():
        words, given = example(name)
        if given:
            text = (place / given).read_text(encoding="utf-8")
            monkeypatch.setattr("sys.stdin", io.StringIO(text))
        code = cli.main([*map(at_hand, words), *form])
        out, err = capsys.readouterr()

        # The line that sums up is no row of JSON, so it is not among those.
        assert code == 0, name
        if name == "tokens" and not form:
            # The token alone goes on, what is said of it beside it.
            assert err.startswith("newsfigures: Token "), err
        else:
            assert err == (SUMMED.get(name, "") if form else ""), name
        assert out or (name, form) == ("reread", ("--json",)), name
        if form:
            assert all(isinstance(json.loads(line), dict) for line in out.splitlines()), name
    made = {each.name for each in place.iterdir()}
    assert {"figures.csv", "reviewed", "newsfigures-2026-11-26.duckdb"} <= made


@pytest.mark.parametrize("name", verbs())
def test_what_a_verb_does_not_know_ends_with_2(name, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main([name, "--colour"])

    assert left.value.code == 2
    assert "usage: python -m newsfigures" in capsys.readouterr().err


@pytest.mark.parametrize("name", [n for n in verbs() if n not in NEED_NO_STORE])
def test_a_store_that_cannot_be_opened_ends_with_2_in_words(place, name, capsys):
    (place / "store" / "figures.duckdb").write_bytes(b"no database " * 1000)
    words, _ = example(name)

    code = cli.main(words)

    assert code == 2
    assert capsys.readouterr().err.startswith("newsfigures: ")
