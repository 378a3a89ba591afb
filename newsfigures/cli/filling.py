"""Verbs that put articles into the store: build, samples."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.saying import DONE, count, with_store

if TYPE_CHECKING:
    from newsfigures.store import Store


def build(options: argparse.Namespace) -> int:
    """Make the store from data/ if it is missing; do nothing to one that is there."""
    from newsfigures import intake

    def work(store: "Store") -> int:
        added = intake.build(store)
        if options.json:
            print(json.dumps({"store": str(store.place), "samples_added": added}))
            return DONE
        did = f"{count(added, 'sample article')} read" if added else "nothing to do"
        print(f"Store {store.place}: {did}.")
        return DONE

    return with_store(work)


def samples(options: argparse.Namespace) -> int:
    """Take the sample articles out of the store for good, or put them back."""
    from newsfigures import intake

    def work(store: "Store") -> int:
        leave = options.what == "remove"
        number = intake.remove_samples(store) if leave else intake.add_samples(store)
        did = "removed" if leave else "added"
        if options.json:
            print(json.dumps({did: number}))
        else:
            print(f"{did.capitalize()} {count(number, 'sample article')}.")
        return DONE

    return with_store(work)


def add(verbs: Any) -> None:
    """Add the verbs of this module."""
    verb(verbs, build, "build", json="print what was done as JSON")
    one = verb(verbs, samples, "samples remove", json="print how many as JSON")
    one.add_argument("what", choices=("remove", "add"))
