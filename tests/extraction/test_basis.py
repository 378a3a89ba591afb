"""In which sense of "cost" a training cost is meant."""

import pytest

from newsfigures.extraction import basis
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.model import CostBasis
from tests.extraction import marked


def read(text):
    place = marked.read(text)
    return basis.read(place.document, place.sentence, place.at).value


@pytest.mark.parametrize("entry", lexicon("bases")["cue"], ids=lambda e: e["example"][:50])
def test_a_cue_gives_its_basis_and_its_look_alike_none(entry):
    assert read(entry["example"]) == entry["basis"]
    assert read(entry["counter"]) == "unspecified"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Verra 2 cost [$9m] by depreciation and $20m at cloud prices.",
         "amortised_hardware_energy"),
        ("Verra 2 cost $9m by depreciation and [$20m] at cloud prices.", "cloud_estimate"),
        ("Verra 2 cost [$9m]. That covers the final run only.", "final_run_rental"),
        ("Count the rented hours. That makes [$9m] for Verra 2.", "final_run_rental"),
        ("At cloud prices Tern cost $2m. Dorne prefers [$9m] for Verra 2.", "unspecified"),
        ("Verra 2 cost [$9m]. Staff cheered.", "unspecified"),
        ("Verra 2 cost [$9m], assuming $2 per GPU hour.", "final_run_rental"),
    ],
)  # fmt: skip
def test_the_nearest_words_decide(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("basis_cell", "expected"),
    [("cloud price", "cloud_estimate"), ("rental, final run", "final_run_rental"),
     ("hardware share and energy", "amortised_hardware_energy"), ("not stated", "unspecified")],
)  # fmt: skip
def test_a_row_gives_the_basis_of_its_cells(basis_cell, expected):
    text = f"| Model | Basis | Cost |\n|---|---|---|\n| Verra 2 | {basis_cell} | [$9m] |\n"
    assert read(text) == expected


def test_a_footnote_gives_the_basis_of_its_cell():
    text = "| Model | Cost |\n|---|---|\n| Verra 2 | [$9m] [^1] |\n\n[^1]: At cloud prices.\n"
    assert read(text) == "cloud_estimate"


def test_every_basis_has_a_cue():
    named = {entry["basis"] for entry in lexicon("bases")["cue"]}
    assert named == {b.value for b in CostBasis}
