"""
What an address may ask for: filters and paging, checked, as values for the queries.

One table says for each what it is called, how it is read and how it is described: the handlers
and the description of the addresses (description.py) both go by it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from newsfigures import bars, catalog, export, searching, sizes
from newsfigures.errors import InputError
from newsfigures.model import CostBasis, Status

PAGE, LARGEST_PAGE = 100, 1_000
LARGEST_OFFSET = 100_000_000
YES, NO = ("1", "true", "yes"), ("0", "false", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    One thing that an address may ask for.

    `read` makes a value of the words, or raises InputError; it is given `usual` where nothing
    is asked. `to` is the parameter of queries/export.sql, '' for one whose value is several.
    `many`: may be given several times and becomes a list. `schema` is that of one value, of a
    list with commas that of the list.
    """

    name: str
    says: str
    schema: dict[str, Any]
    example: str | int | float
    read: Callable[[str], Any]
    to: str = ""
    many: bool = False
    usual: str = ""


def _one_of(name: str, known: Iterable[str]) -> Callable[[str], str]:
    names = list(known)

    def read(words: str) -> str:
        if words not in names:
            raise InputError(f"There is no {name} {words!r}. There are: {', '.join(names)}.")
        return words

    return read


def _flag(name: str) -> Callable[[str], bool]:
    def read(words: str) -> bool:
        if words not in YES + NO:
            raise InputError(f"{name}={words!r} is neither yes nor no. Write {name}=1 or {name}=0.")
        return words in YES

    return read


def _share(words: str) -> float:
    try:
        share = float(words)
    except ValueError:
        share = -1.0
    # NaN is no share either: it is neither below nor above anything.
    if not 0 <= share <= 1:
        raise InputError(f"confidence={words!r} is no number from 0 to 1, such as 0.8.")
    return share


def _year(words: str) -> int:
    if not (words.isascii() and words.isdigit() and len(words) == 4):
        raise InputError(f"year={words!r} is no year, such as 2025.")
    return int(words)


def _whole(name: str, least: int, largest: int) -> Callable[[str], int]:
    def read(words: str) -> int:
        is_whole = words.isascii() and words.isdigit() and len(words) <= len(str(largest))
        if not is_whole or not least <= int(words) <= largest:
            raise InputError(f"{name}={words!r} is no whole number from {least} to {largest:,}.")
        return int(words)

    return read


def _choice(name: str, to: str, known: Iterable[str], says: str) -> Asked:
    names = list(known)
    return Asked(
        name=name, to=to, many=True, says=says, read=_one_of(name, names), example=names[0],
        schema={"type": "string", "enum": names},
    )  # fmt: skip


def _name(name: str, to: str, example: str, says: str) -> Asked:
    return Asked(
        name=name, to=to, many=True, says=says, read=str, example=example, schema={"type": "string"}
    )


def _columns(words: str) -> list[str]:
    names = words.split(",") if words else []
    export.chosen("export", names)
    return names


def _switch(name: str, to: str, usual: str, says: str) -> Asked:
    return Asked(
        name=name, to=to, usual=usual, says=says, read=_flag(name), example="1",
        schema={"type": "string", "enum": [*YES, *NO], "default": usual},
    )  # fmt: skip


def _words(name: str, example: str, says: str, read: Callable[[str], Any]) -> Asked:
    return Asked(name=name, says=says, read=read, example=example, schema={"type": "string"})


