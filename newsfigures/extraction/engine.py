"""
The steps from a text to its figures, in the order of docs/architecture.md.

    >>> found = extract("OpenAI raised $40 billion from SoftBank.")
    >>> [(f.metric, f.company, f.quote) for f in found.figures]
    [('funding_raised', 'OpenAI', '$40 billion')]
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from newsfigures.catalog import Entity
from newsfigures.extraction import (
    attribution,
    basis,
    cells,
    checks,
    confidence,
    derived,
    direction,
    echoes,
    edition,
    floors,
    horizon,
    inblocks,
    keyed,
    known,
    lent,
    linking,
    lists,
    metrics,
    names,
    period,
    status,
)
from newsfigures.extraction.corners import gives
from newsfigures.extraction.document import Document, Sentence, parse
from newsfigures.extraction.fits import COMPANY_METRICS, JOINT_METRICS, TRAINED
from newsfigures.extraction.linking import Link
from newsfigures.extraction.mention import Mention, starts
from newsfigures.extraction.metrics import Choice
from newsfigures.extraction.passage import Passage
from newsfigures.extraction.units import Measured, measured
from newsfigures.model import Extraction, Figure, Quantity, Rejection, Span

__all__ = ["extract"]

NO_SUBJECT = "The text does not name what or whom this is about."
_SHARED = frozenset({"share_price_change", "funding_raised", "headcount"})
EACH = ("stated for each of several",)


def extract(
    text: str, published: date | None = None, *, extra: Sequence[Entity] = ()
) -> Extraction:
    """
    Return what an article's text says: figures in text order, what follows, what was refused.

    `published` is the day the article appeared; without it the day in the front matter counts,
    and without that "next year" has no year. `extra` are names to know besides those listed.
    """
    with known.knowing(extra):
        return replace(_extracted(text, published), read_by=edition.now(extra))


def _extracted(text: str, published: date | None) -> Extraction:
    reading, passage = prepare(text, published)
    figures: list[Figure] = []
    refused: list[Rejection] = []
    for index, (quantity, choice) in enumerate(
        zip(passage.quantities, metrics.choose(passage), strict=True)
    ):
        reading.decide(passage, index, quantity, choice, figures, refused)
    figures.sort(key=lambda f: (f.start, f.end))
    figures = checks.marked(figures)
    return Extraction(
        figures=tuple(figures),
        derived=derived.work_out(figures),
        rejections=tuple(refused),
    )


def prepare(text: str, published: date | None = None) -> tuple["Reading", Passage]:
    """Return a text laid out for the steps, and the words around each quantity in it."""
    document = parse(text)
    read = lent.currencies(document, inblocks.read(document))
    found = keyed.scaled(document, cells.read(document, read))
    reading = Reading(
        document=document,
        mentions=names.find(document) if found else (),  # nobody's, without a quantity
        published=published or _dated(document),
    )
    return reading, Passage(document, found, reading.mentions)


def _dated(document: Document) -> date | None:
    for key in ("published", "date"):
        try:
            return date.fromisoformat(document.front_matter.get(key, "")[:10])
        except ValueError:
            continue
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document being read."""

    document: Document
    mentions: Sequence[Mention]
    published: date | None

    def decide(
        self,
        passage: Passage,
        index: int,
        quantity: Quantity,
        choice: Choice,
        figures: list[Figure],
        refused: list[Rejection],
    ) -> None:
        """Add a quantity to the figures, or to what was refused with the reason."""
        text = self.document.text
        if choice.metric is None:
            quote = quantity.span.cut(text)
            refused.append(
                Rejection(span=quantity.span, quote=quote, rule=choice.rule, reason=choice.reason)
            )
            return
        place = passage.sentence(index)
        sentence = None if place is None else self.document.sentences[place]
        link = linking.link(self.document, self.mentions, quantity, choice.metric, sentence)
        link = link or _as_told(quantity, choice.metric, figures)
        if link is None or (choice.metric == "relative_cost" and link.relative_to is None):
            quote = quantity.span.cut(text)
            refused.append(
                Rejection(span=quantity.span, quote=quote, rule="no-subject", reason=NO_SUBJECT)
            )
            return
        stretch = sentence.span if sentence else _row(passage, index, quantity)
        for one in self._shared(quantity, choice.metric, link, sentence):
            figures.append(self._figure(quantity, choice, choice.metric, one, sentence, stretch))

    def _shared(
        self, quantity: Quantity, metric: str, link: Link, sentence: Sentence | None
    ) -> list[Link]:
        """Return a link for each company that an amount is stated for (`A and B each`)."""
        models = metric in TRAINED
        if sentence is None or not (models or metric in JOINT_METRICS | _SHARED):
            return [link]
        begin = starts(self.mentions, self.document.kept)
        low = bisect_left(begin, sentence.span.start)
        high = bisect_left(begin, sentence.span.end)
        inside = self.mentions[low:high]
        kinds = lists.MODELS if models else lists.COMPANIES
        run = lists.each(self.document.clean, sentence.span, quantity.span, inside, kinds)
        if (
            run
            and metric == "funding_raised"
            and gives(self.document.clean, run[-1], quantity.span)
        ):
            return [link]  # `A and B each put in $1m`: it is for neither
        return [
            replace(link, subject=m.name, company=m.company, listed=m.listed, reasons=EACH)
            for m in run
        ] or [link]

    def _figure(
        self,
        quantity: Quantity,
        choice: Choice,
        metric: str,
        link: Link,
        sentence: Sentence | None,
        stretch: Span,
    ) -> Figure:
        document = self.document
        amount = self._amount(quantity, metric, stretch)
        at = amount.span
        # What is said twice, in two currencies, is said of the first: `€3bn ($3.5bn)`.
        said = at if sentence is None else echoes.first_said(document.clean, at)
        place = sentence and (document.sentence_at(said.start) or sentence)
        source = attribution.read(document, self.mentions, place, said, link, metric)
        standing = status.read(
            document, place, said, metric, source, link=link, published=self.published
        )
        year = horizon.read(document, place, said, metric, standing, self.published)
        begin = starts(self.mentions, document.kept)
        low = bisect_left(begin, stretch.start)
        high = bisect_left(begin, stretch.end)
        near = self.mentions[low:high]
        figure = Figure(
            metric=metric,
            subject=link.subject,
            company=link.company,
            value=amount.value,
            value_high=amount.value_high,
            unit=amount.unit,
            qualifier=floors.read(document, sentence, at, metric, quantity.qualifier),
            status=standing,
            attributed_to=source,
            horizon=year,
            period=period.read(document, place, said, metric, self.published, horizon=year),
            relative_to=link.relative_to,
            start=at.start,
            end=at.end,
            quote=at.cut(document.text),
            sentence_start=stretch.start,
            sentence_end=stretch.end,
            confidence=confidence.of(
                confidence.clues(choice, link, near, stretch, table=sentence is None)
            ),
            rule=f"{metric}:{choice.rule}",
            hardware=link.hardware,
            cost_basis=basis.read(document, sentence, at) if metric == "training_cost" else None,
            subject_listed=link.listed,
            reasons=_reasons(quantity, choice, metric, link),
        )
        figure.check("this text", document.text)
        return figure

    def _amount(self, quantity: Quantity, metric: str, stretch: Span) -> Measured:
        amount = measured(quantity, metric)
        if metric not in direction.SIGNED:
            return amount
        sign = direction.read(self.document, stretch, amount.span, metric)
        low = direction.signed(amount.value, sign)
        high = amount.value_high
        if high is not None:
            low, high = sorted((low, direction.signed(high, sign)))
        return Measured(low, high, amount.unit, amount.span)


