"""How far an amount is from cash, by the words beside it; the word is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newsfigures.charts.hover import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step between cash and rumour. `hatch` is plotly's pattern, `symbol` its marker."""

    id: str
    title: str
    meaning: str
    hatch: str
    symbol: str


# From the money that moved to the money that may; the hatch thins out on the way. A symbol is
# that of the status which means the same (`signs.SHAPES`), else one that no status has.
RUNGS: dict[str, Rung] = {
    rung.id: rung
    for rung in (
        Rung(
            id="spent",
            title="Spent",
            meaning="Stated as done: spent, paid, built or bought.",
            hatch="",
            symbol="circle",
        ),
        Rung(
            id="financed",
            title="Financed",
            meaning="The money is there: raised, borrowed, a round closed.",
            hatch="x",
            symbol="star",
        ),
        Rung(
            id="committed",
            title="Committed",
            meaning="Bound: a contract, an order, an agreement, equity promised.",
            hatch="/",
            symbol="triangle-down",
        ),
        Rung(
            id="announced",
            title="Announced",
            meaning="A plan, a pledge or an intention.",
            hatch="-",
            symbol="square",
        ),
        Rung(
            id="talks",
            title="Talked of",
            meaning="Talks, a letter of intent, a rumour, or not confirmed.",
            hatch=".",
            symbol="x",
        ),
        Rung(
            id="forecast",
            title="Forecast or estimate",
            meaning="Somebody's reckoning of what is or will be spent; nobody's promise.",
            hatch=".",
            symbol="triangle-up",
        ),
    )
}
BOUND = ("spent", "financed", "committed")
PROMISED = (*BOUND, "announced", "talks")

MONEY = re.compile(
    r"(?:US|HK|C|A)?[$€£¥₹₩]\s?\d|\b(?:USD|EUR|RMB|Rmb|CNY|GBP)\s?\d|"
    r"\b\d[\d.,]*\s?(?:bn|billion|tn|trn|trillion|million|mn|crore|billion yuan)\b"
)
# The same amount in another currency: "$18bn (¥2.7tn)", "$18bn, which is ¥2.69tn".
RESTATED = re.compile(
    rf"(?:{MONEY.pattern})[^,;()]{{0,20}}(?:\(|, )(?:(?:or|which is|that is|about|some|c\.|"
    r"more than|roughly)\s*)*$"
)
IN_BRACKETS = re.compile(r"^\s*\([^)]*\)")
HELD = re.compile(r"(?:borrowed|secured|build financing|(?:ha(?:s|ve|d) )?raised)", re.IGNORECASE)
DONE = ("spent", "financed")  # told by words before an amount alone: "has added" is of the next
NEAR = 110  # letters between a word and the amount it is said of

