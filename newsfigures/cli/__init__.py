"""
The command line: `python -m newsfigures VERB …`. Thin; the work is in the rooms below.

`extract` and `quantities` need no store, no network and no display, and start fast: what only
other verbs need is imported inside them. Exit codes: 0 all done, 1 some of it failed (said on
standard error), 2 nothing could be done.
"""

import argparse
import sys
from collections.abc import Sequence

from newsfigures.cli import (
    again,
    bulk,
    copying,
    exporting,
    filling,
    health,
    ingesting,
    keeping,
    querying,
    reading,
    removing,
    reviewed,
    tokens,
)
from newsfigures.cli.saying import DONE, NOTHING_DONE


def parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    top = argparse.ArgumentParser(
        prog="python -m newsfigures",
        description="Figures that news articles state about the economics of AI.",
        epilog="The store is the file or lake that NEWSFIGURES_DB names, else a file under data/.",
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    families = (
        reading,
        filling,
        ingesting,
        removing,
        bulk,
        exporting,
        reviewed,
        querying,
        copying,
        keeping,
        again,
        health,
        tokens,
    )
    for family in families:
        family.add(verbs)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, do what it says and return the exit code."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.work(options)
    except BrokenPipeError:
        # Whoever read us has seen enough, as in `… | head`.
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return NOTHING_DONE
    return code
