"""Title, date, publisher, author and address of an article, and how each was found."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from urllib.parse import urlsplit

from newsfigures.errors import InputError
from newsfigures.extraction.document import Kind, parse

GIVEN = "given at upload"
# Between the name of a file and that of an article inside it.
WITHIN = " › "
_LONGEST_TITLE = 160
_MONTH_NAMES = (
    ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",),
    ("jun", "june"), ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"),
    ("oct", "october"), ("nov", "november"), ("dec", "december"),
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+((?:19|20)\d\d)\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b")
# A line that is nothing but a date, perhaps with a lead: "Published: 27 January 2025".
_DATELINE = re.compile(
    r"(?i)(?:(?:first\s+)?(?:published|posted|date|updated)(?:\s+on)?\s*:?\s*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?P<date>\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?,?\s+\d{4}"
    r"|[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})"
    r"(?:[\sT,|·-]+(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*[a-z]{0,4}Z?)?\.?"
)
_LINES_SEARCHED = 12


@dataclass(kw_only=True)
class Details:
    """
    What is known of an article; the first to say something is believed.

    `page_starts` are the offsets at which the pages of a PDF begin, () for what has no pages;
    `left_out` is the share, 0 to 1, of a web page's words that were menus, adverts and the like,
    None for what is no web page.
    """

    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    page_starts: tuple[int, ...] = ()
    left_out: float | None = None
    found_by: dict[str, str] = field(default_factory=dict)

    def follow(self, other: "Details") -> None:
        """Take over what another knows and this one does not yet, with how it was found."""
        for name, how in other.found_by.items():
            self.learn(how, **{name: getattr(other, name)})
        self.page_starts = self.page_starts or other.page_starts
        self.left_out = other.left_out if self.left_out is None else self.left_out

    def learn(self, how: str, **values: object) -> None:
        """Take over each value that is given and not known yet; `how` says where it stood."""
        for name, value in values.items():
            said = " ".join(value.split()) if isinstance(value, str) else value
            if said and getattr(self, name) is None:
                setattr(self, name, said)
                self.found_by[name] = how


def read_date(words: str | None) -> date | None:
    """
    Return the first full date in `words`, None without one or for a day that does not exist.

        >>> read_date("Jan. 27, 2025"), read_date("2025-02-30")
        (datetime.date(2025, 1, 27), None)
    """
    if not words:
        return None
    try:
        if m := _ISO.search(words):
            return date(int(m[1]), int(m[2]), int(m[3]))
        if (m := _DAY_FIRST.search(words)) and (month := _MONTHS.get(m[2].lower())):
            return date(int(m[3]), month, int(m[1]))
        if (m := _MONTH_FIRST.search(words)) and (month := _MONTHS.get(m[1].lower())):
            return date(int(m[3]), month, int(m[2]))
    except ValueError:
        return None
    return None


def given_date(words: str) -> date:
    """Return the day of `YYYY-MM-DD`, or raise InputError with the form that is right."""
    try:
        return date.fromisoformat(words.strip())
    except ValueError as error:
        raise InputError(
            f"{words!r} is no date. Write year, month and day, such as 2025-01-27."
        ) from error


def web_address(words: str | None) -> str | None:
    """Return an http(s) address as it stands, None for anything else (no `javascript:` links)."""
    if not words or any(c.isspace() for c in words.strip()):
        return None
    try:
        parts = urlsplit(words.strip())
    except ValueError:
        return None
    return words.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def _dateline(text: str) -> date | None:
    """Return the date of a line near the top that holds nothing else."""
    for line in text.split("\n", _LINES_SEARCHED)[:_LINES_SEARCHED]:
        bare = line.strip().strip("*_#").strip()
        if len(bare) <= 80 and (whole := _DATELINE.fullmatch(bare)):
            return read_date(whole["date"])
    return None


def _first_words(text: str) -> tuple[str, str] | None:
    """Return a title from the text's own layout and how it was found; None for no words."""
    document = parse(text)
    for position, block in enumerate(document.blocks[:3]):
        # A marked heading may follow a byline; an unmarked one is the title only at the top.
        if block.kind is Kind.HEADING and (position == 0 or block.level <= 2):
            return " ".join(block.span.cut(document.clean).split()), "first heading"
    for sentence in document.sentences[:1]:
        return " ".join(sentence.span.cut(document.clean).split()), "first line"
    return None


def _shorten(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def from_text(details: Details, text: str, name: str) -> None:
    """Fill in what is not known yet from front matter, the first lines and the file's name."""
    front = {key: value.replace('\\"', '"') for key, value in parse(text).front_matter.items()}
    details.learn(
        "front matter",
        title=front.get("title"),
        published=read_date(front.get("published") or front.get("date")),
        publisher=front.get("publisher") or front.get("outlet"),
        author=front.get("author"),
        url=web_address(front.get("url") or front.get("link")),
    )
    details.learn("a line of the text", published=_dateline(text))
    if details.title is None and (named := _first_words(text)):
        details.learn(named[1], title=named[0])
    stem = PurePath(name.rpartition(WITHIN)[2]).stem
    details.learn("file name", title=stem or name, published=read_date(stem))
    details.title = _shorten(details.title or "Untitled")
