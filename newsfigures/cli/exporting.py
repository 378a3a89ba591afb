"""The verb that gives figures, or everything there is, as a file: export."""

import argparse
import csv
import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from newsfigures.cli.options import verb
from newsfigures.cli.running import App, with_store_or_app
from newsfigures.cli.saying import DONE, NOTHING_DONE, SOME_FAILED, complain, count
from newsfigures.errors import InputError, StoreError, UnknownSnapshotError

if TYPE_CHECKING:
    from newsfigures.export import Written
    from newsfigures.store import Store
    from newsfigures.whole.archive import Manifest

Made = TypeVar("Made")

# Where the app gives what is one form here and another there.
_FLAVOURS = {"csv": "figures.csv", "excel": "figures.csv?flavour=excel"}


def export(options: argparse.Namespace) -> int:
    """Write every figure with its words and sources, or everything there is, into a file."""
    from newsfigures import export as rows

    if options.everything and options.form:
        complain("--everything has one form, a zip of JSON lines. Leave --form away.")
        return NOTHING_DONE
    form = options.form or "csv"
    if options.out is None and (options.everything or form not in rows.FLAVOURS):
        title = "Everything" if options.everything else rows.FORMS[form].title
        complain(f"{title} is no text to print. Name a file with --out.")
        return NOTHING_DONE
    if options.out is None and options.json:
        complain("--json says what was written to a file. Name one with --out.")
        return NOTHING_DONE
    if options.everything and options.columns:
        complain("--everything has all columns of all tables. Leave --columns away.")
        return NOTHING_DONE
    if options.everything and options.snapshot:
        complain("A snapshot holds figures, not everything. Leave --everything away.")
        return NOTHING_DONE
    if options.everything:
        return _whole(options)
    try:
        rows.chosen("export", options.columns)
        if options.out is None:
            return _printed(form, options.columns, options.snapshot)
        return _filed(form, options)
    except (InputError, UnknownSnapshotError) as wrong:
        complain(str(wrong))
        return NOTHING_DONE


def _of(store: "Store", snapshot: str) -> "Store":
    """Return what figures are read from: the store, or one of its snapshots."""
    from newsfigures import snapshots

    return snapshots.opened(store, snapshot) if snapshot else store


def _filed(form: str, options: argparse.Namespace) -> int:
    """Write a form into a file."""
    from newsfigures import export as rows

    say = partial(_told, options)

    def direct(store: "Store") -> int:
        from newsfigures.queries import EVERYTHING

        write, read = rows.FORMS[form].write, _of(store, options.snapshot)
        return _beside(
            options.out, lambda path: write(read, EVERYTHING, path, options.columns), say
        )

    def through(app: App) -> int:
        address = _address(form, options.columns, options.snapshot)
        return _beside(options.out, partial(_fetched, app, form, address), say)

    return with_store_or_app(direct, through)


def _beside(out: Path, make: Callable[[Path], Made], say: Callable[[Made], int]) -> int:
    """Have a file made beside and moved, so that a broken run leaves no half file; tell of it."""
    beside = out.with_name(f"{out.name}.part")
    try:
        made = make(beside)
        beside.replace(out)
    except OSError as error:
        complain(f"“{out}” cannot be written: {error.strerror}. Nothing was exported.")
        return NOTHING_DONE
    finally:
        beside.unlink(missing_ok=True)
    return say(made)


def _printed(form: str, only: Sequence[str], snapshot: str) -> int:
    """Write a form that is text to standard output, line by line."""
    from newsfigures import export as rows

    def direct(store: "Store") -> int:
        from newsfigures.queries import EVERYTHING

        asked = (_of(store, snapshot), "export", EVERYTHING, rows.FLAVOURS[form])
        for piece in rows.pieces(*asked, only=only):
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
        return DONE

    def through(app: App) -> int:
        app.fetch(_address(form, only, snapshot), sys.stdout.buffer.write)
        sys.stdout.flush()
        return DONE

    return with_store_or_app(direct, through)


