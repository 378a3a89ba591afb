"""What the guides tell a newcomer to do works as they tell it."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

import manage
from newsfigures import cli
from newsfigures.catalog import ROOT

DOCS = ROOT / "docs"
GUIDES = ("guide", "operating", "developing", "adding-a-metric", "adding-a-format")


def text_of(name):
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def test_each_guide_is_found_from_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8") + text_of("developing")

    assert [name for name in GUIDES if f"{name}.md" not in readme] == []


# -- a metric, as the guide adds it ---------------------------------------------------------------

BLOCK = re.compile(r"(?ms)^ *```(\w+) ([\w/.-]+)\n(.*?)^ *```$")


@pytest.fixture
def copy(tmp_path):
    """The program without its tests, to be changed."""
    for name in ("newsfigures", "data", "queries", "docs"):
        ignore = shutil.ignore_patterns("__pycache__", "*.duckdb*", "pictures")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignore)
    return tmp_path


def newsfigures(folder, *words):
    done = subprocess.run(
        [sys.executable, "-m", "newsfigures", *words],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_metric_is_added_as_its_guide_says(copy):
    guide = text_of("adding-a-metric")
    blocks = {file: re.sub(r"(?m)^   ", "", body) for _, file, body in BLOCK.findall(guide)}
    assert len(blocks) == 4
    for file in ("data/metrics.toml", "newsfigures/extraction/lexicon/metrics.toml"):
        place = copy / file
        place.write_text(f"{place.read_text('utf-8')}\n{blocks[file]}", encoding="utf-8")
    refusal = re.search(r"Take out the one that meant yours, here `([\w-]+)`", guide)[1]
    left, taken = re.subn(
        rf'(?s)\[\[refusal\]\]\nid = "{refusal}"\n.*?\n(?=\n|\Z)', "", place.read_text("utf-8")
    )
    assert taken == 1
    place.write_text(left, encoding="utf-8")
    units = copy / "newsfigures" / "extraction" / "units.py"
    said = blocks["newsfigures/extraction/units.py"]
    family, metric = re.search(r'"(\w+)": \{"(\w+)": 0\.0\}', said).groups()
    code = units.read_text(encoding="utf-8")
    first = f'"{family}": dict.fromkeys(\n        ('
    assert first in code
    units.write_text(code.replace(first, f'{first}"{metric}", '), encoding="utf-8")
    sentence = re.search(r"Of “(.+?)” the first says", guide)[1]
    (copy / "article.txt").write_text(f"{sentence}\n", encoding="utf-8")

    (figure,) = json.loads(newsfigures(copy, "extract", "article.txt"))["figures"]
    why = newsfigures(copy, "explain", "article.txt", "--at", figure["quote"])

    assert (figure["metric"], figure["subject"]) == (metric, "Microsoft")
    assert f'"metric": "{metric}"' in guide
    assert f"read as: {metric.replace('_', ' ')} of Microsoft" in why
    assert f'"{figure["quote"]}"' in guide
    assert re.match(rf"\| {metric} \|.*\|.*\|.*\|\n", blocks["docs/figures.md"])


# -- pictures -------------------------------------------------------------------------------------


def test_each_picture_of_a_document_is_there_small_and_told_in_words():
    named = set()
    for file in (*ROOT.glob("*.md"), *DOCS.glob("*.md")):
        for words, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", file.read_text("utf-8")):
            picture = (file.parent / path).resolve()
            named.add(picture)
            assert len(words) > 30, path
            assert picture.read_bytes()[8:12] == b"WEBP", path
            assert picture.stat().st_size <= 80_000, path

    assert named == {each.resolve() for each in DOCS.rglob("*.webp")}


def test_the_pictures_are_taken_by_a_command(monkeypatch):
    called = []
    monkeypatch.setattr(manage, "install", lambda _: None)
    monkeypatch.setattr(manage, "browser", lambda: None)
    monkeypatch.setattr(manage, "call", lambda *words: called.append(words[-1]) or 0)

    assert manage.gallery(["--docs"]) == 0
    assert called == ["tests/browser/pictures.py"]
    script = (ROOT / called[0]).read_text(encoding="utf-8")
    assert set(re.findall(r'(?m)^    "([\w-]+)": \w+,$', script)) == {
        each.stem for each in (DOCS / "pictures").glob("*.webp")
    }


# -- the container --------------------------------------------------------------------------------

KNOWN = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "ENV", "EXPOSE", "HEALTHCHECK", "CMD"}


def instructions():
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    return [line.split(" ", 1) for line in lines if line and not line.startswith("#")]


def test_the_container_file_is_plain_and_takes_what_is_there():
    steps = instructions()

    assert steps[0][0] == "FROM"
    assert {name for name, _ in steps} <= KNOWN
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for name, words in steps:
        if name == "COPY":
            for source in words.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in ignored, source


def test_the_image_keeps_memory_as_make_run_does():
    (words,) = (words for name, words in instructions() if name == "ENV")
    assert {f"{name}={value}" for name, value in manage.MEMORY.items()} <= set(words.split())


def test_the_image_holds_all_that_the_app_reads():
    """Every page's folder and every file that is read from beside the package is copied."""
    copied = {source for name, words in instructions() if name == "COPY"
              for source in words.split()[:-1]}  # fmt: skip
    parts = re.compile(r'\bROOT((?: / "[^"]+")+)')
    read = {
        "/".join(re.findall(r'"([^"]+)"', found))
        for folder in ("newsfigures", "pages")
        for file in (ROOT / folder).rglob("*.py")
        for found in parts.findall(file.read_text("utf-8"))
    }

    assert {"queries", "CHANGELOG.md", "docs/how-figures-are-read.md"} <= read
    for one in read:
        assert any(one == source or one.startswith(f"{source}/") for source in copied), one


def test_the_command_of_the_container_and_its_check_are_what_they_say():
    steps = dict(instructions())
    command = json.loads(steps["CMD"])

    assert command[:4] == ["python", "-m", "streamlit", "run"]
    assert (ROOT / command[4]).exists()
    check = json.loads(steps["HEALTHCHECK"].split("CMD ")[1])
    compile(check[2], "healthcheck", "exec")
    assert command[-1] in check[2]
    assert command[-1] in steps["EXPOSE"]


# -- the rest -------------------------------------------------------------------------------------


def test_commands_of_the_guides_parse():
    parser = cli.parser()
    for name in (*GUIDES, "snapshots", "bulk"):
        for line in re.findall(r"(?m)^(?: *)python -m newsfigures (.+)$", text_of(name)):
            words = re.findall(r'"[^"]*"|\S+', line.split("#")[0])
            assert parser.parse_args([word.strip('"') for word in words]).verb, line