ORIGINS = ("article", "derived", "reference")
REVIEWS = ("accepted", "edited", "added", "checked", "unreviewed")
FILTERS: tuple[Asked, ...] = (
    _choice("metric", "metrics", catalog.metrics(), "What is measured."),
    _name("name", "names", "DeepSeek", "A company or subject, as it is written in the figures."),
    _name("company", "companies", "DeepSeek", "A company, as it is written in the figures."),
    _name("subject", "subjects", "DeepSeek-V3", "A subject, as it is written in the figures."),
    _choice("origin", "origins", ORIGINS, "Where figures come from."),
    _choice("status", "statuses", Status, "How sure the source is."),
    _choice("review", "reviews", REVIEWS, "What came of a look at the source."),
    _name("publisher", "publishers", "Reuters", "Who published the article or source."),
    _choice("basis", "bases", CostBasis, "In which sense of cost a training cost is meant."),
    Asked(
        name="year", to="years", many=True, says="Year of publication.", read=_year, example=2025,
        schema={"type": "integer", "minimum": 1000, "maximum": 9999},
    ),
    _words("q", 'deepseek "training cost" -H800',
           "Words that stand in a name, measure, unit, sentence, title or publisher; in quotation "
           "marks as whole words in that order; behind a minus: stand nowhere there.",
           lambda words: searching.read(words).values),
    _words("size", "over $1 bn", f"A size with its unit: {sizes.EXAMPLES}.",
           lambda words: sizes.read(words).values),
    _words("value", "USD:1e9:2e9", "A stretch of values: unit, from, below.", bars.value),
    _words("published", "2024-01:2024-03", "Months of publication, both included.",
           bars.published),
    _words("about", "2025:2027", "Years that figures are about, both included.", bars.about),
    _switch("samples", "with_samples", "1", "Whether the sample articles count."),
    _switch("reviewed", "reviewed_only", "0", "Whether only figures checked at the source count."),
    Asked(
        name="confidence", to="least_sure", usual="0", read=_share, example=0.8,
        says="Readings less sure than this, which nobody reviewed, do not count.",
        schema={"type": "number", "minimum": 0, "maximum": 1, "default": 0},
    ),
)  # fmt: skip
FLAVOUR = Asked(
    name="flavour", usual="data", example="excel", read=_one_of("flavour", ("data", "excel")),
    says="data: RFC 4180, nothing added. excel: with a byte order mark, and an apostrophe before "
    "text that a spreadsheet would run.",
    schema={"type": "string", "enum": ["data", "excel"], "default": "data"},
)  # fmt: skip
COLUMNS = Asked(
    name="columns", example="claim_id,metric,value,unit,sentence", read=_columns,
    says="Only these columns, in this order, with commas between; all of them where none is named.",
    schema={
        "type": "array", "uniqueItems": True,
        # Named with nothing behind it, it names none.
        "items": {"type": "string", "enum": ["", *export.columns()]},
    },
)  # fmt: skip
SNAPSHOT = Asked(
    name="snapshot", example="0123456789ab", read=str, schema={"type": "string"},
    says="The id of a snapshot: the figures as they stood when it was made. Today's without it.",
)  # fmt: skip
# What files of figures may be asked for: which rows, which columns of them, and as of when.
OF_FILES = (*FILTERS, COLUMNS, SNAPSHOT)
LIMIT = Asked(
    name="limit", usual=str(PAGE), example=50, read=_whole("limit", 1, LARGEST_PAGE),
    says="How many figures a page has.",
    schema={"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE},
)  # fmt: skip
AFTER = Asked(
    name="after", example="f_0123456789abcdef", read=str, schema={"type": "string"},
    says="The page begins after the figure of this id; as quick at the end as at the beginning.",
)  # fmt: skip
OFFSET = Asked(
    name="offset", usual="0", example=100, read=_whole("offset", 0, LARGEST_OFFSET),
    says="How many figures are passed over; slow where they are many, `after` is not.",
    schema={"type": "integer", "minimum": 0, "maximum": LARGEST_OFFSET, "default": 0},
)  # fmt: skip
PAGING = (LIMIT, AFTER, OFFSET)


def values(given: QueryParams, known: tuple[Asked, ...]) -> dict[str, Any]:
    """
    Return name -> what was asked for, or is usual, of all that an address knows.

    Raises InputError for a name it does not know, one given too often, and a wrong value.
    """
    names = [one.name for one in known]
    unknown = sorted(set(given) - set(names))
    if unknown:
        there = f"There are: {', '.join(names)}." if names else "This address takes none."
        raise InputError(f"There is no filter {', '.join(unknown)}. {there}")
    found: dict[str, Any] = {}
    for one in known:
        said = given.getlist(one.name)
        if one.many:
            found[one.name] = [one.read(words) for words in said]
        elif len(said) > 1:
            raise InputError(f"{one.name} is given {len(said)} times. Give it once.")
        else:
            found[one.name] = one.read(said[0] if said else one.usual)
    return found


def filters(given: QueryParams, also: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the values for queries/export.sql; InputError for what is no filter, nor in `also`."""
    others = (FLAVOUR, COLUMNS, SNAPSHOT, *PAGING)
    return filtered(values(given, (*FILTERS, *(one for one in others if one.name in also))))


def filtered(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for queries/export.sql of what `values` read."""
    asked: dict[str, Any] = {}
    for one in FILTERS:
        asked |= {one.to: found[one.name]} if one.to else found[one.name]
    return asked
