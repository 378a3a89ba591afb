"""Which quantities go together: repeats in another currency, parts, levels taken up again."""

from collections.abc import Iterator
from decimal import Decimal

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Kind
from newsfigures.extraction.heads import heads_of
from newsfigures.extraction.passage import Passage
from newsfigures.model import Span

BACK = (0.0, 0.42, 0.25, 0.15)  # for kin one, two and three sentences back
GOES_ON = (0.0, 0.8, 0.6, 0.3)  # the same where the sentence says so: "in May it stood at …"
PRICED = 1.0  # a small sum behind a price in the same sentence: `X is $95 a month, Y $180`
SMALL = 1000  # a sum below it beside a price per hour, month or token is another price
LARGE = 100_000  # a number without a unit as large as this continues the count before it
PART_WORDS = 8
ASIDE = 0.3
THEME_REACH = 1200  # characters

_COUNTED = frozenset(
    {
        "bare", "chips", "users", "people", "staff", "downloads", "parameters", "tokens", "hours",
        "chiphours", "active",
    }
)  # fmt: skip
_RATES = frozenset({"hourprice", "tokenprice", "monthprice"})
_MONEY = _RATES | {"money"}
_OR = (
    r"(?:or|about|around|roughly|some|approximately|nearly|almost|that is|which is|i\.e\."
    r"|equal to|equivalent to|equivalently|worth|=|~)"
)
_PART_OF = re.compile(
    r"\b(?:of (?:which|that|it|this)|including|split into|among (?:them|it))\b"
    r"|\bwith(?: (?:about|around|some|a|further|another|roughly|nearly|almost|up|to|over|just))*\s$"
)
_TAKES_UP = re.compile(
    r"\b(?:[Ii]t|[Tt]hat|[Tt]his|[Tt]hey|[Tt]hese|(?:of )?these [a-z]+|[Tt]he (?:[a-z]+ ){0,2}"
    r"(?:figures?|numbers?|totals?|sums?|counts?|tally|amounts?|record|estimates?|mark))"
    r"(?: (?:had|has|have|already|now|still|then|would|will|together|alone))*"
    r" (?:is|was|were|are|be|been|stood|stands?|come|comes|came|totall?ed|totals?|reached|hit|rose"
    r"|fell|climbed|jumped|grew|dropped|topped|passed|put)(?: (?:at|to|up|down|out|only"
    r"|just|still|already|even|now|about|around|roughly|nearly|almost|some|over|a|little|mere|well"
    r"|more|less|than|under|close|near))*[ \W]{1,3}$"
)
_HAS = re.compile(
    r"\b(?:has|have|had|counts?|employs?|claims|boasts)"
    r"(?: (?:about|around|some|roughly|nearly|almost|over|more|less|fewer|than|just|only|a|well))*"
    r"[ \W]{1,3}$"
)
_BESIDE = re.compile(
    r"(?:\b(?:with|including|of which|plus|among (?:them|it)|on top of|besides|despite)|[(—])"
    r"(?: [\w-]+){0,4} $"
)
_OF_THAT = re.compile(r"\s+of (?:that|which|it|them|this|those)\b")
_NEXT_PART = re.compile(
    r"\s+(?:of (?:that|it|them|this) )?(?:in|for|on|to)\b[^.;,$€£¥]{3,30}(?:,| and|, and)\s+"
)
_NEXT_IN_ROW = re.compile(
    r"(?:, (?:and )?| and )(?:then |later |finally |eventually |ultimately )?"
)
_NAMES_ROW = re.compile(r" (?:in|of) (?:[\w-]+ ){0,3}(?:revenues?|sales|profits?|income|capex)\b")
_REPEATED = re.compile(rf"\s*(?:[(\[,]\s*|-\s+|—\s*)?(?:{_OR}[\s,]*){{0,3}}", re.I)
_SAID_AGAIN = re.compile(rf"\s*[(\[,—-]?\s*{_OR}", re.I)


def _same_kind(mine: str, other: str) -> bool:
    if mine == other or (mine in _MONEY and other in _MONEY):
        return True
    return "bare" in (mine, other) and mine in _COUNTED and other in _COUNTED


def repeats(passage: Passage, index: int) -> list[int]:
    """Return the quantities right after one that repeat it in other currencies."""
    found: list[int] = []
    while index + 1 < len(passage.quantities) and converted_from(passage, index + 1) is not None:
        index += 1
        found.append(index)
    return found


def converted_from(passage: Passage, index: int) -> int | None:
    """Return the quantity that this one repeats in another currency (`€5bn ($5.2bn)`)."""
    if index == 0 or passage.families[index] != "money" or passage.families[index - 1] != "money":
        return None
    first, second = passage.quantities[index - 1], passage.quantities[index]
    gap = passage.document.clean[first.span.end : second.span.start]
    if len(gap) > 40 or not _REPEATED.fullmatch(gap):
        return None
    if first.unit == second.unit:
        close = abs(first.value - second.value) <= abs(first.value) / 50
        return index - 1 if close and _SAID_AGAIN.match(gap) else None
    return index - 1


def other_dollars(passage: Passage, index: int) -> bool:
    """
    Say whether a bare dollar sign stands for other dollars: `US$30 billion ($38 billion)`.

    Papers of Singapore, Australia or Canada write US dollars with letters, their own without.
    """
    second, clean = passage.quantities[index], passage.document.clean
    if index == 0 or clean[second.span.start - 1] != "(" or clean[second.span.start] != "$":
        return False
    first = passage.quantities[index - 1]
    if first.unit != second.unit or first.span.end != second.span.start - 2:
        return False
    if not clean.startswith("US$", first.span.start):
        return False
    return first.value * Decimal("1.1") < second.value < first.value * 2


