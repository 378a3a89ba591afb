"""What `behind` leaves out changes the time, never what is found."""

import json
import random
from pathlib import Path

import pytest

from newsfigures.extraction import prose, quantities
from newsfigures.extraction.quantities import behind, hedges, tables

ROOT = Path(__file__).parents[2]
FILES = [*(ROOT / "data/samples").glob("*.md"), *(ROOT / "tests/gold/articles").glob("*.md")]
HARD = (ROOT / "tests/cases/hard_forms.jsonl").read_text(encoding="utf-8").splitlines()
TEXTS = [file.read_text(encoding="utf-8") for file in sorted(FILES)]
TEXTS += [json.loads(line)["text"] for line in HARD]


def spliced(number, seed=3):
    """Stretches of a few words from anywhere, put together as no writer would."""
    draw = random.Random(seed)
    words = [text.split() for text in TEXTS]
    for _ in range(number):
        pieces = []
        for _ in range(40):
            source = draw.choice(words)
            at = draw.randrange(len(source))
            pieces += source[at : at + draw.randint(2, 6)]
        yield " ".join(pieces)


def forms():
    """Every listed form that may stand behind a number, in each gap and case."""
    listed = {
        *tables.money_words(),
        *tables.scale_words(),
        *tables.known(),
        *tables.denominators(),
        *hedges._after()[1],
    }
    for form in sorted(listed):
        yield from (f"It took 20{gap}{form} so far." for gap in (" ", "-", ""))
        yield from (f"It took 20 {word} so far." for word in (form.upper(), form.title()))


@pytest.mark.parametrize("texts", [TEXTS, list(spliced(80)), list(forms())])
def test_asking_every_reader_finds_nothing_more(texts, monkeypatch):
    clean = [prose.clean(text) for text in texts]
    found = [quantities.read(text) for text in clean]
    assert sum(map(len, found)) > len(texts) / 4
    monkeypatch.setattr(behind, "at", lambda text, end: behind.ANYTHING)
    for text, read in zip(clean, found, strict=True):
        assert quantities.read(text) == read, text