def _as_told(quantity: Quantity, metric: str, told: Sequence[Figure]) -> Link | None:
    """Return whom the same amount was about before, where all who had it are one."""
    if metric not in COMPANY_METRICS or quantity.value_high is not None:
        return None
    amount = measured(quantity, metric)
    same = [
        f for f in told
        if f.metric == metric and f.unit == amount.unit and abs(f.value) == abs(amount.value)
    ]  # fmt: skip
    if not same or len({(f.subject, f.company) for f in same}) > 1:
        return None
    first = same[0]
    why = ("the same amount was said of it before",)
    return Link(first.subject, first.company, None, None, first.subject_listed, why, 0.4)


def _row(passage: Passage, index: int, quantity: Quantity) -> Span:
    """Return the row of a table cell, else the words of the quantity alone."""
    found = passage.cell(index)
    if found is None:
        return quantity.span
    table, cell = found
    row = table.rows[cell.row]
    return Span(row[0].span.start, row[-1].span.end)


def _reasons(quantity: Quantity, choice: Choice, metric: str, link: Link) -> tuple[str, ...]:
    words = ", ".join(f"“{word}”" for word in choice.words if word)
    steps = [f"{metric.replace('_', ' ')} because of {words}" if words else metric]
    steps.append(f"about {link.subject}: {'; '.join(link.reasons)}")
    if quantity.cue:
        steps.append(f"{quantity.qualifier.value.replace('_', ' ')} because of “{quantity.cue}”")
    return tuple(steps)
