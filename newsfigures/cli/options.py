"""How a verb is added to the command line, and options that several verbs take."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any


def verb(
    verbs: Any, work: Callable[[argparse.Namespace], int], example: str, json: str
) -> argparse.ArgumentParser:
    """
    Add a verb named like its function, with an example under its help.

    Each verb takes `--json`; `json` says what it then prints.
    """
    said = (work.__doc__ or "").strip()
    parser: argparse.ArgumentParser = verbs.add_parser(
        work.__name__,
        help=said[:1].lower() + said[1:].rstrip("."),
        description=said,
        epilog=f"example:\n  python -m newsfigures {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help=json)
    parser.set_defaults(work=work)
    return parser


def day(words: str) -> date:
    """Return a day written as 2025-01-27; anything else is told with that form."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{words!r} is no date; write year, month and day, such as 2025-01-27"
        ) from None


def takes_published(parser: argparse.ArgumentParser) -> None:
    """Let a verb take a date of publication."""
    parser.add_argument("--published", type=day, metavar="YYYY-MM-DD", help="date of publication")