def kin(passage: Passage, index: int) -> Iterator[tuple[int, float, int]]:
    """
    Yield the quantities before it that it may go with, likeliest first.

    Each with how closely, and how many sentences back it stands.
    """
    mine = passage.families[index]
    place = passage.sentence(index)
    if place is None:
        yield from _column_kin(passage, index)
        return
    for other in range(index - 1, max(-1, index - 12), -1):
        if not _same_kind(mine, passage.families[other]):
            continue
        there = passage.sentence(other)
        if there is None or not 0 <= place - there <= 3:
            return
        if there == place:
            near = _closeness(passage, place, other, index)
            if mine == "bare" and _has_so_many(passage, index, place):
                near = max(near, GOES_ON[1])
            if (
                mine == "money"
                and passage.families[other] in _RATES
                and passage.quantities[index].value < SMALL
            ):
                near = max(near, PRICED)
            yield other, near, 0
            continue
        here, back = (passage.document.sentences[p].block for p in (place, there))
        if here == back:
            large = mine == "bare" and passage.quantities[index].value >= LARGE
            strength = 0.55 if large and place - there == 1 else BACK[place - there]
            has = mine == "bare" and _has_so_many(passage, index, place)
            if has or _goes_on(passage, index, place):
                strength = max(strength, GOES_ON[place - there])
            yield other, strength, place - there
        elif place - there <= 2 and _goes_on(passage, index, place):
            yield other, GOES_ON[place - there], place - there
        elif passage.document.blocks[here].kind is passage.document.blocks[back].kind is Kind.ITEM:
            yield other, 0.35, place - there


def company(passage: Passage, index: int) -> Iterator[tuple[int, float]]:
    """Yield the quantities of its family around one, each with a weight by nearness."""
    mine, at = passage.families[index], passage.starts[index]
    block = passage.block(at)
    if mine not in _MONEY and mine != "percent":
        return
    for other in range(max(0, index - 12), min(len(passage.quantities), index + 9)):
        gap = abs(passage.starts[other] - at)
        if other == index or gap > THEME_REACH or not _same_kind(mine, passage.families[other]):
            continue
        yield other, 0.5 if passage.block(passage.starts[other]) == block else 0.25


def _closeness(passage: Passage, place: int, other: int, index: int) -> float:
    line = passage.line(passage.document.sentences[place].span)
    first, last = line.places.get(other), line.places.get(index)
    if first is None or last is None:
        return 0.0
    between = last - first - 1
    parted = line.parted[last] - line.parted[first]
    if between <= PART_WORDS and _is_part(passage, other, index):
        return 1.3
    if between <= 3 and parted < 1.2:
        return 0.85
    return float(0.66 * 0.985**between * 0.93**parted)


def _is_part(passage: Passage, other: int, index: int) -> bool:
    """Say whether an amount is given as part of the one before it: `of which $5bn`."""
    whole, part = passage.quantities[other], passage.quantities[index]
    clean = passage.document.clean
    if whole.unit != part.unit:
        return False
    between = Span(whole.span.end, part.span.start)
    if other in passage.parts and _NEXT_PART.fullmatch(clean, between.start, between.end):
        passage.parts.add(index)
        return True
    if part.value >= whole.value:
        return False
    named = _PART_OF.search(clean, between.start, between.end)
    if not named and not _OF_THAT.match(clean, part.span.end):
        return False
    passage.parts.add(index)
    return True


def _goes_on(passage: Passage, index: int, place: int) -> bool:
    """Say whether the words before an amount take up a level named before: `it was at …`."""
    at = passage.starts[index]
    low = max(passage.document.sentences[place].span.start, at - 90)
    return bool(_TAKES_UP.search(passage.document.clean, low, at))


def _has_so_many(passage: Passage, index: int, place: int) -> bool:
    """Say whether a number without a noun is what somebody has of a thing named before."""
    at = passage.starts[index]
    low = max(passage.document.sentences[place].span.start, at - 40)
    return bool(_HAS.search(passage.document.clean, low, at))


def prominence(passage: Passage, index: int) -> float:
    """Return how much an amount is what its sentence is about (1), or said beside that."""
    at = passage.starts[index]
    return ASIDE if _BESIDE.search(passage.document.clean, max(0, at - 40), at) else 1.0


def _column_kin(passage: Passage, index: int) -> Iterator[tuple[int, float, int]]:
    found = passage.cell(index)
    if found is None:
        return
    table, cell = found
    for other in range(index - 1, max(-1, index - 40), -1):
        beside = passage.cell(other)
        if beside is None or beside[0] is not table:
            return
        along = heads_of(passage.document, table).transposed
        if beside[1].row == cell.row if along else beside[1].column == cell.column:
            yield other, 0.5, 0
            return


def row_of(passage: Passage, index: int) -> tuple[int, ...]:
    """
    Return the amounts of a row before the one behind which stands what they all are.

    `$3bn, $5bn and eventually $9bn in annual revenue`. Empty for fewer than three and where
    nothing behind the last one says so.
    """
    clean, found = passage.document.clean, passage.quantities
    if not _NAMES_ROW.match(clean, found[index].span.end):
        return ()
    row = [index]
    while row[-1] > 0 and passage.families[row[-1] - 1] == passage.families[index]:
        before = found[row[-1] - 1].span
        if not _NEXT_IN_ROW.fullmatch(clean, before.end, found[row[-1]].span.start):
            break
        row.append(row[-1] - 1)
    return tuple(row[1:]) if len(row) > 2 else ()
