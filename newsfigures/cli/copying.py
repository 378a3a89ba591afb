"""Verbs that move a store as a whole: backup, restore, transfer."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.running import App, with_store_or_app
from newsfigures.cli.saying import DONE, NOTHING_DONE, SOME_FAILED, complain, count
from newsfigures.errors import BackupError, NewsfiguresError, TransferError

if TYPE_CHECKING:
    from newsfigures.places import Place
    from newsfigures.store import Store
    from newsfigures.whole.copies import Copy, Restored

_EXAMPLE = "newsfigures-2026-11-26.duckdb"
_LAKE = "ducklake:postgres:host=db.example.org dbname=figures user=figures data=/srv/figures"


def backup(options: argparse.Namespace) -> int:
    """Write a copy of the store that was compared with it, while the app runs too."""
    from newsfigures.whole import copies

    if options.file.exists() and not options.replace:
        complain(f"There is a file {options.file} already. Name another one, or give --replace.")
        return NOTHING_DONE
    # Written beside and moved, so that what is there stays until the new one was looked at.
    beside = options.file.with_name(f"{options.file.name}.part")

    def direct(store: "Store") -> int:
        return _settled(copies.back_up(store, beside), options)

    def through(app: App) -> int:
        heads = app.fetch_file("backup", beside)
        made = copies.look(beside)
        if (made.sha256, made.digest) != (heads.get("x-sha256"), heads.get("x-digest")):
            raise BackupError(f"What the app sent did not come over whole to {options.file}.")
        return _settled(made, options)

    try:
        beside.unlink(missing_ok=True)
        return with_store_or_app(direct, through)
    except OSError as error:
        complain(f"“{options.file}” cannot be written: {error.strerror}. Nothing was copied.")
        return NOTHING_DONE
    finally:
        beside.unlink(missing_ok=True)


def _settled(made: "Copy", options: argparse.Namespace) -> int:
    made.path.replace(options.file)
    rows = {name: its.rows for name, its in made.tables.items()}
    if options.json:
        told = {"file": str(options.file), "bytes": made.size, "sha256": made.sha256,
                "schema": made.schema, "tables": rows}  # fmt: skip
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(
            f"Wrote {options.file} ({made.size:,} bytes, sha256 {made.sha256}): "
            f"{count(rows['article'], 'article')}, {count(rows['figure'], 'figure')}, "
            f"{count(rows.get('decision', 0), 'decision')}. "
            "Every table was compared with the store."
        )
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Put a backup, or an archive of everything, in the place of the store, which is kept."""
    from newsfigures import places
    from newsfigures.whole import archive, copies

    put = archive.restore if archive.is_archive(options.file) else copies.restore
    try:
        restored = put(options.file, _file_of(places.default()))
    except NewsfiguresError as error:
        complain(error)
        return NOTHING_DONE
    _tell(restored, options)
    for one in restored.findings:
        complain(f"{one.kind} {one.id}: {one.said}. {one.remedy}")
    return SOME_FAILED if restored.findings else DONE


def _file_of(place: "Place") -> Path:
    """Return the file of a store, or raise BackupError for a lake."""
    if isinstance(place, Path):
        return place
    raise BackupError(
        f"The store is the lake {place}, and a file cannot be put in its place. Put a backup into "
        "a lake that is new: python -m newsfigures transfer FILE ADDRESS"
    )


def transfer(options: argparse.Namespace) -> int:
    """Put everything of a store into a new one: of a file into a lake, or back; compare them."""
    from newsfigures import places, store
    from newsfigures.access import Action
    from newsfigures.whole import transfer as moving

    try:
        ends = places.named(options.source), places.named(options.target)
        if isinstance(ends[0], Path) and not ends[0].is_file():
            raise TransferError(f"There is no file {ends[0]}. Check the path.")
        if ends[0] == ends[1]:
            raise TransferError(f"{ends[0]} is both. Name the store to take from, then another.")
        with store.open_store(ends[0]) as source, store.open_store(ends[1]) as target:
            made = moving.transfer(source, target, Action.REPLACE)
    except NewsfiguresError as error:
        complain(error)
        return NOTHING_DONE
    rows = made.rows
    if options.json:
        told = {"from": str(ends[0]), "to": str(ends[1]), "was_there": made.was_there,
                "tables": rows}  # fmt: skip
        print(json.dumps(told, ensure_ascii=False))
    elif made.was_there:
        print(f"Everything of {ends[0]} is in {ends[1]} already.")
    else:
        print(
            f"Put {count(rows['article'], 'article')}, {count(rows['figure'], 'figure')} and "
            f"{count(rows['decision'], 'decision')} of {ends[0]} into {ends[1]}. "
            f"Every table was compared. To use it: NEWSFIGURES_DB={options.target!r}"
        )
    return DONE


def _tell(restored: "Restored", options: argparse.Namespace) -> None:
    aside = str(restored.aside) if restored.aside else None
    if options.json:
        told = {"file": str(options.file), "store": str(restored.store), "kept_aside": aside,
                "counts": dict(restored.counts), "findings": len(restored.findings)}  # fmt: skip
        print(json.dumps(told, ensure_ascii=False))
        return
    held = restored.counts
    print(
        f"Put {options.file} in place as {restored.store}: {count(held['articles'], 'article')}, "
        f"{count(held['figures'], 'figure')}."
    )
    if aside:
        print(f"The store that was there is kept as {aside}.")


def add(verbs: Any) -> None:
    """Add the verbs of this module."""
    one = verb(verbs, backup, f"backup {_EXAMPLE}", json="print what was written as JSON")
    one.add_argument("--replace", action="store_true", help="in the place of a file that is there")
    one.add_argument("file", type=Path, metavar="FILE")
    one = verb(verbs, restore, f"restore {_EXAMPLE}", json="print what was put in place as JSON")
    one.add_argument("file", type=Path, metavar="FILE")
    one = verb(
        verbs,
        transfer,
        f"transfer data/newsfigures.duckdb {_LAKE!r}",
        json="print what was put where as JSON",
    )
    one.add_argument("source", metavar="FROM", help="a file, or the address of a lake")
    one.add_argument("target", metavar="TO", help="another, new or empty")
