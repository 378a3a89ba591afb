"""For how many years an amount is, where the words beside it say so."""

import re

from newsfigures.charts.hover import said
from newsfigures.charts.money.pledges import Pledge, Row
from newsfigures.charts.money.rungs import IN_BRACKETS, place

NUMBERS = {
    word: n
    for n, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
YEARS = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{'|'.join(NUMBERS)})[ -]years?\b(?! ago| old)", re.IGNORECASE
)
FAR = 90  # letters between an amount and the words for its years
NOT_STATED = "no number of years is stated"
END_ONLY = "only the end year is stated, not over how many years"
AGAIN = "the claims of it state different numbers of years"


def _text(row: Row) -> tuple[str, str]:
    """Return the words before and after an amount, of reference data its name and note."""
    at = place(row)
    if at is None:
        return "", f"{row['subject']}. {said(row['sentence'])}"
    sentence = said(row["sentence"])
    return sentence[: at[0]][-FAR:], IN_BRACKETS.sub("", sentence[at[1] :])[:FAR]


def years_of(row: Row) -> int | None:
    """
    Return for how many years a claim says its amount is, None where it does not say.

    Only a claim with an end year is asked: the words are then known to be about this amount.
    """
    if not said(row["horizon"]):
        return None
    before, after = _text(row)
    found = YEARS.search(after) or next(reversed(list(YEARS.finditer(before))), None)
    if found is None:
        return None
    word = found["n"].lower()
    return int(word) if word.isdigit() else NUMBERS[word]


def end_of(pledge: Pledge) -> int | None:
    """Return the year in which a pledge ends, None where it is not stated or not agreed on."""
    first = said(pledge.first.row["horizon"])
    stated = {int(float(year)) for one in pledge.lines if (year := said(one.row["horizon"]))}
    if first:
        return int(float(first))
    return stated.pop() if len(stated) == 1 else None


def years(pledge: Pledge) -> tuple[int | None, str]:
    """Return the stated number of years of a pledge, else None and why there is none."""
    stated = {n for one in pledge.lines if (n := years_of(one.row))}
    if len(stated) == 1:
        return stated.pop(), ""
    if stated:
        return None, AGAIN
    return None, NOT_STATED if end_of(pledge) is None else END_ONLY
