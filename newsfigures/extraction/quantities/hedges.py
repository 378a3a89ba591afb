"""The words in front of an amount, and behind it, that bound or blur it."""

from dataclasses import dataclass
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.quantities import tables
from newsfigures.extraction.wording import either
from newsfigures.model import Qualifier

_WINDOW = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """A cue: its words, what they say, and to which amounts."""

    words: str
    qualifier: Qualifier
    takes_the: bool = False
    not_durations: bool = False
    only_durations: bool = False


ESTIMATED = "estimated"


def _hedge(entry: dict[str, object], form: str) -> Hedge:
    said = str(entry["qualifier"])
    return Hedge(
        words=form,
        # Rule 26: a status, not a qualifier. The cue tells.
        qualifier=Qualifier.EXACT if said == ESTIMATED else Qualifier(said),
        takes_the=bool(entry.get("takes_the")),
        not_durations=bool(entry.get("not_durations")),
        only_durations=bool(entry.get("only_durations")),
    )


@cache
def _before() -> dict[str, Hedge]:
    return {form: _hedge(e, form) for e in lexicon("hedges")["before"] for form in e["forms"]}


@cache
def _between() -> frozenset[str]:
    return frozenset(lexicon("hedges")["between"]["words"])


@cache
def _after() -> tuple[re.Pattern[str], dict[str, Hedge]]:
    forms = {form: _hedge(e, form) for e in lexicon("hedges")["after"] for form in e["forms"]}
    joined = either(form if form[0] in "+-, " else " " + form for form in forms)
    return re.compile(rf"(?:{joined})(?![A-Za-z0-9]| to\b| than\b)"), forms


_PARAGRAPH = re.compile(r"\n\s*\n")
_TRIM = "\"'([{|*>"
# A ">" that begins a line marks a quotation.
_SIGN = re.compile(r"(>=|<=|[~≈≃±<≥≤]|(?<![\n>])(?<!\n )>)\s{0,2}\Z")


_ARTICLES = ("the", "a", "an", "another")
_SIGNS = frozenset("~\u2248\u2243\u00b1<>=\u2265\u2264")


_Forms = list[tuple[list[str], Hedge]]


@cache
def _ending() -> dict[str, dict[str, _Forms]]:
    """
    Return the hedges that end with a word, by the word before that, "" where there is none.

    Each with its words, the longest first.
    """
    found: dict[str, dict[str, _Forms]] = {}
    for form, hedge in _before().items():
        before, last = ["", *form.split()][-2:]
        found.setdefault(last, {}).setdefault(before, []).append((form.split(), hedge))
    for forms in found.values():
        for hedges in forms.values():
            hedges.sort(key=lambda hedge: -len(hedge[0]))
    return found


@cache
def _between_ends() -> frozenset[str]:
    return frozenset(form.rsplit(None, 1)[-1] for form in _between())


@cache
def _last_words() -> frozenset[str]:
    """Return the words that a hedge, or what may stand between it and the amount, can end with."""
    return _between_ends().union(_ending(), _ARTICLES)


def before(text: str, start: int, unit: str) -> Hedge | None:
    """
    Return the hedge that ends where the amount begins.

        >>> before("It cost no more than $6 million.", 21, "USD").words
        'no more than'
        >>> before("It will run over four years.", 17, "year") is None
        True
    """
    window = text[max(0, start - _WINDOW) : start]
    bare = window.rstrip()
    if not bare:
        # A long link target was blanked.
        window = text[max(0, start - 8 * _WINDOW) : start]
        bare = window.rstrip()
    last = bare.rpartition(" ")[2]
    if last.isalpha() and last.lower() not in _last_words():
        return None  # so it is before most amounts
    if bare[-1:] in _SIGNS and (sign := _SIGN.search(window)):
        return Hedge(words=sign[1], qualifier=Qualifier(lexicon("hedges")["signs"][sign[1]]))
    tail = window.rstrip(" \n\"'(*]")
    if "\n" in window and _PARAGRAPH.search(window, len(tail)):
        return None
    words = tail.lower().split()[-8:]
    has_the = False
    for _ in range(2):
        found = _suffix(words, unit, has_the)
        if found:
            return (
                None
                if found.qualifier is Qualifier.EXACT
                and found.words not in (ESTIMATED, "an estimated")
                else found
            )
        cut = _between_at_end(words)
        if not cut and words and words[-1] in _ARTICLES and len(words) > 1:
            cut, has_the = 1, True
        if not cut:
            return None
        words = words[:-cut]
    return None


def _between_at_end(words: list[str]) -> int:
    """Return how many words at the end may stand between a hedge and the amount."""
    if not words or words[-1] not in _between_ends():
        return 0
    for length in (3, 2, 1):
        if len(words) > length and " ".join(words[-length:]) in _between():
            return length
    return 0


def _suffix(words: list[str], unit: str, has_the: bool) -> Hedge | None:
    """Return the longest hedge that the words end with."""
    forms = _ending().get(words[-1].lstrip(_TRIM)) if words else None
    if forms is None:
        return None
    previous = words[-2].lstrip(_TRIM) if len(words) > 1 else ""
    alone = forms.get("", [])
    for form, found in [*forms.get(previous, ()), *alone] if previous else alone:
        said = words[-len(form) :]
        said[0] = said[0].lstrip(_TRIM)
        if said != form or (has_the and not found.takes_the):
            continue
        is_duration = unit in tables.durations()
        if (is_duration and found.not_durations) or (not is_duration and found.only_durations):
            return None
        return found
    return None


def after(text: str, end: int) -> tuple[Hedge, int] | None:
    """Return the hedge that follows the amount and where it ends."""
    pattern, forms = _after()
    m = pattern.match(text, end)
    if m is None:
        return None
    return forms.get(m[0]) or forms[m[0].strip()], m.end()
