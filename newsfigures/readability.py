"""
How an article reads, in numbers an analyst can act on.

Lengths and shares come from our own sentences and figures. One small-print item, the grade band,
comes from textstat; it gets the sentences with decimals, abbreviations and amounts masked,
because it would end a sentence at every full stop ("$5.6 million" as two) and so find exactly the
articles with many figures easy. The formulas measure lengths of words and sentences, not
understanding.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from statistics import median

from newsfigures import language
from newsfigures.extraction.document import Document, Kind
from newsfigures.model import Extraction, Figure, Span, Status

SHORTEST_SCORED = 100
# Silent reading of English non-fiction: Brysbaert 2019, doi 10.1016/j.jml.2019.104047.
WORDS_PER_MINUTE = 238
_LONG_SENTENCE = 40

_WORD = re.compile(r"[^\W_]+(?:[.,'’/-][^\W_]+)*")
_HEDGE = re.compile(
    r"\b(?:could|may|might|would|up to|as (?:much|many|low|high) as|perhaps|possibly|probably|"
    r"presumably|likely|reported(?:ly)?|alleged(?:ly)?|apparently|seems?|appears?|suggests?|"
    r"rumou?r(?:ed|s)?|believed|thought to|said to be|estimated?|roughly|about|around|"
    r"approximately|nearly|almost|some \W*\d)\b|~\s*\W?\d"
)
_SCALE = r"(?:dozens|scores|tens|hundreds|thousands|millions|billions|trillions)"
_VAGUE = re.compile(
    rf"\b{_SCALE}(?:\s+(?:or|upon|and)\s+{_SCALE})*(?:\s+of\s+{_SCALE})*(?:\s+of\s+[a-z][\w-]*)?"
    r"|\b(?:several|a few|many|untold|countless)\s+(?:dozen|hundred|thousand|million|billion|"
    r"trillion)s?(?:\s+[a-z][\w-]*)?"
    r"|\bmulti[- ]?(?:million|billion|trillion)(?:[- ][a-z]+)?",
    re.I,
)
# An amount with the signs before it; or signs before no digit, taken whole lest each of a long
# run be tried anew.
_AMOUNT = re.compile(r"[^\w\s]++(?!\d)|([^\w\s]*+\d[\d.,:/%]*[a-zA-Z%]*)")
_STOPS = re.compile(r"[.!?…:;]+")
_PROSE = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.FOOTNOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hard:
    """A sentence with a figure in it that is easily misread, and why; a span of the text."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    The reading panel of one article.

    Shares are 0 to 1 and None when there is nothing to take a share of. An evidence sentence
    is one with at least one figure.

    Attributes:
        words: Of running text, headings and tables; not of front matter.
        sentences: Of running text.
        minutes: Reading time at 238 words a minute.
        figures: Mentions taken from the article.
        figures_per_1000_words: None without words.
        evidence_sentences: How many sentences hold a figure.
        median_evidence_words: Length of the middle one, None without any.
        longest_evidence_words: Length of the longest, None without any.
        longest_evidence: Its words, "" without any.
        hedged: Share of evidence sentences with a word such as "could" or "reportedly".
        attributed: Share with a figure credited to somebody.
        forecast: Share with a figure about the future.
        numbers: Quantities seen, taken or refused.
        taken: Share of them that became figures.
        vague: Amounts without a value, as written ("billions of dollars").
        hard: Evidence sentences to read with care.
        grade_low: Lowest of three school-grade formulas, None when not scored.
        grade_high: Highest of them.
        not_scored: Why there is no grade, "" when there is.
        scored_by: Library, version and formulas.
    """

    words: int
    sentences: int
    minutes: float
    figures: int
    figures_per_1000_words: float | None
    evidence_sentences: int
    median_evidence_words: float | None
    longest_evidence_words: int | None
    longest_evidence: str
    hedged: float | None
    attributed: float | None
    forecast: float | None
    numbers: int
    taken: float | None
    vague: tuple[str, ...]
    hard: tuple[Hard, ...]
    grade_low: int | None
    grade_high: int | None
    not_scored: str
    scored_by: str

    @property
    def grade(self) -> str:
        """The grade band in words, or why there is none."""
        if self.grade_low is None or self.grade_high is None:
            return f"not scored: {self.not_scored}"
        if self.grade_low == self.grade_high:
            return f"grade {self.grade_low}"
        return f"grade {self.grade_low}–{self.grade_high}"

    def to_dict(self) -> dict[str, object]:
        """Return the panel as plain values for JSON."""
        plain = asdict(self)
        plain["vague"] = list(self.vague)
        plain["hard"] = [asdict(each) for each in self.hard]
        return plain | {"grade": self.grade}


def count_words(words: str) -> int:
    """
    Return the number of words; an amount such as `$5.6` is one.

        >>> count_words("It cost $5.6 million, U.S. officials said.")
        7
    """
    return sum(1 for _ in _WORD.finditer(words))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def masked(sentence: str) -> str:
    """
    Return a sentence for textstat: amounts as one short word, no full stop but the last.

        >>> masked("The U.S. firm paid $5.6 million.")
        'The US firm paid ten million.'
    """
    spoken = _AMOUNT.sub(lambda found: " ten" if found[1] else found[0], sentence)
    without = _STOPS.sub("", spoken)
    return " ".join(without.split()) + "."


@cache
def scorer() -> str:
    """Return what gives the grade: the library with its version, and the three formulas."""
    return f"textstat {version('textstat')}: Flesch-Kincaid, Gunning fog, ARI"


def _grades(sentences: Iterable[str]) -> tuple[int, int]:
    """Return the lowest and highest of three grade formulas, rounded, never under 1."""
    # Half a second at first use; an import of this module should not pay for it.
    import textstat

    text = " ".join(sentences)
    found = (
        textstat.flesch_kincaid_grade(text),
        textstat.gunning_fog(text),
        textstat.automated_readability_index(text),
    )
    return max(1, round(min(found))), max(1, round(max(found)))


def _grade(document: Document) -> tuple[int | None, int | None, str]:
    """Return the grade band and, where there is none, the reason in words."""
    prose = [
        masked(s.span.cut(document.clean))
        for s in document.sentences
        if document.blocks[s.block].kind in _PROSE
    ]
    # textstat passes over sentences of one or two words; leave them out of both counts.
    prose = [sentence for sentence in prose if len(sentence.split()) > 2]
    words = sum(len(sentence.split()) for sentence in prose)
    if words < SHORTEST_SCORED:
        noun = "word" if words == 1 else "words"
        return (
            None,
            None,
            (
                f"only {words} {noun} of running text; under {SHORTEST_SCORED} the formulas mean "
                "nothing, and tables are not scored"
            ),
        )
    if other := language.other_than_english(document.clean):
        return None, None, f"the text looks to be in {other}; the formulas are for English"
    return *_grades(prose), ""


def _hard(span: Span, figures: list[Figure], document: Document) -> Hard | None:
    """Say why an evidence sentence is easily misread, None when it is not."""
    words = count_words(span.cut(document.clean))
    numbers = len({figure.span for figure in figures})
    subjects = len({figure.subject for figure in figures})
    reasons = []
    if numbers > 1 and subjects > 1:
        reasons.append(f"{numbers} figures about {subjects} subjects")
    if words > _LONG_SENTENCE:
        reasons.append(f"{words} words")
    said = span.cut(document.clean)
    if re.search(r"\"[^\"]*'[^'\"]+'[^\"]*\"", said):
        reasons.append("a quotation in a quotation")
    return Hard(start=span.start, end=span.end, reason="; ".join(reasons)) if reasons else None


def _by_sentence(figures: Iterable[Figure]) -> dict[Span, list[Figure]]:
    found: dict[Span, list[Figure]] = {}
    for figure in figures:
        found.setdefault(Span(figure.sentence_start, figure.sentence_end), []).append(figure)
    return found


def _numbers(extraction: Extraction) -> tuple[int, int]:
    """Return how many quantities became figures, and how many were seen, each place once."""
    taken = {figure.span for figure in extraction.figures}
    return len(taken), len(taken | {each.span for each in extraction.rejections})


def read(document: Document, extraction: Extraction) -> Reading:
    """Return the reading panel of an article and what was extracted from it."""
    clean = document.clean
    cells = (cell for table in document.tables() for row in table.rows for cell in row)
    words = sum(count_words(s.span.cut(clean)) for s in document.sentences)
    words += sum(count_words(cell.span.cut(clean)) for cell in cells)
    evidence = _by_sentence(extraction.figures)
    lengths = {span: count_words(span.cut(clean)) for span in evidence}
    longest = max(lengths, key=lambda span: (lengths[span], -span.start), default=None)
    taken, numbers = _numbers(extraction)
    low, high, reason = _grade(document)
    n = len(evidence)
    body = "".join(clean[b.span.start : b.span.end] + "\n" for b in document.blocks)
    return Reading(
        words=words,
        sentences=sum(document.blocks[s.block].kind in _PROSE for s in document.sentences),
        minutes=round(words / WORDS_PER_MINUTE, 1),
        figures=len(extraction.figures),
        figures_per_1000_words=round(1000 * len(extraction.figures) / words, 1) if words else None,
        evidence_sentences=n,
        median_evidence_words=float(median(lengths.values())) if lengths else None,
        longest_evidence_words=lengths[longest] if longest else None,
        longest_evidence=" ".join(longest.cut(document.text).split()) if longest else "",
        hedged=_share(sum(bool(_HEDGE.search(span.cut(clean))) for span in evidence), n),
        attributed=_share(sum(any(f.attributed_to for f in fs) for fs in evidence.values()), n),
        forecast=_share(
            sum(any(f.status is Status.PROJECTED for f in fs) for fs in evidence.values()), n
        ),
        numbers=numbers,
        taken=_share(taken, numbers),
        vague=tuple(" ".join(m[0].split()) for m in _VAGUE.finditer(body)),
        hard=tuple(h for span, fs in evidence.items() if (h := _hard(span, fs, document))),
        grade_low=low,
        grade_high=high,
        not_scored=reason,
        scored_by=scorer() if not reason else "",
    )
