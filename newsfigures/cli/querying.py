"""The verb that asks the figures a question of one's own: sql."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.saying import DONE, NOTHING_DONE, SOME_FAILED, complain, with_store
from newsfigures.errors import SqlError

if TYPE_CHECKING:
    from newsfigures.sandbox.asking import Form
    from newsfigures.store import Store


def sql(options: argparse.Namespace) -> int:
    """Answer one SELECT over the table figures, as CSV or JSON lines."""
    from newsfigures.sandbox import asking

    query = sys.stdin.read() if options.query == "-" else options.query
    form: Form = "jsonl" if options.json else "csv"

    def work(store: "Store") -> int:
        begun = False
        try:
            for piece in asking.pieces(store, query, dict(options.param), form):
                sys.stdout.buffer.write(piece)
                begun = True
        except SqlError as error:
            complain(f"{error} What was printed is not whole." if begun else error)
            return SOME_FAILED if begun else NOTHING_DONE
        finally:
            sys.stdout.flush()
        return DONE

    return with_store(work)


def _value(words: str) -> tuple[str, str]:
    name, equals, value = words.partition("=")
    if not equals or not name.strip("$ "):
        raise argparse.ArgumentTypeError(
            f"{words!r} is no value of a parameter; write name=value, such as company=OpenAI"
        )
    return name.strip("$ "), value


def add(verbs: Any) -> None:
    """Add the verb of this module."""
    example = (
        "sql 'SELECT metric, count(*) FROM figures WHERE company = $company GROUP BY ALL' "
        "--param company=OpenAI"
    )
    one = verb(verbs, sql, example, json="print JSON lines instead of CSV")
    one.add_argument("query", metavar="QUERY", help="the SELECT, or - to read it")
    one.add_argument(
        "--param",
        action="append",
        default=[],
        type=_value,
        metavar="NAME=VALUE",
        help="value of a $parameter; may be repeated",
    )
