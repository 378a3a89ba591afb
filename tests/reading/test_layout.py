"""Tables, terms and captions of a page as Markdown, and the figures in them after that."""

import pytest

from newsfigures.extraction.engine import extract
from newsfigures.reading import read

STORY = (
    "<p>Kestrel-3 is a language model by Halden AI, a lab in Oslo. It was shown in March after a "
    "year of work, and is a good deal smaller than the models of its rivals.</p>"
)


def text_of(body):
    page = (
        f"<html><head><title>T</title></head><body><article>{STORY}{body}{STORY}</article></body>"
    )
    return read(f"{page}</html>".encode(), "page.html").text


def between(body):
    """Return what is stored of a part of a page, without blanks at the ends of its lines."""
    text = text_of(body)
    story = text[: text.index("rivals.") + 7]
    lines = text.removeprefix(story).rpartition(story)[0].strip().split("\n")
    return [line.strip() for line in lines if line.strip()]


WIDE = """<table><caption>Sales, $bn</caption><thead>
<tr><th rowspan="2">Company</th><th colspan="2">Revenue</th></tr><tr><th>2024</th><th>2025</th></tr>
</thead><tbody><tr><td>Microsoft</td><td>6.5</td><td>26.0<sup>[1]</sup></td></tr></tbody></table>"""
HIGH = """<table><tr><th>Maker</th><th>Model</th><th>Parameters</th></tr>
<tr><td rowspan="2">Mistral AI</td><td>Mixtral 8x7B</td><td>46.7B</td></tr>
<tr><td>Mixtral 8x22B</td><td>141B</td></tr></table>"""
BOX = """<table class="infobox"><tr><th colspan="2">Kestrel-3</th></tr>
<tr><th scope="row">Developer</th><td>Halden AI</td></tr>
<tr><th scope="row">Parameters</th><td>180<br>billion <span style="display:none">7</span></td></tr>
<tr><th scope="row">Training tokens</th><td>3.5 trillion</td></tr></table>"""
BOLD = """<table><tr><td><b>Model</b></td><td><strong>Parameters</strong></td></tr>
<tr><td>Kimi K2</td><td>1,040B</td></tr></table>"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (WIDE, ["Sales, $bn", "| Company | Revenue 2024 | Revenue 2025 |", "|---|---|---|",
                "| Microsoft | 6.5 | 26.0 |"]),
        (HIGH, ["| Maker | Model | Parameters |", "|---|---|---|",
                "| Mistral AI | Mixtral 8x7B | 46.7B |", "| Mistral AI | Mixtral 8x22B | 141B |"]),
        (BOX, ["Kestrel-3", "| Developer | Halden AI |", "| Parameters | 180 billion |",
               "| Training tokens | 3.5 trillion |"]),
        (BOLD, ["| Model | Parameters |", "|---|---|", "| Kimi K2 | 1,040B |"]),
        ("<dl><dt>Chips</dt><dd>2,048 H100 GPUs</dd><dt>Power:</dt><dd>3 MW</dd></dl>",
         ["- Chips: 2,048 H100 GPUs", "- Power: 3 MW"]),
        ('<figure><img src="9-billion.jpg"><figcaption>Its site has 200 MW.</figcaption></figure>',
         ["Its site has 200 MW."]),
    ],
    ids=["wide heads", "high cells", "box of facts", "bold heads", "terms", "caption"],
)  # fmt: skip
def test_the_layout_of_a_page_is_made_plain(body, expected):
    assert between(body) == expected


def test_a_table_that_lays_out_a_page_keeps_its_paragraphs():
    stories = "".join(STORY.replace("March", f"March {year}") for year in range(2010, 2022))
    body = f"<table><tr><td>{stories}</td></tr><tr><td>Share</td></tr></table>"
    assert text_of(body).count("It was shown in March") >= 12


def test_a_wide_cell_of_a_huge_span_stays_bounded():
    body = '<table><tr><td colspan="99999999">Kestrel-3</td></tr><tr><td>9</td></tr></table>'
    assert len(text_of(body)) < 2000


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (WIDE, ["6.5 revenue Microsoft 6500000000", "26.0 revenue Microsoft 26000000000"]),
        (HIGH, ["46.7B parameters Mixtral 8x7B 46700000000",
                "141B parameters Mixtral 8x22B 141000000000"]),
        (BOX, ["180 billion parameters Kestrel-3 180000000000",
               "3.5 trillion training_tokens Kestrel-3 3500000000000"]),
        ("<h2>Fjord One</h2><p>Fjord One is a data centre of Halden AI.</p>"
         "<dl><dt>Chips</dt><dd>2,048 H100 GPUs</dd><dt>Power</dt><dd>3 MW</dd></dl>",
         ["2,048 H100 GPUs gpu_count Fjord One 2048", "3 MW power_capacity Fjord One 3"]),
    ],
    ids=["wide heads", "high cells", "box of facts", "terms"],
)  # fmt: skip
def test_the_figures_of_a_page_are_read_from_its_layout(body, expected):
    found = extract(text_of(body)).figures
    assert [f"{f.quote} {f.metric} {f.subject} {f.value:f}" for f in found] == expected
