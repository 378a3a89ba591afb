"""
The nouns: what an article, a quantity, a figure and its evidence are.

Frozen, built by keyword, no input or output (`noun` says how). Field names of `Figure` are those
of docs/figures.md. Values read from text are `Decimal`; `float` begins at the store.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar, dataclass_transform

from newsfigures.errors import SpanMismatchError

# A figure read with less confidence than this is to be looked at first: of
# those below it on the gold articles one in three was wrong, of those above it one in ten.
TO_REVIEW = 0.75


T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def noun(*, kw_only: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]:
    """
    Return the decorator of a small dataclass that is never changed once it is made.

    The type checker holds every assignment to a field to be an error. While the program runs
    nothing watches for one: to be frozen then too would treble the time it takes to make a noun,
    and an article makes thousands.
    """
    return dataclass(slots=True, unsafe_hash=True, kw_only=kw_only, order=order)


class Qualifier(StrEnum):
    """How the words bound a value."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"


class Status(StrEnum):
    """How sure, and of what time, a claim is."""

    REPORTED = "reported"
    ESTIMATED = "estimated"
    PROJECTED = "projected"
    ANNOUNCED = "announced"
    ASSUMED = "assumed"


class CostBasis(StrEnum):
    """In which sense of "cost" a training cost is meant (data/README.md, part 2)."""

    FINAL_RUN_RENTAL = "final_run_rental"
    CLOUD_ESTIMATE = "cloud_estimate"
    AMORTISED_HARDWARE_ENERGY = "amortised_hardware_energy"
    TOTAL_PROGRAMME = "total_programme"
    UNSPECIFIED = "unspecified"


@noun(kw_only=False, order=True)
class Span:
    """A half-open stretch of a text, in code points of the text as stored."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Say whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@noun(kw_only=False)
class Quantity:
    """
    A number with its unit, before any metric is chosen.

    Attributes:
        span: The quantity's own words by the span rules of docs/figures.md.
        value: Fully scaled (5.6 million is 5600000); a percentage stays as written.
        unit: In plain words: an ISO 4217 code, `percent`, `times`, `fraction`, a singular
            unit name or count noun (`hour`, `GPU`, `parameter`), `USD/hour` for rates,
            "" for a bare number.
        amount: Span of the bare amount: sign or code, number and scale word, no noun and no
            rate. For a range from the first number to the last.
        value_high: Upper end of a range, else None.
        qualifier: What the words around it say of its bound.
        noun: Span of the unit noun with the words between (`H800 GPU hours`), None without.
        rate: Span of the denominator (`per hour`, `an hour`, `/month`), None without.
        modifiers: Words between number and noun, as written (`Nvidia H800`), "" without.
        cue: The words that gave the qualifier, "" for `exact`. "an estimated" leaves the
            qualifier `exact` and is kept; "tens of", "several" mark an order of magnitude.
    """

    span: Span
    value: Decimal
    unit: str
    amount: Span
    value_high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    noun: Span | None = None
    rate: Span | None = None
    modifiers: str = ""
    cue: str = ""


@noun()
class Figure:
    """
    One claim in an article, with the words it stands in.

    Fields up to `quote` are those of docs/figures.md. `cost_basis` is set for training
    costs only; `reasons` are the steps that led here, in words, for "explain this number";
    `warnings` say in words which other figures of the article it does not fit
    (extraction/checks.py).
    """

    metric: str
    subject: str
    company: str | None
    value: Decimal
    value_high: Decimal | None
    unit: str
    qualifier: Qualifier
    status: Status
    attributed_to: str | None
    horizon: int | None
    period: str | None
    relative_to: str | None
    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    confidence: float
    rule: str
    hardware: str | None = None
    cost_basis: CostBasis | None = None
    subject_listed: bool = True
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The quantity's own words."""
        return Span(self.start, self.end)

    def check(self, article_id: str, text: str) -> None:
        """Raise SpanMismatchError unless the span cuts the quote out of the text."""
        found = text[self.start : self.end]
        if found != self.quote or not self.quote:
            raise SpanMismatchError(article_id, self.start, self.end, quote=self.quote, found=found)

    def identity(self, article_id: str) -> str:
        """Return the figure's id: a digest of where it stands and what it is, so it is stable."""
        parts = (article_id, self.metric, self.subject, str(self.start), str(self.end))
        return "f_" + sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@noun()
class Derived:
    """
    What follows by arithmetic from figures of the same article; never evidence of its own.

    `inputs` index `Extraction.figures`. `hardware` is the chip the inputs name, if any.
    """

    metric: str
    subject: str
    company: str | None
    value: Decimal
    value_high: Decimal | None
    unit: str
    qualifier: Qualifier
    status: Status
    formula: str
    inputs: tuple[int, ...]
    hardware: str | None = None


@noun()
class Rejection:
    """A quantity that was seen and refused, with the reason in words an analyst understands."""

    span: Span
    quote: str
    rule: str
    reason: str


@noun()
class Extraction:
    """
    What `extract` returns: figures in text order, derived figures, rejections.

    `read_by` is the edition of rules and names that read it (extraction.edition), "" for what was
    put together by hand.
    """

    figures: tuple[Figure, ...] = ()
    derived: tuple[Derived, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    read_by: str = ""


@noun()
class Article:
    r"""
    A text as stored, and what is known of where it is from.

    `text` is immutable and every offset indexes it; `\r\n` was read as `\n`, nothing else
    was changed. `found_by` says how each other field was found (`front matter`, `meta tag`,
    `given at upload`, `file name`, …). None: not known. `page_starts` are the offsets at which
    the pages of a PDF begin; `left_out` is the share, 0 to 1, of a web page's words that were
    menus, adverts and the like.
    """

    text: str
    title: str
    source: str
    media: str = "text"
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    is_sample: bool = False
    found_by: dict[str, str] = field(default_factory=dict)
    page_starts: tuple[int, ...] = ()
    left_out: float | None = None

    @property
    def article_id(self) -> str:
        """Derived from the text alone: the same text is the same article."""
        return "a_" + sha256(self.text.encode()).hexdigest()[:16]
