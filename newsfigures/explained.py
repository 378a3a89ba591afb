"""An explanation of one number in plain lines, for the command line and the pages."""

from collections.abc import Iterator
from decimal import Decimal

from newsfigures.extraction.explain import Because, Explanation
from newsfigures.extraction.weighing import Candidate

MOST = 5  # metrics and refusals shown
# What each field is called; a field left out here is shown under its own name.
NAMES = {
    "status": "status",
    "attributed_to": "said by",
    "horizon": "year it is for",
    "period": "period",
    "cost_basis": "sense of cost",
}
_RULES = {
    "unit": "its unit",
    "carry": "the amount before it",
    "theme": "the amounts around it",
}


def lines(why: Explanation) -> Iterator[str]:
    """Yield the explanation line by line, the verdict first."""
    quantity = why.quantity
    yield f"“{why.quote}” at characters {quantity.span.start} to {quantity.span.end}"
    yield f"value: {value(why)}"
    if quantity.cue:
        yield f"bound: {plain(quantity.qualifier.value)}, because of “{quantity.cue}”"
    else:
        yield f"bound: {plain(quantity.qualifier.value)}"
    yield verdict(why)
    if why.scores.metrics or why.scores.refusals:
        yield "weighed:"
    for candidate in (*why.scores.metrics[:MOST], *why.scores.tilts[:MOST]):
        yield f"  for {candidate_line(candidate)}"
    for candidate in why.scores.refusals[:MOST]:
        yield f"  against any: {candidate_line(candidate)}"
    if why.subjects:
        yield "about:"
    for place, subject in enumerate(why.subjects):
        by = "" if subject.company in (None, subject.name) else f", of {subject.company}"
        known = "" if subject.listed else ", a name not in the list"
        lead = "chosen" if place == 0 else "else"
        yield f"  {lead}: {subject.name}{by}{known} ({'; '.join(subject.reasons)})"
    for because in why.because:
        yield because_line(because)


def value(why: Explanation) -> str:
    """Return value and unit as read, before any metric."""
    quantity = why.quantity
    ends = number(quantity.value)
    if quantity.value_high is not None:
        ends += f" to {number(quantity.value_high)}"
    return f"{ends} {quantity.unit or 'without a unit'}"


def number(amount: Decimal) -> str:
    """Return a number with thousands parted; very large ones as powers of ten."""
    if abs(amount) >= Decimal(10) ** 18:
        return f"{amount:.4g}"
    return f"{amount.normalize():,f}"


def plain(name: str) -> str:
    """Return an id in words."""
    return name.replace("_", " ")


def verdict(why: Explanation) -> str:
    """Return what became of the quantity, with the rule that decided."""
    if why.refused is not None:
        return f"refused: {why.refused.reason} (rule {why.refused.rule})"
    names = ", ".join(figure.subject for figure in why.figures)
    figure = why.figures[0]
    sure = f"confidence {figure.confidence:.2f}"
    return f"read as: {plain(figure.metric)} of {names}, {sure} (rule {figure.rule})"


def candidate_line(candidate: Candidate) -> str:
    """Return one metric or refusal that was weighed, with the words that spoke for it."""
    said = "; ".join(
        _RULES.get(part.rule) or f"“{part.words}” ({part.rule})"
        for part in candidate.evidence[:MOST]
    )
    instead = f", instead of {plain(candidate.instead_of)}" if candidate.instead_of else ""
    return f"{plain(candidate.name)} {candidate.score:.2f}{instead}: {said}"


def because_line(because: Because) -> str:
    """Return why a field has its value."""
    name = NAMES.get(because.field, because.field)
    if not because.words:
        why = (
            "several words near it say so" if because.several else "nothing near it says otherwise"
        )
        return f"{name}: {plain(because.value or 'nobody named')} ({why})"
    words = ", ".join(f"“{word}”" for word in because.words)
    other = plain(because.otherwise or "none")
    return f"{name}: {plain(because.value or 'nobody named')}, because of {words} (else {other})"