TALKS = re.compile(
    r"\b(?:in talks|talks with|talks to|discussions?|letter of intent|considering|weigh(?:s|ing)|"
    r"rumou?r\w*|mulling|exploring|(?:not|n't|never) confirm\w*|unconfirmed|looking (?:to|for)|"
    r"putting together|might|may yet)\b",
    re.IGNORECASE,
)
EQUITY = re.compile(
    r"\b(?:equity pledge|pledge of|pledged?|promised|down for)\b(?=.*\bequity\b)|\bequity pledge\b",
    re.IGNORECASE,
)
WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("talks", TALKS),
    (
        "spent",
        re.compile(
            r"\b(?:spent|paid|handed|bought|has built|built its|invested|so far|to date|"
            r"got through|hardware purchase|wrapped up|completed)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "financed",
        re.compile(
            r"\b(?:ha(?:s|ve|d) raised|raised|borrowed|secured|closed|build financing|sold|"
            r"put in|added|took in)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "committed",
        re.compile(
            r"\b(?:committed|commitments?|commit(?:s|ting)?|contract(?:s|ed)?|signed|agreed|"
            r"agreement|ordered|order|undertook|undertaken|taken on|purchase|to pay|definitive)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "announced",
        re.compile(
            r"\b(?:plan(?:s|ned|ning)?|pledge[ds]?|announce[ds]?|intention|intends?|wants? to|"
            r"aims?|will|would|is to|are to|promise[ds]?|meant to|set aside|earmarked|budgeted|"
            r"mobilise|to be deployed|expects? to)\b",
            re.IGNORECASE,
        ),
    ),
)
# Where no word says otherwise: what a status says of a metric's amounts by its definition.
PLAIN: dict[str, str] = {
    "reported": "spent",
    "announced": "announced",
    "estimated": "forecast",
    "projected": "forecast",
    "assumed": "forecast",
}
OF_METRIC: dict[tuple[str, str], str] = {
    ("funding_raised", "reported"): "financed",
    ("compute_contract", "reported"): "committed",
    ("compute_contract", "announced"): "committed",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The rung of a claim (an id of `RUNGS`) and in words why."""

    rung: str
    why: str


def window(sentence: str, start: int, end: int) -> tuple[str, str]:
    """
    Return the words before and after an amount, up to the amounts or clauses beside it.

    `start` and `end` are where the amount stands in the sentence.

        >>> text = "It paid $4bn and agreed to put in $5bn; more will follow."
        >>> window(text, text.index("$5bn"), text.index("$5bn") + 4)
        ('bn and agreed to put in ', '')
    """
    before = re.split(r";|:\s", sentence[:start])[-1]
    before = RESTATED.sub("", before)
    if earlier := list(MONEY.finditer(before)):
        before = before[earlier[-1].end() :]
    after = re.split(r";|\.\s", IN_BRACKETS.sub("", sentence[end:]))[0]
    later = MONEY.search(after)
    return before[-NEAR:], (after[: later.start()] if later else after)[:NEAR]


def place(row: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return where the amount of an article's claim stands in its sentence, None for others."""
    sentence, quote = said(row["sentence"]), said(row["quote"])
    if not quote or row["origin"] != "article":
        return None
    given = said(row.get("quote_at"))
    at = int(float(given)) if given else sentence.find(quote)
    return (at, at + len(quote)) if at >= 0 else None


def _nearest(before: str, after: str) -> tuple[str, str] | None:
    """Return the rung of the word nearest to the amount, with the word; talks go first."""
    found: list[tuple[int, int, str, str]] = []
    for rank, (rung, pattern) in enumerate(WORDS):
        for text, ahead in ((before, True), (after, False)):
            if not ahead and rung in DONE:
                continue
            for match in pattern.finditer(text):
                far = len(text) - match.end() if ahead else match.start() + 8
                found.append((-1 if rung == "talks" else far, rank, rung, match[0]))
    if not found:
        return None
    _, _, rung, word = min(found)
    return rung, word


def _by_words(row: Mapping[str, Any]) -> tuple[str, str] | None:
    at = place(row)
    if at is not None:
        before, after = window(said(row["sentence"]), *at)
        near = f"{before} {after}"
        if match := EQUITY.search(near):
            return "committed", match[0]
        return _nearest(before, after)
    subject, note = str(row["subject"]), said(row["sentence"])
    if match := TALKS.search(note) or re.fullmatch(r"Talks\.?", note):
        return "talks", match[0]
    if match := EQUITY.search(subject):
        return "committed", match[0]
    if found := _nearest(subject, ""):
        return found
    noted = _nearest(note.split(";")[0].split(". ")[0], "")
    # A fact's note tells its story ("part of a plan"); only that it is bound says more.
    bound = noted is not None and noted[0] == "committed" and row["metric"] != "funding_raised"
    return noted if bound or row["status"] != "reported" else None


def _is_to_come(row: Mapping[str, Any]) -> bool:
    """Say whether an amount is of a year that was not over when it was told."""
    period, told = said(row["period"]), said(row["published"])[:4]
    return period.isdigit() and told.isdigit() and int(period) > int(told)


def read(row: Mapping[str, Any]) -> Reading:
    """
    Say how far a claim's amount is from cash.

    The word nearest to the amount decides, never one beyond another amount. Forecasts and
    estimates are promises of nobody, whatever is said beside them, unless they reckon what was
    spent; a plan is not spent money, however it is told.
    """
    status, metric = str(row["status"]), str(row["metric"])
    plain = OF_METRIC.get((metric, status), PLAIN[status])
    if plain == "spent" and _is_to_come(row):
        return Reading("announced", "its period was not over when it was told")
    by_words = _by_words(row)
    if by_words is None:
        return Reading(plain, f"no word beside it says more than its status: {status}")
    rung, word = by_words
    no_more = Reading(plain, f"no word beside it says more than its status: {status}")
    if plain == "forecast" and not (rung == "spent" and status == "estimated"):
        return no_more
    if status == "announced" and rung in DONE and not HELD.fullmatch(word):
        return no_more
    if metric == "compute_contract" and rung != "talks":
        return Reading("committed", "it is a contract to buy computing")
    if metric == "capex" and rung in ("financed", "committed"):
        return no_more
    if metric == "funding_raised" and rung == "spent":
        rung = "financed"
    return Reading(rung, f"it says “{word}”")
