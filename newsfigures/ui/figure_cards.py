"""
An article's figures as an HTML list beside its text; pure: rows in, escaped HTML out.

Rows are those of `seen.Seen`. Each metric's theme has a shape and an underline of its own, so
that figures can be told apart without colour.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from newsfigures.catalog import metrics
from newsfigures.model import Rejection, Span
from newsfigures.plain import plain
from newsfigures.ui import words
from newsfigures.ui.highlight import Layer, Mark
from newsfigures.ui.seen import Seen

Row = Mapping[str, Any]

SHAPES: dict[str, str] = {
    "cost": "●",
    "compute": "■",
    "model": "▲",
    "investment": "◆",
    "market": "★",
    "company": "○",
    "price": "▼",
}
MOST_REFUSED = 300
LIST = "figures-of-the-article"


def theme(row: Row) -> str:
    """Return the theme of a figure's metric, which decides its shape and underline."""
    return metrics()[row["metric"]].theme


def name(row: Row) -> str:
    """Return shape and metric: '● Training cost'."""
    return f"{SHAPES[theme(row)]} {words.label(row['metric'])}"


def about(row: Row) -> str:
    """Return whom a figure is about, with the company behind the name where it is another."""
    subject, company = words.known(row["subject"]), words.known(row["company"])
    return subject if company in ("", subject) else f"{subject} · {company}"


def place(row: Row) -> str:
    """Return the id of a figure's mark in the text."""
    return f"at-{row['claim_id']}"


def card_id(row: Row) -> str:
    """Return the id of a figure's entry in the list."""
    return f"of-{row['claim_id']}"


def _in_table(text: str, row: Row) -> bool:
    """Say whether a figure stands in a table's row, where there is no room for long words."""
    start = text.rfind("\n", 0, row["start_offset"]) + 1
    return text[start : row["start_offset"]].lstrip().startswith("|")


def _hint(row: Row) -> str:
    label = words.label(row["metric"])
    return f"{label} of {about(row)}: {words.amount(row)}, {row['status']}"


def marks(seen: Seen, focus: str = "", *, refused: bool = False) -> list[Mark]:
    """Return a mark for each figure, and for what was refused where that is wanted."""
    found = [
        Mark(
            span=Span(row["start_offset"], row["end_offset"]),
            kind=theme(row),
            badge=f"{number} {SHAPES[theme(row)] if _in_table(seen.text, row) else name(row)}",
            hint=_hint(row),
            anchor=place(row),
            target=card_id(row),
            focus=row["claim_id"] == focus,
        )
        for number, row in enumerate(seen.figures, start=1)
    ]
    if refused:
        taken = [mark.span for mark in found]
        found += [
            Mark(span=each.span, kind="refused", hint=f"Seen and refused: {each.reason}")
            for each in seen.refused[:MOST_REFUSED]
            if not any(each.span.overlaps(span) for span in taken)
        ]
    return found


def hard_sentences(seen: Seen) -> list[Layer]:
    """Return the sentences that are easily misread as layers under the marks."""
    return [
        Layer(span=Span(h["start"], h["end"]), kind="hard", hint=f"Read with care: {h['reason']}")
        for h in seen.reading["hard"]
    ]


def _facts(row: Row) -> list[str]:
    said = words.known(row.get("attributed_to"))
    compared = words.known(row.get("relative_to"))
    hardware = words.known(row.get("hardware"))
    if row["origin"] == "derived":
        source = "worked out, not stated"
    else:
        source = f"says {said}" if said else "no source named"
    reviewed = {"accepted": "accepted", "edited": "corrected", "added": "added by hand"}
    facts = [
        reviewed.get(words.known(row.get("review")), ""),
        words.STATUSES[row["status"]][0].lower(),
        source,
        words.time(row) if row["origin"] != "derived" else "",
        words.sense(row).lower() if row["origin"] != "derived" else "",
        f"against {compared}" if compared else "",
        f"on {hardware}" if hardware else "",
    ]
    return [fact for fact in facts if fact]


def _value(row: Row) -> str:
    """Return the normalised value as HTML, short with its bound and in full."""
    return (
        f"<strong>{escape(words.amount(row))}</strong> "
        f'<span class="nf-small">({escape(words.value(row))})</span>'
    )


