"""Verbs that put articles into the store: build, ingest, samples."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import takes_published, verb
from newsfigures.cli.saying import DONE, SOME_FAILED, bytes_of, complain, count, with_store
from newsfigures.errors import InputError

if TYPE_CHECKING:
    from newsfigures.store import Store


def build(_: argparse.Namespace) -> int:
    """Make the store from data/ if it is missing; do nothing to one that is there."""
    from newsfigures import intake

    def work(store: "Store") -> int:
        added = intake.build(store)
        did = f"{count(added, 'sample article')} read" if added else "nothing to do"
        print(f"Store {store.path}: {did}.")
        return DONE

    return with_store(work)


def ingest(options: argparse.Namespace) -> int:
    """Read files into the store and say for each what became of it."""
    from newsfigures import intake

    def work(store: "Store") -> int:
        code = DONE
        for name in options.files:
            try:
                data = bytes_of(name)
            except InputError as error:
                result = intake.Result(name=name, status="refused", reason=str(error))
            else:
                file = intake.File(
                    name=Path(name).name,
                    data=data,
                    published=options.published,
                    publisher=options.publisher,
                )
                result = intake.take_many(store, [file])[0]
            code = SOME_FAILED if result.status == "refused" else code
            _tell(name, result, as_json=options.json)
        return code

    return with_store(work)


def _tell(name: str, result: Any, *, as_json: bool) -> None:
    if as_json:
        row = {
            "file": name,
            "status": result.status,
            "article_id": result.article_id,
            "title": result.title,
            "published": result.published.isoformat() if result.published else None,
            "words": result.words,
            "figures": result.figures,
            "derived": result.derived,
            "reason": result.reason,
            "remedy": result.remedy,
        }
        print(json.dumps(row, ensure_ascii=False), flush=True)
    elif result.status == "refused":
        complain(" ".join((f"{name}: refused.", result.reason, result.remedy)).strip())
    elif result.status == "duplicate":
        print(f"{name}: {result.reason}")
    else:
        took = f"{count(result.figures, 'figure')}, {result.derived} derived"
        print(" ".join((f"{name}: added, {took}.", result.reason, result.remedy)).strip())


def samples(options: argparse.Namespace) -> int:
    """Take the sample articles out of the store for good, or put them back."""
    from newsfigures import intake

    def work(store: "Store") -> int:
        if options.what == "remove":
            print(f"Removed {count(intake.remove_samples(store), 'sample article')}.")
        else:
            print(f"Added {count(intake.add_samples(store), 'sample article')}.")
        return DONE

    return with_store(work)


def add(verbs: Any) -> None:
    """Add the verbs of this module."""
    verb(verbs, build, "build")
    one = verb(verbs, ingest, "ingest --published 2025-01-27 article.txt")
    takes_published(one)
    one.add_argument("--publisher", help="who published it")
    one.add_argument("--json", action="store_true", help="one JSON line a file")
    one.add_argument("files", nargs="+", metavar="FILE")
    one = verb(verbs, samples, "samples remove")
    one.add_argument("what", choices=("remove", "add"))
