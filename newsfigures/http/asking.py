"""What an address asks for: filters and paging, checked, as values for the queries."""

from typing import Any

from starlette.datastructures import QueryParams

from newsfigures import bars, searching, sizes
from newsfigures.errors import InputError


def _flag(words: str, name: str) -> bool:
    if words.lower() in ("1", "true", "yes"):
        return True
    if words.lower() in ("0", "false", "no"):
        return False
    raise InputError(f"{name}={words!r} is neither yes nor no. Write {name}=1 or {name}=0.")


def _share(words: str, name: str) -> float:
    try:
        share = float(words)
    except ValueError:
        share = -1.0
    # NaN is no share either: it is neither below nor above anything.
    if not 0 <= share <= 1:
        raise InputError(f"{name}={words!r} is no number from 0 to 1, such as 0.8.")
    return share


def _year(words: str) -> int:
    if not (words.isascii() and words.isdigit() and len(words) == 4):
        raise InputError(f"year={words!r} is no year, such as 2025.")
    return int(words)


def whole(asked: QueryParams, name: str, usual: int, largest: int) -> int:
    """Return a whole number that was asked for, `usual` for none; InputError for anything else."""
    words = asked.get(name, str(usual))
    is_whole = words.isascii() and words.isdigit() and len(words) <= len(str(largest))
    if not is_whole or int(words) > largest:
        raise InputError(f"{name}={words!r} is no whole number from 0 to {largest:,}.")
    return int(words)


# Name in the address -> parameter of queries/export.sql; each may be given several times.
LISTS = {
    "metric": "metrics",
    "name": "names",
    "company": "companies",
    "subject": "subjects",
    "origin": "origins",
    "status": "statuses",
    "review": "reviews",
    "publisher": "publishers",
    "basis": "bases",
}
OTHERS = (
    "q", "year", "size", "value", "published", "about", "samples", "reviewed", "confidence",
)  # fmt: skip
PAGING = ("limit", "offset")


def filters(
    asked: QueryParams, *, paging: bool = False, also: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return the values for queries/export.sql; InputError for a name that is no filter."""
    known = (*LISTS, *OTHERS, *(PAGING if paging else ()), *also)
    unknown = sorted(set(asked) - set(known))
    if unknown:
        raise InputError(f"There is no filter {', '.join(unknown)}. There are: {', '.join(known)}.")
    values: dict[str, Any] = {to: asked.getlist(name) for name, to in LISTS.items()}
    values |= searching.read(asked.get("q", "")).values
    values["years"] = [_year(words) for words in asked.getlist("year")]
    values |= sizes.read(asked.get("size", "")).values
    values |= bars.read(
        value_of=asked.get("value", ""),
        published_in=asked.get("published", ""),
        about_in=asked.get("about", ""),
    )
    values["with_samples"] = _flag(asked.get("samples", "1"), "samples")
    values["reviewed_only"] = _flag(asked.get("reviewed", "0"), "reviewed")
    values["least_sure"] = _share(asked.get("confidence", "0"), "confidence")
    return values
