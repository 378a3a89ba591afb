"""
How an article reads, as HTML: what an analyst can act on; pure.

Takes the plain values of `readability.Reading.to_dict`, as they are kept in the store.
"""

from collections import Counter
from collections.abc import Mapping
from html import escape
from typing import Any

from newsfigures.ui import words
from newsfigures.ui.passage import facts

Panel = Mapping[str, Any]

LIMITS = (
    "School-grade formulas measure the length of words and sentences, not understanding, and "
    "differ by grades on one text. Do not rank articles or publishers by them."
)


# A figure in a table stands in a row and in no sentence.
_PLACES = ("sentence or table row", "sentences and table rows")


def _share(part: float | None, whole: int, *noun: str) -> str:
    """Return a share as a count: '3 of 4 numbers'; '' when there is nothing to share."""
    if part is None or not whole:
        return ""
    return f"{round(part * whole):,} of {words.count(whole, *noun)} ({part:.0%})"


def _plain(number: float) -> str:
    return f"{number:,.1f}".removesuffix(".0")


def _lengths(panel: Panel) -> str:
    if panel["median_evidence_words"] is None:
        return ""
    return (
        f"median {_plain(panel['median_evidence_words'])} words, "
        f"longest {panel['longest_evidence_words']:,}"
    )


def _vague(panel: Panel) -> str:
    counted = Counter(each.lower() for each in panel["vague"])
    return ", ".join(f"“{said}”" + (f" × {n}" if n > 1 else "") for said, n in counted.items())


def rows(panel: Panel) -> list[tuple[str, str, str]]:
    """Return what there is to say as name, value and note; entries without a value left out."""
    n = panel["evidence_sentences"]
    per_thousand = panel["figures_per_1000_words"]
    found = [
        (
            "Reading time",
            f"{max(1, round(panel['minutes']))} min: {words.count(panel['words'], 'word')}, "
            f"{words.count(panel['sentences'], 'sentence')}",
            "",
        ),
        (
            "Figures",
            f"{panel['figures']:,}"
            + (f", {_plain(per_thousand)} in 1,000 words" if per_thousand is not None else ""),
            "",
        ),
        (
            "Numbers that became figures",
            _share(panel["taken"], panel["numbers"], "number"),
            "The others are under “Seen and refused”, each with its reason.",
        ),
        (
            "Hedged",
            _share(panel["hedged"], n, *_PLACES),
            "Those with a figure and a word such as “could”, “up to”, “reportedly”.",
        ),
        (
            "Credited",
            _share(panel["attributed"], n, *_PLACES),
            "Those with a figure that is credited to somebody.",
        ),
        ("About the future", _share(panel["forecast"], n, *_PLACES), ""),
        (
            "Length of sentences with figures",
            _lengths(panel),
            f"The longest: “{panel['longest_evidence']}”",
        ),
        (
            "Amounts without a value",
            _vague(panel),
            "Words such as these have no number to chart.",
        ),
    ]
    return [row for row in found if row[1]]


def to_read_with_care(panel: Panel, text: str) -> str:
    """Return the sentences that are easily misread as HTML, each with why; '' for none."""
    items = "".join(
        f"<li>{escape(' '.join(text[h['start'] : h['end']].split()))} "
        f"<small>({escape(h['reason'])})</small></li>"
        for h in panel["hard"]
    )
    return f"<h3>Sentences to read with care</h3><ul>{items}</ul>" if items else ""


def small_print(panel: Panel) -> str:
    """Return the grade band with its limits, or why there is none."""
    if panel["not_scored"]:
        return f"School grade: not scored: {panel['not_scored']}."
    return f"School {panel['grade']}, by three formulas ({panel['scored_by']}). {LIMITS}"


def reading(panel: Panel, text: str) -> str:
    """Return the whole panel as HTML."""
    return (
        f'<section class="nf-reading">{facts(rows(panel))}{to_read_with_care(panel, text)}'
        f'<p class="nf-print">{escape(small_print(panel))}</p></section>'
    )
