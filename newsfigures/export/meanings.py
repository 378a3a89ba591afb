"""What each column of a download holds: data/columns.toml, beside the data in every bundle."""

import csv
import io
import tomllib
from collections.abc import Iterable
from functools import cache

from newsfigures.catalog import DATA


@cache
def columns() -> dict[str, dict[str, str]]:
    """Return column -> `type`, `unit` ('' for none) and `meaning`, in the order of downloads."""
    with (DATA / "columns.toml").open("rb") as file:
        read: dict[str, dict[str, str]] = tomllib.load(file)
    return read


def as_csv(only: Iterable[str]) -> str:
    """Return these columns and their meanings as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["column", "type", "unit", "meaning"])
    for name in only:
        said = columns()[name]
        writer.writerow([name, said["type"], said["unit"], said["meaning"]])
    return out.getvalue()
