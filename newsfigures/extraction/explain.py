"""
Why a number was read as it was: every step laid open, for one quantity of a text.

The metric is explained by what was weighed (`metrics.explain`). The other fields are explained
by trial: the text is read again with a word left out, and the words without which the field
would be another are those that decided. So an explanation cannot drift from the rules: it is
made by them. Subjects are ranked the same way: who it would be about if the first were not named.

    >>> why = at("OpenAI said it would spend $40 billion on data centres by 2029.", 27)
    >>> [(b.field, b.value, b.words) for b in why.because if b.words]
    [('attributed_to', 'OpenAI', ('OpenAI said',)), ('horizon', '2029', ('2029',))]
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from newsfigures.catalog import Entity
from newsfigures.errors import NoQuantityError
from newsfigures.extraction import engine, known, linking, metrics
from newsfigures.extraction import patterns as re
from newsfigures.extraction.metrics import Choice
from newsfigures.extraction.passage import Passage
from newsfigures.extraction.weighing import Scores
from newsfigures.model import Figure, Quantity, Rejection, Span

__all__ = ["Because", "Explanation", "Subject", "at"]

FIELDS = ("status", "attributed_to", "horizon", "period", "cost_basis")
MOST_SUBJECTS = 4
NEXT = 2  # characters between two words that are shown as one stretch
WORD = re.compile(r"[\w$€£¥%]+(?:[’'&.-]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """
    Why a field has its value.

    `words` are those without which it would be `otherwise` (a value, None for none), as they
    stand in the text, `spans` where. Without words either `several` say the same, so that none
    of them decides, or the value is what such a figure has when nothing near it says otherwise.
    """

    field: str
    value: str | None
    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    otherwise: str | None = None
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom a quantity could be about; the first is whom it was taken to be about."""

    name: str
    company: str | None
    listed: bool
    strength: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """
    All that was weighed for one quantity.

    `choice` and `scores` are those of the metric. `figures` are what it became (several when it
    is stated for each of several companies), `refused` is set when it became none. `subjects`
    and `because` are empty for a quantity without a metric.
    """

    quantity: Quantity
    quote: str
    choice: Choice
    scores: Scores
    figures: tuple[Figure, ...]
    refused: Rejection | None
    subjects: tuple[Subject, ...]
    because: tuple[Because, ...]


def at(
    text: str, offset: int, published: date | None = None, *, extra: Sequence[Entity] = ()
) -> Explanation:
    """
    Explain the quantity that stands at an offset of a text.

    `extra` are names to know besides those listed, as for `engine.extract`.

    Raises:
        NoQuantityError: No quantity stands there; it names the nearest one.
    """
    with known.knowing(extra):
        return _explained(text, offset, published)


def _explained(text: str, offset: int, published: date | None) -> Explanation:
    reading, passage = engine.prepare(text, published)
    index = _index(passage, offset)
    quantity = passage.quantities[index]
    choice, scores = metrics.explain(passage, index)
    figures, refused = _decide(reading, passage, index, choice)
    subjects: tuple[Subject, ...] = ()
    because: tuple[Because, ...] = ()
    if choice.metric is not None:
        subjects = tuple(_subjects(reading, passage, index, choice.metric))
    if figures:
        because = tuple(_because(reading, passage, index, choice, figures[0]))
    return Explanation(
        quantity=quantity,
        quote=quantity.span.cut(text),
        choice=choice,
        scores=scores,
        figures=tuple(figures),
        refused=refused[0] if refused else None,
        subjects=subjects,
        because=because,
    )


def _index(passage: Passage, offset: int) -> int:
    spans = [quantity.span for quantity in passage.quantities]
    for index, span in enumerate(spans):
        if span.start <= offset < span.end:
            return index
    text = passage.document.text
    near = min(spans, key=lambda s: min(abs(s.start - offset), abs(s.end - offset)), default=None)
    if near is None:
        raise NoQuantityError(offset, len(text), None, "")
    raise NoQuantityError(offset, len(text), near.start, near.cut(text))


