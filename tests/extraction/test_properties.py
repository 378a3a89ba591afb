"""What must hold for every text: spans cut quotes, places do not matter, same in, same out."""

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures.extraction.engine import extract
from newsfigures.records import extraction_record
from tests import evaluate

DAY = date(2025, 6, 30)
TEXTS = [
    file.read_text(encoding="utf-8")
    for file in sorted((evaluate.ROOT / "data" / "samples").glob("*.md"))
]
NEUTRAL = (
    "The weather was mild and the streets were quiet.\n\n",
    "Rain fell over the hills. Nobody minded.\n\n",
    "\n\n\n",
)
# What stands around a number in the wild; the reading may differ, the spans must cut the quotes.
PIECES = st.sampled_from(
    [
        "OpenAI raised $6.6 billion.", "The model cost $5.6 million to train.", " ", "\n\n", "\n",
        "| Model | Cost |\n| --- | --- |\n| GPT-4 | $78m |\n", "- **Meta**: $65 billion\n",
        "“It took 2.788 million GPU hours,” DeepSeek said.", "½", "🇨🇳", "\u00a0", "（", "€",
        "between $2 and $3 billion", "\u202f000", "\\$7\\~9 billion", "*", "[1]", "<b>",
        "DeepSeek-V3", "# Costs\n", "1e25 FLOP",
    ]
)  # fmt: skip


def body(text):
    """An article without its front matter, whose title and date are about the whole of it."""
    return re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)


def whole(figures, by=0):
    """Figures as plain values, their places moved."""
    return [
        {
            **extraction_record("", extraction)["figures"][n],
            "start": f.start + by,
            "end": f.end + by,
            "sentence_start": f.sentence_start + by,
            "sentence_end": f.sentence_end + by,
        }
        for extraction in [figures]
        for n, f in enumerate(extraction.figures)
    ]


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=12))
def test_every_span_cuts_its_quote_whatever_stands_around_it(pieces):
    text = "".join(pieces)
    found = extract(text, DAY)
    for figure in found.figures:
        assert text[figure.start : figure.end] == figure.quote
        assert figure.sentence_start <= figure.start < figure.end <= figure.sentence_end
        assert 0 <= figure.confidence <= 1
    for refused in found.rejections:
        assert refused.span.cut(text) == refused.quote


@pytest.mark.parametrize("lead", NEUTRAL)
def test_neutral_text_in_front_only_moves_the_places(lead):
    for text in map(body, TEXTS):
        plain, moved = extract(text, DAY), extract(lead + text, DAY)
        assert whole(plain, len(lead)) == whole(moved)


def test_the_same_text_gives_the_same_bytes():
    for text in TEXTS[:8]:
        one, two = (json.dumps(extraction_record("x", extract(text, DAY))) for _ in range(2))
        assert one == two


def test_line_ends_of_another_system_are_no_other_text():
    for text in TEXTS[:8]:
        flat = text.replace("\n", "\r\n").replace("\r\n", "\n")
        assert extract(flat, DAY) == extract(text, DAY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OpenAI RAISED $6.6 billion from Thrive.", "OpenAI raised $6.6 billion from Thrive."),
        ("Training GPT-4 COST about $78 MILLION.", "Training GPT-4 cost about $78 million."),
        ("Meta will spend $65\u00a0billion on servers.", "Meta will spend $65 billion on servers."),
        ("OpenAI raised $60–65 billion.", "OpenAI raised $60-65 billion."),
        ("OpenAI is valued at ＄500 billion.", "OpenAI is valued at $500 billion."),
    ],
)
def test_case_of_cues_and_variants_of_signs_do_not_change_a_reading(one, other):
    first, second = extract(one, DAY).figures, extract(other, DAY).figures
    assert len(first) == 1
    names = ("metric", "subject", "company", "value", "value_high", "unit", "qualifier", "status")
    assert [getattr(first[0], n) for n in names] == [getattr(second[0], n) for n in names]
