"""Screening changes the time, never what is found."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures.extraction import document, engine, screening

ROOT = Path(__file__).parents[2]
TEXTS = [
    file.read_text(encoding="utf-8") for file in sorted((ROOT / "data/samples").glob("*.md"))[:12]
]


@pytest.fixture(scope="module")
def watched():
    """Every expression that reading a few articles has had watched."""
    for text in TEXTS:
        engine.extract(text)
    return list(screening._index.watched)


def test_what_an_expression_finds_is_never_screened_away(watched):
    sentences = []
    for text in TEXTS:
        parsed = document.parse(text)
        sentences += [s.span.cut(parsed.clean) for s in parsed.sentences]
    assert len(watched) > 50
    tried = 0
    for one in watched:
        for sentence in (*sentences, *map(str.upper, sentences[:200])):
            if one.pattern.search(sentence):
                assert one.may(sentence), (one.pattern.pattern, sentence)
            else:
                tried += one.may(sentence)
    # Most that cannot match are not tried.
    assert tried < 0.25 * len(watched) * len(sentences)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?i)\bSaid\b", {"said"}),
        (r"colou?r", {"color", "colour"}),
        (r"(?:up|down) from", {"up from", "down from"}),
        (r"[Tt]he (?:end|close)", {"the end", "the close"}),
        (r"\d+ million", {" million"}),
        (r"(?:big )*news", {"news"}),
        (r"(?=once)\w+", {"once"}),
        (r"\w+ing|-ed", {"ing", "-ed"}),
        (r"a{2,}", None),
        (r"\d{4}", None),
        (r"x?", None),
        (r"yes|\d", None),
        (r"é|ü", None),
    ],
)
def test_words_that_every_match_holds(pattern, words):
    found = screening.words_needed(re.compile(pattern))

    assert found == (None if words is None else frozenset(words))


@given(st.text(alphabet="siſıİKkx said", max_size=30))
@settings(max_examples=300)
def test_odd_letters_are_folded_as_expressions_fold_them(text):
    pattern = re.compile(r"(?i)said|kiss|sixs")
    if pattern.search(text):
        assert any(word in screening.folded(text) for word in ("said", "kiss", "sixs"))


def test_an_expression_watched_later_is_taken_in():
    later = screening.watch(r"quillwort \d")

    assert later.search("a quillwort 7")[0] == "quillwort 7"
    assert list(later.finditer("no such plant")) == []


FRESH = """
from newsfigures.extraction import engine

text = (
    "Revenue at Quillon, a Paris-based start-up, should reach $3bn in 2026, according to Dorne "
    "Research. Quillon raised $40m from Harlan Ventures."
)
first, second = engine.extract(text), engine.extract(text)
assert first == second
print([(f.metric, f.subject, f.attributed_to, f.status.value) for f in first.figures])
"""


def test_the_first_text_of_a_process_is_read_like_those_after_it():
    """Expressions that are made when first needed are watched before it is asked which stand."""
    done = subprocess.run(
        [sys.executable, "-c", FRESH], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(
        [
            ("revenue", "Quillon", "Dorne Research", "projected"),
            ("funding_raised", "Quillon", None, "reported"),
        ]
    )
