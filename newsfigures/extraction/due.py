"""When what a row of a table lists is due: the day in a column like `Opening`, or its state."""

from datetime import date

from newsfigures.extraction import months, surroundings, times
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document, Kind, Sentence
from newsfigures.model import Span

METRICS = frozenset({"power_capacity", "gpu_count", "infrastructure_investment", "headcount"})
DATED = METRICS - {"infrastructure_investment"}  # money is spent before
_DUE = re.compile(
    r"(?i)\W*(?:(?:target|planned|expected|scheduled|full|first) )?(?:openings?|opens|on ?line|due"
    r"|ready|completion|completed|in service|energi[sz]ation|live|go-live|operational"
    r"|start(?:s|-up)?|timeline|target|when|delivery|commissioning)"
    r"(?: (?:date|year|by|power|phase))?\W*"
)
_STATE = re.compile(r"(?i)\W*(?:status|state|stage|progress)\W*")
_TO_COME = re.compile(
    r"(?i)\b(?:planned|planning|proposed|permitt\w+|under construction|announced|approved"
    r"|fitting out|in development|site work|groundbreaking|breaking ground|on hold|delayed)\b"
)


_OUTLOOK = re.compile(
    r"(?i)\W*(?:(?:business|financial|company|management(?:'s)?|our|the|updated|current"
    r"|full[- ]year|\w+[- ]quarter|Q[1-4]|FY ?\d+|fiscal|20\d\d) ){0,4}"
    r"(?:outlook|guidance|forecasts?|expectations)\b[^.]{0,40}"
)


def is_outlook(document: Document, sentence: Sentence) -> bool:
    """Say whether an item stands in a list of what is expected: under `Outlook`, `Guidance`."""
    if document.blocks[sentence.block].kind is not Kind.ITEM:
        return False
    over = surroundings.over_list(document, sentence)
    return bool(over) and bool(_OUTLOOK.fullmatch(over[0].strip(" *_:\n")))


_JOBS = re.compile(
    r"[\d.,]+(?: [a-z-]+){0,3} jobs\b|[\d.,]+ (?:in|during|for) construction\b"
    r"|[\d.,]+ (?:permanent|long-term|full-time)\b(?! (?:staff|employees|workers|people))"
)
_JOBS_KEY = re.compile(r"(?i)\b(?:permanent|construction|new|local|direct|expected) jobs\W*:\W*$")


def are_jobs(here: surroundings.Around) -> bool:
    """Say whether jobs are counted, which are mostly to come, and not people, who are there."""
    return bool(_JOBS.match(here.text, here.start) or _JOBS_KEY.search(here.before))


def year(document: Document, at: Span, published: date | None) -> int | None:
    """Return the year a cell's row is due in when that is still to come, None otherwise."""
    for head, words in _row(document, at):
        if published is None or not _DUE.fullmatch(head):
            continue
        for when in times.find(words, published, ahead=True):
            if when.year is None:
                continue
            named = words[:3].title()
            if quarter := _QUARTER.match(words):
                now = (published.year, (published.month + 2) // 3)
                return when.year if (when.year, int(quarter[1])) > now else None
            month = next((i for i, m in enumerate(months.MONTHS, 1) if m[:3] == named), 0)
            later = when.year == published.year and month > published.month
            return when.year if when.year > published.year or later else None
    return None


def to_come(document: Document, at: Span) -> bool:
    """Say whether a column of states says of a cell's row that it is not there yet."""
    return any(_STATE.fullmatch(h) and _TO_COME.search(w) for h, w in _row(document, at))


_QUARTER = re.compile(r"[Qq]([1-4])\b")


def _row(document: Document, at: Span) -> list[tuple[str, str]]:
    """Return the other cells of a cell's row as pairs of the head over it and its words."""
    table = surroundings.table_at(document, at)
    place = surroundings.row_of(table, at) if table else None
    if table is None or place is None:
        return []
    row, cell = place
    clean = document.clean
    found = []
    for other in row:
        head = surroundings.header_of(table, other.column)
        if head is not None and other is not cell:
            found.append((head.span.cut(clean).strip(), other.span.cut(clean).strip(" *_")))
    return found
