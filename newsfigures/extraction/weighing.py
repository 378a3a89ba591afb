"""The evidence for and against each metric of one quantity: gathered, summed, and laid open."""

from dataclasses import dataclass, field

from newsfigures.extraction.cues import Cue, Line
from newsfigures.model import Span

FURTHER = 0.7  # each further cue for the same metric counts so much of the one before
REPEATED = 0.5  # and each further refusal so much

# Weight, id of the cue, the line it stands in with its first token and the one after its last;
# for what no line says (the unit, an amount before it) the line is None and `said` tells.
Part = tuple[float, str, Line | None, int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """
    One thing that spoke for a metric or against all.

    `rule` is the id of the cue in lexicon/metrics.toml, or `unit`, `carry`, `theme`. `words` are
    the cue's as they stand in the text, the quantity shown as `…`; `span` is where, None when
    that is no place in the text (the unit, the title of the front matter). `weight` is what it
    counted for by itself: the cue's weight times how near it stands.
    """

    rule: str
    words: str
    span: Span | None
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """
    A metric that a quantity might be, or a refusal, with all that spoke for it, heaviest first.

    `name` is the metric's id or the refusal's. `instead_of` is set for a tilt: evidence that
    turns a quantity of that metric into this one and has no say otherwise.
    """

    name: str
    score: float
    evidence: tuple[Evidence, ...]
    instead_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What was weighed for one quantity; each tuple heaviest first, without those of score 0."""

    metrics: tuple[Candidate, ...] = ()
    refusals: tuple[Candidate, ...] = ()
    tilts: tuple[Candidate, ...] = ()


@dataclass(slots=True)
class Tally:
    """Evidence for one metric or refusal."""

    parts: list[Part] = field(default_factory=list)

    def add(self, weight: float, rule: str, line: Line, first: int, last: int) -> None:
        """Count a cue that stands at tokens [first, last) of a line."""
        self.parts.append((weight, rule, line, first, last, ""))

    def say(self, weight: float, rule: str, said: str) -> None:
        """Count something that no words near it say."""
        self.parts.append((weight, rule, None, 0, 0, said))

    def binds(self, quantity: int) -> bool:
        """Say whether a phrase that counts in full takes in the quantity itself."""
        for weight, _, line, first, last, _ in self.parts:
            if weight >= 1 and line and first <= line.places.get(quantity, -1) < last:
                return True
        return False

    def ranked(self) -> list[Part]:
        """Return the best part of each cue, heaviest first."""
        if len(self.parts) < 2:
            return self.parts
        best: dict[str, Part] = {}
        for part in self.parts:
            weight, rule = part[:2]
            if rule not in best or weight > best[rule][0]:
                best[rule] = part
        if len(best) == 1:
            return list(best.values())
        return sorted(best.values(), key=lambda part: (-part[0], part[1]))

    def total(self) -> float:
        """Return the sum, each further cue counting less; what speaks against it counts whole."""
        if not self.parts:
            return 0.0
        total, share = 0.0, 0
        for part in self.ranked():
            if part[0] < 0:
                total += part[0]
            else:
                total += part[0] * FURTHER**share
                share += 1
        return total

    def words(self, most: int) -> tuple[str, ...]:
        """Return the words of the heaviest parts."""
        return tuple(dict.fromkeys(_words(part) for part in self.ranked()[:most]))

    def candidate(self, name: str, instead_of: str | None = None) -> Candidate:
        """Return the tally as plain evidence."""
        evidence = tuple(
            Evidence(rule=part[1], words=_words(part), span=_span(part), weight=part[0])
            for part in self.ranked()
        )
        return Candidate(name=name, score=self.total(), evidence=evidence, instead_of=instead_of)


@dataclass(slots=True)
class Weighing:
    """The evidence gathered for one quantity."""

    tallies: dict[str, Tally]
    refusals: dict[Cue, Tally] = field(default_factory=dict)
    tilts: dict[Cue, Tally] = field(default_factory=dict)

    def scores(self) -> Scores:
        """Return all that was weighed, as plain immutable evidence."""
        return Scores(
            metrics=_sorted([t.candidate(metric) for metric, t in self.tallies.items()]),
            refusals=_sorted([t.candidate(cue.id) for cue, t in self.refusals.items()]),
            tilts=_sorted(
                [t.candidate(cue.metric or "", cue.instead_of) for cue, t in self.tilts.items()]
            ),
        )


def _words(part: Part) -> str:
    _, _, line, first, last, said = part
    return said if line is None else line.words(first, last)


def _span(part: Part) -> Span | None:
    _, _, line, first, last, _ = part
    if line is None or not line.placed or first >= last:
        return None
    return Span(line.tokens[first].start, line.tokens[last - 1].end)


def _sorted(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    some = [candidate for candidate in candidates if candidate.score]
    return tuple(sorted(some, key=lambda c: (-c.score, c.name)))
