"""The verb that gives reviewed articles as gold: gold."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.saying import DONE, NOTHING_DONE, complain, count, with_store

if TYPE_CHECKING:
    from newsfigures.store import Store


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
        if options.json:
            told = {"folder": str(options.out), "articles": len(found), "figures": figures}
            print(json.dumps(told, ensure_ascii=False))
            return DONE
        print(f"Wrote {count(len(found), 'article')}, {count(figures, 'figure')}: {options.out}")
        if not found:
            print("There is no article of which every figure was decided about; see --all.")
        return DONE

    return with_store(work)


def add(verbs: Any) -> None:
    """Add the verb of this module."""
    one = verb(verbs, gold, "gold --out reviewed", json="print what was written as JSON")
    one.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to")
    one.add_argument("--all", action="store_true", help="articles too that are not all decided")
