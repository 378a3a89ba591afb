"""Verbs that put articles into the store: build, samples."""

import argparse
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.saying import DONE, count, with_store

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
    one = verb(verbs, samples, "samples remove")
    one.add_argument("what", choices=("remove", "add"))
