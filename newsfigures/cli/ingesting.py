"""The verb that reads files, folders and pages of the web into the store: ingest."""

import argparse
import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import takes_published, verb
from newsfigures.cli.progress import Progress
from newsfigures.cli.running import App, with_store_or_app
from newsfigures.cli.saying import DONE, NOTHING_DONE, SOME_FAILED, bytes_of, complain, count
from newsfigures.cli.walking import Found, walk
from newsfigures.errors import InputError, StoreError, UnreachableError

if TYPE_CHECKING:
    from newsfigures.intake import File
    from newsfigures.store import Store

Row = dict[str, Any]
# Takes one file and returns what became of it, a row for each article in it.
Take = Callable[["File"], list[Row]]
# Puts an archive of everything in, whole.
Put = Callable[[Path], Row]

PASSED_OVER = "passed over"


def ingest(options: argparse.Namespace) -> int:
    """Read files, folders and pages of the web into the store, say of each what became of it."""
    from newsfigures import intake
    from newsfigures.records import result_record

    def direct(store: "Store") -> int:
        def take(file: "File") -> list[Row]:
            return [result_record(each) for each in intake.take_many(store, [file])]

        return _all(take, partial(_put_in, store), options)

    def through(app: App) -> int:
        def refuse(path: Path) -> Row:
            raise InputError(
                f"“{path.name}” holds everything of a store. Stop the app, then put it in: "
                f"python -m newsfigures restore {path}"
            )

        return _all(app.send, refuse, options)

    return with_store_or_app(direct, through)


def _row(name: str, status: str, reason: str) -> Row:
    from newsfigures.intake import Result
    from newsfigures.records import result_record

    return result_record(Result(name=name, status=status, reason=reason))


def _put_in(store: "Store", path: Path) -> Row:
    """Put an archive of everything into a new store; return what became of it."""
    from newsfigures.whole import archive

    made = archive.put_in(store, path)
    if made is None:
        return _row(str(path), "duplicate", "Everything in it is here already.")
    rows = made.rows
    said = f"It held everything of a store: {count(rows['article'], 'article')}, "
    said += f"{count(rows['decision'], 'decision')}."
    return _row(str(path), "added", said) | {"figures": rows["figure"], "derived": rows["derived"]}


def _rows(found: Found, take: Take, put: Put, options: argparse.Namespace) -> list[Row]:
    """Return what became of one file; only an app that is gone is raised."""
    from newsfigures.intake import File
    from newsfigures.whole.archive import is_archive

    name = found.name
    if found.reason:
        return [_row(name, PASSED_OVER, found.reason)]
    said = {"published": options.published, "publisher": options.publisher}
    try:
        if found.address:
            return take(File(name=name, data=b"", is_address=True, **said))
        if found.path.suffix.lower() == ".zip" and is_archive(found.path):
            return [put(found.path)]
        rows = take(File(name=found.path.name, data=bytes_of(name), **said))
    except InputError as error:
        return [_row(name, "refused", str(error))]
    # Told as they were named here; the store keeps the name of the file alone.
    before = name.removesuffix(found.path.name)
    return [{**row, "file": before + row["file"]} for row in rows]


def _all(take: Take, put: Put, options: argparse.Namespace) -> int:
    """Take all files; one that fails never stops the rest. What is in already is passed by."""
    found = walk(options.files)
    progress, said = Progress(len(found)), Counter[str]()
    figures = 0
    try:
        for number, each in enumerate(found):
            progress.at(number, each.address or each.path.name)
            rows = _rows(each, take, put, options)
            progress.clear()
            for row in rows:
                said[row["status"]] += 1
                figures += row["figures"] if row["status"] == "added" else 0
                _tell(row, as_json=options.json)
    except (StoreError, UnreachableError, KeyboardInterrupt) as error:
        progress.clear()
        complain(str(error) or "Stopped.")
        complain(
            f"{count(sum(said.values()), 'file')} of {len(found):,} went in before that. Run it "
            "again for the rest: what is in is not added twice."
        )
        return SOME_FAILED if said else NOTHING_DONE
    finally:
        progress.clear()
    if not found:
        complain("There is no file in what was named.")
        return NOTHING_DONE
    if len(found) > 1:
        _sum_up(said, figures, as_json=options.json)
    return SOME_FAILED if said["refused"] else DONE


def _tell(row: Row, *, as_json: bool) -> None:
    name = row["file"]
    why = " ".join(filter(None, (row["reason"], row["remedy"], *row["notes"])))
    if as_json:
        print(json.dumps(row, ensure_ascii=False), flush=True)
    elif row["status"] == "refused":
        complain(f"{name}: refused. {why}")
    elif row["status"] == "duplicate":
        print(f"{name}: {row['reason']}", flush=True)
    elif row["status"] == PASSED_OVER:
        print(f"{name}: passed over, {row['reason']}.", flush=True)
    else:
        took = f"{count(row['figures'], 'figure')}, {row['derived']} derived"
        print(f"{name}: added, {took}. {why}".rstrip(), flush=True)


_WORDS = {"added": "added", "duplicate": "here already", PASSED_OVER: PASSED_OVER,
          "refused": "refused"}  # fmt: skip


def _sum_up(said: Counter[str], figures: int, *, as_json: bool) -> None:
    parts = [f"{said[status]:,} {words}" for status, words in _WORDS.items() if said[status]]
    line = f"{count(sum(said.values()), 'file')}: {', '.join(parts)}. {count(figures, 'figure')}."
    # Standard output holds a line of JSON for each file and nothing else.
    complain(line) if as_json else print(line)


def add(verbs: Any) -> None:
    """Add the verb of this module."""
    one = verb(
        verbs,
        ingest,
        "ingest --published 2025-01-27 article.txt articles",
        json="print one JSON line a file",
    )
    takes_published(one)
    one.add_argument("--publisher", help="who published it")
    one.add_argument("files", nargs="+", metavar="FILE|FOLDER|URL")