def _decide(
    reading: engine.Reading, passage: Passage, index: int, choice: Choice
) -> tuple[list[Figure], list[Rejection]]:
    figures: list[Figure] = []
    refused: list[Rejection] = []
    reading.decide(passage, index, passage.quantities[index], choice, figures, refused)
    return figures, refused


def _subjects(
    reading: engine.Reading, passage: Passage, index: int, metric: str
) -> Iterator[Subject]:
    """Yield whom it is about, then whom it would be about were those before not named."""
    place = passage.sentence(index)
    sentence = None if place is None else reading.document.sentences[place]
    mentions = list(reading.mentions)
    for _ in range(MOST_SUBJECTS):
        link = linking.link(reading.document, mentions, passage.quantities[index], metric, sentence)
        if link is None:
            return
        yield Subject(
            name=link.subject,
            company=link.company,
            listed=link.listed,
            strength=link.strength,
            reasons=link.reasons,
        )
        left = [m for m in mentions if link.subject not in (m.name, m.surface)]
        if len(left) == len(mentions):
            return
        mentions = left


def _because(
    reading: engine.Reading, passage: Passage, index: int, choice: Choice, figure: Figure
) -> Iterator[Because]:
    """Yield for each field that has a say the words without which it would be another."""
    clean = reading.document.clean
    trials: dict[Span, Figure | None] = {}
    own = Span(figure.sentence_start, figure.sentence_end)
    around = [Span(own.start, figure.start), Span(figure.end, own.end)]
    bare = _without(reading, passage, index, choice, around)
    for field in FIELDS:
        value = getattr(figure, field)
        if value is None and field not in ("attributed_to",):
            continue
        decided: list[tuple[Span, str | None]] = []
        for region in _regions(passage, figure):
            for word in WORD.finditer(clean, region.start, region.end):
                span = Span(*word.span())
                if span.overlaps(figure.span):
                    continue
                if span not in trials:
                    trials[span] = _without(reading, passage, index, choice, [span])
                other = trials[span]
                if other is not None and getattr(other, field) != value:
                    decided.append((span, _said(getattr(other, field))))
            if decided:
                break
        spans = _joined([span for span, _ in decided])
        yield Because(
            field=field,
            value=_said(value),
            words=tuple(span.cut(reading.document.text) for span in spans),
            spans=tuple(spans),
            otherwise=decided[0][1] if decided else None,
            several=not decided and bare is not None and getattr(bare, field) != value,
        )


def _said(value: object) -> str | None:
    return None if value is None else str(value)


def _regions(passage: Passage, figure: Figure) -> Iterator[Span]:
    """Yield where to look for the words that decided: the sentence, then what stands before."""
    own = Span(figure.sentence_start, figure.sentence_end)
    yield own
    document = passage.document
    block = next(b for b in document.blocks if b.span.start <= figure.start < b.span.end)
    if block.table is not None:
        head = block.table.rows[0]
        yield Span(head[0].span.start, head[-1].span.end)
    elif block.span.start < own.start:
        yield Span(block.span.start, own.start)
    earlier = [b for b in document.blocks if b.span.end <= block.span.start]
    if earlier:
        yield earlier[-1].span


def _without(
    reading: engine.Reading, passage: Passage, index: int, choice: Choice, spans: Sequence[Span]
) -> Figure | None:
    """Return the figure as it would be read without some words, None when it would be refused."""
    blank = reading.document.clean
    for span in spans:
        blank = blank[: span.start] + " " * (span.end - span.start) + blank[span.end :]
    trial = replace(reading, document=replace(reading.document, clean=blank, kept={}))
    figures, _ = _decide(trial, passage, index, choice)
    return figures[0] if figures else None


def _joined(spans: list[Span]) -> list[Span]:
    """Join words that follow each other."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start - joined[-1].end <= NEXT:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
