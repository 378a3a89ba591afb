"""
Tables of articles: a row each in CSV, an object each in JSON lines or in a JSON list.

Columns are known by their names, in any order; only the one with the article's words is needed.
A row that cannot be read says which it is and why, and keeps none of the others out.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from newsfigures.errors import EmptyInputError, InputError, TooLargeError
from newsfigures.reading.details import Details, read_date, web_address
from newsfigures.reading.parts import MOST_PARTS, Part, Unread

# What people, scrapers and archives call the columns.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext",
             "maintext", "main_text", "body_text", "words"),
    "title": ("title", "headline", "heading", "head", "subject"),
    "published": ("published", "date", "publication_date", "published_at", "published_date",
                  "publish_date", "pub_date", "pubdate", "date_published", "datetime", "day"),
    "publisher": ("publisher", "outlet", "source", "site", "site_name", "sitename", "domain",
                  "newspaper", "publication", "medium"),
    "url": ("url", "link", "address", "href", "permalink", "web_url"),
    "author": ("author", "authors", "byline", "writer", "by"),
}  # fmt: skip
# A row's cells by meaning, or what is wrong with the row.
Cells = Mapping[str, object] | InputError
_MEANING = {alias: column for column, aliases in COLUMNS.items() for alias in aliases}
_SIGNS = re.compile(r"[^a-z0-9]+")
_DELIMITERS = ",;\t|"
_TABLE_NAMES = frozenset({".csv", ".tsv"})
_LINE_NAMES = frozenset({".jsonl", ".ndjson"})
_HEAD = 10_000


def _meaning(name: str) -> str | None:
    return _MEANING.get(_SIGNS.sub("_", name.strip().lower()).strip("_"))


def _columns(names: list[str]) -> dict[str, int]:
    """Return where the columns that we know stand; the first of two with one meaning counts."""
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        if meaning := _meaning(name):
            found.setdefault(meaning, place)
    return found


def _first_row(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text[:_HEAD]), delimiter=delimiter), [])
    except csv.Error:
        return []


def delimiter(text: str, name: str) -> str | None:
    """
    Return what parts the cells of a table of articles; None for text that is no such table.

    Text that is called a table (`.csv`, `.tsv`) and has no column of words raises InputError.
    """
    is_named = PurePath(name).suffix.lower() in _TABLE_NAMES
    for each in _DELIMITERS:
        columns = _columns(_first_row(text, each))
        if "text" in columns and (len(columns) > 1 or is_named):
            return each
    if is_named:
        head = max((_first_row(text, each) for each in _DELIMITERS), key=len)
        raise InputError(
            f"“{name}” is a table without a column of the articles' words: its first row reads "
            f"{', '.join(head)[:200]!r}. Name the column with the words “text”, and where there "
            "are any “title”, “published”, “publisher”, “url” and “author”."
        )
    return None


def is_lines(text: str, name: str) -> bool:
    """Say whether a text is JSON lines or a JSON list of articles."""
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        return False
    if PurePath(name).suffix.lower() in _LINE_NAMES:
        return True
    if start.startswith("["):
        return re.match(r"\[\s*\{\s*\"", start[:200]) is not None
    try:
        first = json.loads(start.split("\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and any(_meaning(str(key)) == "text" for key in first)


def _part(row: str, cells: Mapping[str, object], how: Callable[[str], str]) -> Part:
    """Return the article of one row; InputError that says what is wrong with it."""
    said = {name: cell.strip() for name, cell in cells.items() if isinstance(cell, str)}
    for name in ("text", "published"):
        if name in cells and cells[name] is not None and name not in said:
            raise InputError(f"{row}: its {name} is no text but {str(cells[name])[:40]!r}.")
    if not said.get("text"):
        raise EmptyInputError(
            f"{row} has no words in the column of the text. Fill it or leave it out."
        )
    day = said.get("published")
    if day and read_date(day) is None:
        raise InputError(
            f"{row}: its date of publication reads {day[:40]!r}, which is no day or could be two. "
            "Write year, month and day, such as 2025-01-27."
        )
    known = Details()
    values = {
        "title": said.get("title"),
        "published": read_date(day),
        "publisher": said.get("publisher"),
        "author": said.get("author"),
        "url": web_address(said.get("url")),
    }
    for name, value in values.items():
        known.learn(how(name), **{name: value})
    return Part(
        name=row, words=str(cells["text"]).replace("\r\n", "\n"), media="table", known=known
    )


def _gather(
    rows: Iterator[tuple[str, Cells]],
    name: str,
    how: Callable[[str], str],
) -> list[Part | Unread]:
    found: list[Part | Unread] = []
    for row, cells in rows:
        if len(found) == MOST_PARTS:
            raise TooLargeError(
                f"“{name}” holds more than {MOST_PARTS:,} articles. Split it, or add it with the "
                "command line in pieces."
            )
        try:
            if isinstance(cells, InputError):
                raise cells
            found.append(_part(row, cells, how))
        except InputError as error:
            found.append(Unread(name=row, error=error))
    if not found:
        raise EmptyInputError(f"“{name}” has the names of columns and no row. Add the articles.")
    return found


def _row(row: str, cells: list[str], head: list[str], columns: dict[str, int]) -> Cells:
    if len(cells) > len(head):
        return InputError(
            f"{row} has {len(cells)} cells, the first row names {len(head)}. A text with the sign "
            "that parts the cells must stand in double quotes."
        )
    return {name: cells[at] for name, at in columns.items() if at < len(cells)}


def read_table(text: str, name: str, parted_by: str) -> list[Part | Unread]:
    """Return the articles of a CSV table; rows are numbered as a spreadsheet shows them."""
    # The limit is one for the whole process, so it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parted_by)
    head = next(reader, [])
    columns = _columns(head)

    def rows() -> Iterator[tuple[str, Cells]]:
        number = 1
        try:
            for number, cells in enumerate(reader, start=2):
                if any(cell.strip() for cell in cells):
                    yield f"row {number}", _row(f"row {number}", cells, head, columns)
        except csv.Error as error:
            row = f"row {number + 1}"
            yield row, InputError(f"{row} is no CSV ({error}); it and what follows was not read.")

    return _gather(rows(), name, lambda column: f"column “{head[columns[column]].strip()}”")


def _objects(text: str) -> Iterator[tuple[str, object]]:
    """Yield each object with its name; a ValueError where a line is no JSON."""
    is_list = text.lstrip().startswith("[")
    lines = [("the list", text)] if is_list else _numbered(text)
    for name, line in lines:
        try:
            said = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield name, ValueError(str(error) or type(error).__name__)
            continue
        if is_list:
            yield from ((f"item {n}", each) for n, each in enumerate(said, start=1))
        else:
            yield name, said


def _numbered(text: str) -> list[tuple[str, str]]:
    lines = enumerate(text.split("\n"), start=1)
    return [(f"line {number}", line) for number, line in lines if line.strip()]


def _object(row: str, said: object) -> Cells:
    if not isinstance(said, dict):
        why = f" ({said})" if isinstance(said, ValueError) else ""
        return InputError(
            f"{row} is no JSON object{why}. Write one object with “text” for each article."
        )
    cells: dict[str, object] = {}
    for key, value in said.items():
        if meaning := _meaning(str(key)):
            cells.setdefault(meaning, value)
    return cells


def read_lines(text: str, name: str) -> list[Part | Unread]:
    """Return the articles of JSON lines, or of a JSON list."""
    rows = ((row, _object(row, said)) for row, said in _objects(text))
    return _gather(rows, name, lambda column: f"its “{column}”")