def _head(number: str, row: Row) -> str:
    return (
        f'<div class="nf-head"><b>{escape(number)}</b> {escape(name(row))} '
        f"<span>{escape(about(row))}</span></div>"
    )


def _why(row: Row) -> str:
    """Return the steps that led to a figure, folded."""
    steps = "".join(f"<li>{escape(str(step))}</li>" for step in row["reasons"])
    listed = "" if row["subject_listed"] else "<li>The name is not in our list of names.</li>"
    rule = f"<li>Rule: {escape(str(row['rule']))}</li>"
    return f"<details><summary>Why it was read so</summary><ul>{steps}{listed}{rule}</ul></details>"


def _warning(row: Row) -> str:
    """Return which other figures of the article a figure does not fit, as HTML."""
    said = words.known(row.get("warning"))
    return f'<div class="nf-warning">⚠ {escape(said)}</div>' if said else ""


def _classes(row: Row, focus: bool) -> str:
    return f"nf-card nf-{theme(row)}" + (" nf-focus" if focus else "")


def figure_card(number: int, row: Row, *, focus: bool = False) -> str:
    """Return one figure as a list entry: the words as written beside the normalised value."""
    confidence = f"confidence {row['confidence']:.2f} of 1"
    facts = " · ".join(map(escape, [*_facts(row), confidence]))
    return (
        f'<li id="{escape(card_id(row))}" class="{_classes(row, focus)}">{_head(str(number), row)}'
        f'<div class="nf-value"><q>{escape(plain(row["quote"]))}</q> = '
        f"{_value(row)}</div>"
        f'<div class="nf-small">{facts}</div>{_warning(row)}'
        f'<div class="nf-small"><a href="#{escape(place(row))}">Show in the text</a></div>'
        f"{_why(row)}</li>"
    )


def derived_card(
    row: Row, numbers: Mapping[str, int], quotes: Mapping[str, str], *, focus: bool = False
) -> str:
    """Return one derived figure as a list entry, with its formula and what goes into it."""
    inputs = ", ".join(
        f"<b>{numbers[i]}</b> <q>{escape(quotes[i])}</q>" for i in row["inputs"] if i in numbers
    )
    formula = words.formula(words.known(row["formula"]))
    return (
        f'<li id="{escape(card_id(row))}" class="{_classes(row, focus)}">{_head("=", row)}'
        f'<div class="nf-value">{_value(row)}</div>'
        f'<div class="nf-small">{" · ".join(map(escape, _facts(row)))}</div>'
        f'<div class="nf-small">{escape(formula[:1].upper() + formula[1:])}, from {inputs}</div>'
        "</li>"
    )


def cards(seen: Seen, focus: str = "") -> str:
    """Return all figures in the order of the text, then the derived ones."""
    numbers = {row["claim_id"]: n for n, row in enumerate(seen.figures, start=1)}
    quotes = {row["claim_id"]: plain(row["quote"]) for row in seen.figures}
    if not seen.figures:
        return (
            f'<section class="nf-cards" id="{LIST}"><h3>No figures</h3><p>No rule found a figure '
            "here that one of our measures takes. That is a result, not a fault: see what was "
            "seen and refused.</p></section>"
        )
    listed = "".join(
        figure_card(n, row, focus=row["claim_id"] == focus)
        for n, row in enumerate(seen.figures, start=1)
    )
    derived = "".join(
        derived_card(row, numbers, quotes, focus=row["claim_id"] == focus)
        for row in seen.worked_out
    )
    more = f"<h3>Worked out from them</h3><ol>{derived}</ol>" if derived else ""
    head = f"<h3>{words.count(len(seen.figures), 'figure')}</h3>"
    return f'<section class="nf-cards" id="{LIST}">{head}<ol>{listed}</ol>{more}</section>'


def refusals(rejections: Sequence[Rejection]) -> str:
    """Return what was seen and refused as an HTML table, in the order of the text."""
    rows = "".join(
        f"<tr><td><q>{escape(plain(each.quote))}</q></td><td>{escape(each.reason)}</td></tr>"
        for each in rejections[:MOST_REFUSED]
    )
    left = len(rejections) - MOST_REFUSED
    more = f"<p>… and {left:,} more</p>" if left > 0 else ""
    return (
        '<table class="nf-rows"><thead><tr><th>As written</th><th>Why it is no figure</th></tr>'
        f"</thead><tbody>{rows}</tbody></table>{more}"
    )