def _address(form: str, only: Sequence[str], snapshot: str) -> str:
    path, _, tail = _FLAVOURS.get(form, f"figures.{form}").partition("?")
    columns = f"columns={','.join(only)}" if only else ""
    of = f"snapshot={quote(snapshot)}" if snapshot else ""
    asked = [*filter(None, (tail, columns, of))]
    return f"{path}?{'&'.join(asked)}" if asked else path


def _fetched(app: App, form: str, address: str, path: Path) -> "Written":
    """Have the app write a form into a file; return what it holds, counted here."""
    from newsfigures.export import Written

    heads = app.fetch_file(address, path)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if heads.get("x-sha256", sha256) != sha256:
        raise StoreError("What the app sent did not come over whole. Nothing was exported.")
    rows = int(heads["x-rows"]) if "x-rows" in heads else _counted(form, path)
    return Written(rows=rows, size=path.stat().st_size, sha256=sha256)


def _counted(form: str, path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        if form == "jsonl":
            return sum(1 for _ in file)
        return sum(1 for _ in csv.reader(file)) - 1


def _told(options: argparse.Namespace, made: "Written") -> int:
    from newsfigures import export as rows
    from newsfigures.queries import EVERYTHING

    if options.json:
        print(
            json.dumps(
                {
                    "file": str(options.out),
                    **rows.manifest(EVERYTHING, made, options.columns, options.snapshot),
                }
            )
        )
    else:
        print(
            f"Wrote {options.out} ({made.rows:,} rows, {made.size:,} bytes, sha256 {made.sha256})."
        )
    return DONE


def _whole(options: argparse.Namespace) -> int:
    """Write an archive of everything; say what in it will be refused when it is put in."""
    from newsfigures.whole import archive, soundness

    say = partial(_told_whole, options)

    def direct(store: "Store") -> int:
        code = _beside(options.out, lambda path: archive.write(store, path), say)
        return code or _warned(len(soundness.check(store)))

    def through(app: App) -> int:
        def fetch(path: Path) -> "Manifest":
            heads = app.fetch_file("everything.zip", path)
            made = archive.look(path)
            if made.digest != heads.get("x-digest"):
                raise StoreError("What the app sent did not come over whole.")
            return made

        return _beside(options.out, fetch, say) or _warned(len(app.told("check")["findings"]))

    return with_store_or_app(direct, through)


def _warned(findings: int) -> int:
    if not findings:
        return DONE
    complain(
        f"{count(findings, 'thing')} found in the store that should not be so; until that is "
        "mended, the archive cannot be put in: python -m newsfigures doctor"
    )
    return SOME_FAILED


def _told_whole(options: argparse.Namespace, made: "Manifest") -> int:
    if options.json:
        print(json.dumps({"file": str(options.out), **made.record()}, ensure_ascii=False))
        return DONE
    rows = made.rows
    print(
        f"Wrote {options.out}: {count(rows['article'], 'article')}, "
        f"{count(rows['figure'], 'figure')}, {count(rows['decision'], 'decision')} and all else "
        f"that is not in data/ (digest {made.digest})."
    )
    return DONE


def add(verbs: Any) -> None:
    """Add the verb of this module."""
    one = verb(verbs, export, "export --out figures.csv", json="print what was written as JSON")
    one.add_argument("--out", type=Path, metavar="FILE", help="else standard output")
    one.add_argument(
        "--form",
        choices=("csv", "excel", "xlsx", "jsonl", "parquet", "zip"),
        help="csv for programs (the usual one), excel for spreadsheets, zip with what columns mean",
    )
    one.add_argument(
        "--columns",
        type=lambda words: words.split(","),
        default=[],
        metavar="NAME,NAME",
        help="only these columns, in this order, such as claim_id,metric,value,unit; else all",
    )
    one.add_argument(
        "--snapshot",
        default="",
        metavar="ID",
        help="the figures as they stood when this snapshot was made; else today's",
    )
    one.add_argument(
        "--everything",
        action="store_true",
        help="articles, figures and all that people decided, as a zip to put into a new store",
    )
