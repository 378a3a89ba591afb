"""Lists in the same order: `A, B and C charge $1, $2 and $3 respectively`."""

from collections.abc import Sequence

from newsfigures.extraction import patterns as re
from newsfigures.extraction.fits import Fit
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

_AMOUNT = (
    r"(?:(?:up to|about|some|around|roughly|more than|over) )?"
    r"(?:[A-Z]{2,3}\$?\s?|[$€£¥₹₩]\s?)?\d[\d.,]*\d?[A-Za-z%]{0,3}(?: (?:billion|million|trillion))?"
    r"(?: and up)?"
)
_RESPECTIVELY = re.compile(r"\brespectively\b")
_APART = re.compile(r"\b(?:each|apiece|respectively)\b")
_JOINS = re.compile(r"(?:, and|,| and)(?: the)? ")
_SERIES = re.compile(rf"{_AMOUNT}(?:(?:, and |, | and ){_AMOUNT})+")
_ITEM = re.compile(_AMOUNT)


def respective(
    clean: str,
    sentence: Span,
    at: Span,
    mentions: Sequence[Mention],
    fits: Fit,
    told: Span | None = None,
) -> Mention | None:
    """
    Return the name that stands in its list where the amount stands in its own.

    The list may stand in `told`, the sentence before: `They got $1m and $2m, respectively`.
    None without the word, or when the two lists differ in length.
    """
    words = sentence.cut(clean)
    if "respectively" not in words or not _RESPECTIVELY.search(words) or len(words) > 2000:
        return None
    series = next(
        (
            m
            for m in _SERIES.finditer(clean, sentence.start, sentence.end)
            if m.start() <= at.start < m.end()
        ),
        None,
    )
    if series is None:
        return None
    if told and not _runs(clean, sentence, mentions, fits):
        sentence = told
    amounts = [m.start() for m in _ITEM.finditer(clean, series.start(), series.end())]
    place = sum(start <= at.start for start in amounts) - 1
    for names in _runs(clean, sentence, mentions, fits):
        if len(names) == len(amounts):
            return names[place]
    return None


def _runs(
    clean: str, sentence: Span, mentions: Sequence[Mention], fits: Fit
) -> list[list[Mention]]:
    """Return the runs of fitting mentions joined by commas and "and"."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        if not fits.get(mention.kind) or not sentence.holds(mention.span):
            continue
        if runs and _JOINS.fullmatch(clean, runs[-1][-1].span.end, mention.span.start):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return [run for run in runs if len(run) > 1]


def joint(
    clean: str, sentence: Span, at: Span, mentions: Sequence[Mention], last: Mention
) -> str | None:
    """
    Return `A, B and C` when the subject ends such a run before an amount given once for all.

    None for a single name, for `each` and for a run that stands after "of" or "between".
    """
    if last.span.end > at.start or not sentence.holds(last.span):
        return None
    if clean.find("and ", sentence.start, at.start) < 0:
        return None
    if _APART.search(clean, sentence.start, sentence.end):
        return None
    runs = _runs(clean, sentence, mentions, {last.kind: 1.0, "investor": 1.0})
    run = next((r for r in runs if last in r and r[-1].span.end <= at.start), None)
    if run is None or not clean[run[-2].span.end : run[-1].span.start].strip(", ").startswith(
        "and"
    ):
        return None
    if re.search(
        r"\b(?:of|between|by|with|past|over|overtook|overtaking|than|behind|beyond)\s+$",
        clean[max(0, run[0].span.start - 12) : run[0].span.start],
    ):
        return None
    names = list(dict.fromkeys(mention.name for mention in run))
    if len(names) < 2:
        return None
    return f"{', '.join(names[:-1])} and {names[-1]}"


COMPANIES, MODELS = frozenset({"company", "investor"}), frozenset({"model"})
COMBINED = re.compile(
    r"\b(?:combined|together|jointly|between them|in (?:total|all)|altogether|collectively)\b"
)
_EACH = re.compile(r"\b(?:each|apiece)\b")
_ONE_BY_ONE = re.compile(r"each|apiece|[Bb]oth|share| all ")  # one of these must stand somewhere
# `A and B would each invest $1bn in it, in a deal that values it at`: no longer each.
_NEW_CLAUSE = re.compile(r"[$€£¥₹₩]\d[^,;]*, (?:in|at|giving|valuing|with|which|as)\b")
_MOVED = re.compile(r"\b(?:shares?|stocks?|fell|rose|dropped|jumped|slid|gained|lost|climbed)\b")
_ALL = re.compile(
    r" (?:were|are) (?:all|both) (?:lower|higher|up|down|off)\b"
    r"| (?:have |had |also )?all (?:experienced|saw|seen|suffered|posted|recorded|registered|fell"
    r"|fallen|rose|risen|dropped|jumped|slid|sank|lost|gained|climbed|tumbled|plunged|surged)\b"
    r"(?=[^.;]*%|[^.;]*\b(?:shares?|stocks?)\b|[^.;]{0,20}$)"
)
_SHARE = re.compile(r"^,? (?:(?:now|also|all) )?(?:both|share|shared)\b")


def each(
    clean: str,
    sentence: Span,
    at: Span,
    mentions: Sequence[Mention],
    kinds: frozenset[str],
) -> list[Mention]:
    """
    Return what an amount is stated for one by one: `A and B` of `A and B each pledged $18 billion`.

    Empty without `each`, `both` or `share`.
    """
    if not _ONE_BY_ONE.search(clean, sentence.start, at.end + 9):
        return []
    runs = _runs(clean, sentence, mentions, dict.fromkeys(kinds, 1.0))
    run = next((r for r in reversed(runs) if r[-1].span.end <= at.start), None)
    if run is None:
        return []
    between, behind = clean[run[-1].span.end : at.start], clean[at.end : at.end + 9]
    if re.search(r"[;:]|\b(?:while|but|whereas)\b", between):
        return []
    both = re.search(r"\b[Bb]oth (?:the )?$", clean[sentence.start : run[0].span.start])
    one = _EACH.search(between)
    said = (
        _ALL.match(between)
        or (one and not _NEW_CLAUSE.search(between, one.end()))
        or _EACH.search(behind)
        or _SHARE.search(between)
    )
    moved = both and (kinds == MODELS or _MOVED.search(between))
    return run if said or moved else []
