"""What the documents say is so: links resolve, commands exist, nothing is left out."""

import argparse
import re
import shlex

import pytest

from newsfigures import catalog, cli, http, queries
from newsfigures.catalog import ROOT
from newsfigures.export import meanings

# Not the samples: they are articles, and their links are news.
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
EVERYTHING = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
# A path in back quotes below one of the project's folders.
PATH = re.compile(r"`((?:newsfigures|extraction|pages|queries|tests|docs|data|\.ci)/[^`\s]*)`")


def relative(page):
    return page.relative_to(ROOT).as_posix()


def verbs():
    """The verbs of the command line, from its own parser."""
    actions = cli.parser()._actions
    return next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices


def targets():
    """The targets of the Makefile, from its own help."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return re.findall(r"(?m)^([a-z]+):.*##", makefile)


@pytest.mark.parametrize("document", PAGES, ids=relative)
def test_relative_links_resolve(document):
    links = [x for x in LINK.findall(document.read_text("utf-8")) if "://" not in x and x[0] != "#"]
    broken = [x for x in links if not (document.parent / x.split("#")[0]).exists()]

    assert broken == []


@pytest.mark.parametrize("document", PAGES, ids=relative)
def test_paths_that_are_named_are_there(document):
    missing = []
    for path in PATH.findall(document.read_text(encoding="utf-8")):
        # `<name>` and `NNNN_*` stand for any: their folder must be there.
        fixed = re.split(r"[^/]*[<*]", path)[0]
        if path.endswith(".duckdb"):
            continue
        if not ((ROOT / fixed).exists() or (ROOT / "newsfigures" / fixed).exists()):
            missing.append(path)

    assert missing == []


@pytest.mark.parametrize("metric", catalog.metrics())
def test_each_metric_is_defined_in_the_contract(metric):
    contract = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")

    assert re.search(rf"(?m)^\| {metric} \|", contract)


def test_the_contract_defines_no_metric_that_is_not_there():
    table = (ROOT / "docs" / "figures.md").read_text("utf-8").split("## Metrics")[1]
    rows = re.findall(r"(?m)^\| (\w+) \|", table.split("\n## ")[0])

    assert [row for row in rows if row != "metric"] == list(catalog.metrics())


def test_the_page_of_queries_has_each_with_its_question():
    page = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"(?m)^\| `(\w+)` \| (.+) \|$", page))

    assert listed == {
        name: queries.load(name).splitlines()[0].removeprefix("-- ") for name in queries.names()
    }


def test_each_verb_of_the_command_line_is_explained():
    assert re.findall(r"(?m)^\| `(\w+)` \|", COMMANDS) == list(verbs())


def test_each_make_target_is_explained():
    assert sorted(re.findall(r"(?m)^\| `make (\w+)` \|", COMMANDS)) == sorted(targets())


def test_each_address_is_in_the_readme_and_explained():
    for address in http.ADDRESSES:
        assert f"| `{address.path}` |" in COMMANDS
        assert address.wants_token or f"`{address.path}`" in README


def test_each_filter_of_the_addresses_is_explained():
    for one in (*http.FILTERS, http.COLUMNS, *http.PAGING):
        assert re.search(rf"`{one.name}[`=]", COMMANDS), one.name


def test_the_columns_that_sql_can_ask_are_those_of_downloads():
    page = (ROOT / "docs" / "sql.md").read_text(encoding="utf-8")
    listed = re.findall(r"(?m)^\| `(\w+)` \| ([\w ]+) \| (.*?) \| (.+) \|$", page)

    assert listed == [
        (name, said["type"], said["unit"] or "-", said["meaning"])
        for name, said in meanings.columns().items()
    ]


def test_each_variable_of_the_environment_is_explained():
    sources = [ROOT / "manage.py", *(ROOT / "newsfigures").rglob("*.py")]
    read = {
        name
        for file in sources
        for name in re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", file.read_text("utf-8"))
    }

    assert "NEWSFIGURES_DB" in read
    assert {name for name in read if f"`{name}`" not in EVERYTHING} == set()


def shell_lines(text):
    """Every command in a block of shell, without its comment."""
    blocks = re.findall(r"```(?:sh)?\n(.*?)```", text, re.S)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]


def test_commands_of_the_readme_exist_and_parse():
    commands = [line for line in shell_lines(README) if line]
    parser = cli.parser()

    assert any(line.startswith("py -3 manage.py") for line in commands)
    for line in commands:
        words = shlex.split(line.split(" < ")[0])
        if words[0] == "make":
            assert words[1] in targets()
        elif words[:2] == ["py", "-3"]:
            assert words[2] == "manage.py"
            assert words[3] in targets()
        else:
            assert words[:3] == ["python", "-m", "newsfigures"], line
            assert parser.parse_args(words[3:]).verb in verbs()


def test_numbers_in_the_readme_are_those_of_the_data():
    samples = len(list((ROOT / "data" / "samples").glob("*.md")))

    assert f"{samples} sample articles" in README
    assert f"{len(catalog.rows('reference_figures'))} sourced reference figures" in README


def test_each_page_of_the_app_is_in_the_readme():
    table = README.split("| page | question |\n")[1].split("\n\n")[0]
    titles = [row.split("|")[1].strip() for row in table.splitlines()[1:]]
    listed = {title.lower().replace(" ", "_") for title in titles}

    assert listed == {page.stem for page in (ROOT / "pages").glob("*.py")}


def test_each_room_is_in_the_architecture():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "newsfigures"
    rooms = {
        f"newsfigures/{each.name}/" if each.is_dir() else each.name
        for each in package.iterdir()
        if not each.name.startswith("__")
    }

    assert {room for room in rooms if f"{room}`" not in text} == set()


def test_decisions_are_numbered_without_a_gap_and_have_their_parts():
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences"))


def test_the_steps_of_the_extractor_are_modules():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    steps = re.findall(r"`(\w+)\.(?:parse|read|find|choose|link|work_out)", text)
    rooms = {file.stem for file in (ROOT / "newsfigures" / "extraction").iterdir()}

    assert len(steps) > 8
    assert set(steps) - rooms == set()


# Below the project's folder and not of it (.gitignore).
NOT_OURS = {
    ".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis",
    ".import_linter_cache", "test-results", "build",
}  # fmt: skip


PICTURES = (".webp", ".png")


def ours(folder=ROOT):
    """Every text file of the project; git need not be there to list them."""
    for each in sorted(folder.iterdir()):
        if each.name in NOT_OURS or each.name.endswith(".snapshots"):
            continue
        if each.is_dir():
            yield from ours(each)
        elif ".duckdb" not in each.name and each.suffix not in PICTURES:
            yield each


# Spelt in two parts, so that this file is not what it looks for.
FOREIGN = {
    "a machine's path": r"(?<![\w.:/])/(?:" + "home|root|work|Users|tmp" + r")/\w",
    "a package index": "|".join(("files.python" + "hosted", "pypi" + r"\.org", "index" + "-url ")),
    "work to be done": r"\b(?:" + "TO" + "DO|FIX" + r"ME)\b",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_of_ours_names(what):
    pattern = re.compile(FOREIGN[what])
    texts = {relative(file): file.read_text(encoding="utf-8") for file in ours()}
    found = {name: match[0] for name, text in texts.items() if (match := pattern.search(text))}

    assert found == {}
