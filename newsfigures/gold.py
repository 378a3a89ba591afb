"""
Reviewed articles as gold: texts, and figures in the form that the extractor is scored on.

What people decided is what is right: rejected figures are left out, corrected ones are as
corrected, added ones are in. `python manage.py eval --gold FOLDER` scores on such a folder.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd

from newsfigures import naming, queries
from newsfigures.catalog import Entity
from newsfigures.records import number
from newsfigures.store import Store

__all__ = ["GOLD", "NAMES", "Gold", "articles", "packed", "write"]

GOLD, NAMES = "gold.jsonl", "names.csv"
COLUMNS = ("canonical_name", "kind", "parent", "country", "aliases", "ambiguous_forms")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One article: its text as stored and its figures with the fields of docs/figures.md."""

    article_id: str
    published: str | None
    text: str
    figures: tuple[dict[str, Any], ...]

    def line(self) -> str:
        """Return its line of gold.jsonl."""
        told = {"id": self.article_id, "published": self.published, "figures": self.figures}
        return json.dumps(told, ensure_ascii=False)


def articles(store: Store, *, everything: bool = False) -> Iterator[Gold]:
    """Yield the articles of which every figure was decided about; with `everything` all."""
    rows = queries.run(store, "reviewed_articles", everything=everything)
    for row in rows.to_dict("records"):
        figures = queries.run(store, "contract_of_article", article_id=row["article_id"])
        yield Gold(
            article_id=str(row["article_id"]),
            published=None if pd.isna(row["published"]) else f"{row['published']:%Y-%m-%d}",
            text=str(row["text"]),
            figures=tuple(_record(each) for each in figures.to_dict("records")),
        )


def _record(row: dict[Any, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {str(k): None if pd.isna(cell) else cell for k, cell in row.items()}
    for name in ("value", "value_high"):
        if told[name] is not None:
            told[name] = number(Decimal(repr(float(told[name]))))
    for name in ("horizon", "start", "end"):
        if told[name] is not None:
            told[name] = int(told[name])
    return told


def write(store: Store, folder: Path, *, everything: bool = False) -> list[Gold]:
    """
    Write each article's text, gold.jsonl and the names that people added; return what was written.

    Files of the same names are replaced. Raises OSError when the folder cannot be written to.
    """
    found = list(articles(store, everything=everything))
    folder.mkdir(parents=True, exist_ok=True)
    for one in found:
        _put(folder / f"{one.article_id}.txt", one.text)
    _names(folder / NAMES, naming.added(store))
    # Last, so that whatever it names is there.
    _put(folder / GOLD, "".join(f"{one.line()}\n" for one in found))
    return found


def packed(store: Store, *, everything: bool = False) -> bytes:
    """Return what `write` writes as one zip file."""
    held = BytesIO()
    with TemporaryDirectory() as folder, ZipFile(held, "w", ZIP_DEFLATED) as into:
        write(store, Path(folder), everything=everything)
        for file in sorted(Path(folder).iterdir()):
            into.write(file, file.name)
    return held.getvalue()


def _put(file: Path, text: str) -> None:
    """Write a file whole or not at all, letter for letter."""
    beside = file.with_name(file.name + ".part")
    beside.write_bytes(text.encode())
    beside.replace(file)


def _names(file: Path, added: Sequence[Entity]) -> None:
    """Write names with the columns of data/entities.csv, or remove the file when there are none."""
    if not added:
        file.unlink(missing_ok=True)
        return
    with file.open("w", encoding="utf-8", newline="") as opened:
        out = csv.writer(opened, lineterminator="\n")
        out.writerow(COLUMNS)
        for one in added:
            out.writerow(
                [
                    one.name, one.kind, one.parent or "", one.country or "",
                    ";".join(one.aliases), ";".join(sorted(one.ambiguous)),
                ]
            )  # fmt: skip
