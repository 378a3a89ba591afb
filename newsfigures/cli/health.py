"""The verb that says how the store is: doctor."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.saying import DONE, with_store

if TYPE_CHECKING:
    from newsfigures.store import Store


def doctor(_: argparse.Namespace) -> int:
    """Say which versions run, where the store is, who holds it and what is in it."""
    from importlib.metadata import version

    from newsfigures import __version__

    print(f"newsfigures {__version__}, Python {sys.version.split()[0]}")
    for name in ("streamlit", "duckdb", "pandas", "plotly", "textstat", "trafilatura"):
        print(f"{name} {version(name)}")

    def work(store: "Store") -> int:
        counts = store.counts()
        print(f"Store {store.path}: free, schema {store.schema_version()}")
        for name, number in counts.items():
            print(f"{number:,} {name.replace('_', ' ')}")
        return DONE

    return with_store(work)


def add(verbs: Any) -> None:
    """Add the verb of this module."""
    verb(verbs, doctor, "doctor")
