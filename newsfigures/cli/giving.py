"""Verbs that give what is in the store: export, gold."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.saying import DONE, NOTHING_DONE, complain, count, with_store
from newsfigures.errors import NewsfiguresError

if TYPE_CHECKING:
    from newsfigures.store import Store


def export(options: argparse.Namespace) -> int:
    """Write every figure with its words and sources, in one of several forms."""
    from newsfigures import export as rows
    from newsfigures import queries

    everything = queries.EVERYTHING
    if options.out is None and options.form not in rows.FLAVOURS:
        title = rows.FORMS[options.form].title
        complain(f"{title} is no text to print. Name a file with --out.")
        return NOTHING_DONE

    def work(store: "Store") -> int:
        if options.out is None:
            flavour = rows.FLAVOURS[options.form]
            for piece in rows.pieces(store, "export", everything, flavour):
                sys.stdout.buffer.write(piece)
            sys.stdout.flush()
            return DONE
        # Written beside and moved, so that a broken run leaves no half file.
        beside = options.out.with_name(options.out.name + ".part")
        try:
            made = rows.FORMS[options.form].write(store, everything, beside)
            beside.replace(options.out)
        except OSError as error:
            beside.unlink(missing_ok=True)
            complain(f"“{options.out}” cannot be written: {error.strerror}. Nothing was exported.")
            return NOTHING_DONE
        except NewsfiguresError:
            beside.unlink(missing_ok=True)
            raise
        if options.json:
            print(json.dumps({"file": str(options.out), **rows.manifest(everything, made)}))
        else:
            print(
                f"Wrote {options.out} ({made.rows:,} rows, {made.size:,} bytes, "
                f"sha256 {made.sha256})."
            )
        return DONE

    return with_store(work)


def gold(options: argparse.Namespace) -> int:
    """Write reviewed articles and their figures as gold, to score the extractor on."""
    from newsfigures import gold as room

    def work(store: "Store") -> int:
        try:
            found = room.write(store, options.out, everything=options.all)
        except OSError as error:
            complain(f"“{options.out}” cannot be written to: {error.strerror}.")
            return NOTHING_DONE
        figures = sum(len(one.figures) for one in found)
        print(f"Wrote {count(len(found), 'article')}, {count(figures, 'figure')}: {options.out}")
        if not found:
            print("There is no article of which every figure was decided about; see --all.")
        return DONE

    return with_store(work)


def add(verbs: Any) -> None:
    """Add the verbs of this module."""
    one = verb(verbs, export, "export --out figures.csv")
    one.add_argument("--out", type=Path, metavar="FILE", help="else standard output")
    one.add_argument(
        "--form",
        choices=("csv", "excel", "xlsx", "jsonl", "parquet", "zip"),
        default="csv",
        help="csv for programs, excel for spreadsheets, zip with what the columns mean",
    )
    one.add_argument("--json", action="store_true", help="say what was written as JSON")
    one = verb(verbs, gold, "gold --out reviewed")
    one.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to")
    one.add_argument("--all", action="store_true", help="articles too that are not all decided")
