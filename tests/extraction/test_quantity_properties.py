"""What holds for every quantity: spans, neighbours, look-alike characters, the same bytes again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures.extraction import document, quantities_lines
from newsfigures.extraction.quantities import read
from newsfigures.model import Qualifier, Quantity

CASES = Path(__file__).parents[1] / "cases"
NAMES = ("hard_forms", "wild", "synthetic", "negative")
TEXTS = [
    json.loads(line)["text"]
    for name in NAMES
    for line in (CASES / f"{name}.jsonl").read_text().splitlines()
]


def quantities(text: str) -> tuple[Quantity, ...]:
    return read(document.parse(text).clean)


def readings(text: str, shift: int = 0) -> list[tuple]:
    """Everything read of each quantity but its cue, with its span moved back."""
    return [
        (
            q.span.start - shift,
            q.span.end - shift,
            q.value,
            q.value_high,
            q.unit,
            q.qualifier,
        )
        for q in quantities(text)
    ]


def own(text: str) -> str:
    """A text that ends as a sentence does, so that another may follow."""
    return text if text.endswith((".", "!", "?")) else text + "."


texts = st.sampled_from([text for text in TEXTS if not text[0].islower()])


@given(text=texts, before=st.sampled_from(["So it was. ", "Nobody knew.\n\n", "> Well!\n\n"]))
def test_a_neutral_text_in_front_only_shifts_the_spans(text, before):
    assert readings(before + text, len(before)) == readings(text)


@given(text=texts, after=st.sampled_from([" So it was.", "\n\nNobody knew.", " He left early."]))
def test_a_neutral_text_behind_changes_nothing(text, after):
    assert readings(own(text) + after) == readings(own(text))


@given(one=texts, other=texts)
@settings(deadline=None)
def test_two_paragraphs_yield_what_each_of_them_yields(one, other):
    gap = own(one) + "\n\n"
    assert readings(gap + own(other)) == readings(own(one)) + [
        (start + len(gap), end + len(gap), *rest) for start, end, *rest in readings(own(other))
    ]


LOOK_ALIKES = {
    "no-break spaces": str.maketrans({" ": "\u00a0"}),
    "narrow no-break spaces": str.maketrans({" ": "\u202f"}),
    "thin spaces": str.maketrans({" ": "\u2009"}),
    "full-width digits": str.maketrans({str(d): chr(0xFF10 + d) for d in range(10)}),
    "hyphens": str.maketrans({"-": "\u2010"}),
    "no-break hyphens": str.maketrans({"-": "\u2011"}),
    "curly quotes": str.maketrans({"'": "\u2019"}),
    "full-width signs": str.maketrans({"$": "\uff04", "%": "\uff05"}),
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_characters_that_look_alike_read_alike(name):
    changed = 0
    for text in TEXTS:
        if "http" in text:
            # A link ends at a space that is none.
            continue
        other = text.translate(LOOK_ALIKES[name])
        changed += other != text
        assert readings(other) == readings(text), text
    assert changed


CUES = ["about", "nearly", "more than", "at least", "up to", "no more than", "roughly", "under"]


@given(
    cue=st.sampled_from(CUES),
    cased=st.sampled_from([str.upper, str.capitalize, str.title]),
    amount=st.sampled_from(["$5 million", "30 kilometres", "1.2 GW", "40 percent", "six weeks"]),
)
def test_the_case_of_a_cue_changes_nothing(cue, cased, amount):
    (plain,) = quantities(f"It was {cue} {amount} then.")
    (other,) = quantities(f"It was {cased(cue)} {amount} then.")
    assert (plain.qualifier, plain.value, plain.unit) == (other.qualifier, other.value, other.unit)
    assert plain.qualifier is not Qualifier.EXACT


@pytest.mark.parametrize("cased", [str.upper, str.capitalize, str.title])
@pytest.mark.parametrize(
    "words", ["five million dollars", "twenty-one percent", "six euros", "half a billion euros"]
)
def test_the_case_of_a_spelled_number_changes_nothing(words, cased):
    (plain,) = quantities(f"they lost {words} there")
    (other,) = quantities(f"they lost {cased(words)} there")
    assert (plain.value, plain.unit) == (other.value, other.unit)


NOISE = st.text(
    st.sampled_from("0123456789.,-–/%$€£¥()[]{}<>'\"“”‘’ \u00a0\n\tkKmMxX:;+±~°²½"), max_size=120
)


@given(noise=NOISE, end=NOISE, kernel=st.sampled_from(["$5.6 million", "64 km/h", "70 percent"]))
@settings(max_examples=400)
def test_whatever_surrounds_it_a_span_cuts_out_a_quote_with_a_number(noise, end, kernel):
    text = f"{noise} {kernel} {end}"
    last = 0
    for found in quantities(text):
        quote = found.span.cut(text)
        assert last <= found.span.start < found.span.end <= len(text)
        assert quote == text[found.span.start : found.span.end]
        assert any(character.isdigit() or character in "½" for character in quote)
        assert found.span.start <= found.amount.start and found.amount.end <= len(text)
        assert found.value_high is None or found.value < found.value_high
        last = found.span.end


def test_the_same_text_gives_the_same_bytes_in_another_process():
    lines = "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(TEXTS[:80]))
    here = [quantities_lines.answer(line) for line in lines.splitlines()]
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "newsfigures", "quantities"],
            input=lines,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.splitlines() == here
