"""The verb for the articles in the store: list, remove, restore."""

import argparse
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from newsfigures.cli.options import verb
from newsfigures.cli.running import App, with_store_or_app
from newsfigures.cli.saying import DONE, NOTHING_DONE, SOME_FAILED, complain, count
from newsfigures.errors import UnreachableError

if TYPE_CHECKING:
    from newsfigures.store import Store

Row = dict[str, Any]


def articles(options: argparse.Namespace) -> int:
    """List the articles of the store, remove some, or restore what was removed."""
    if options.what == "list":
        return with_store_or_app(
            lambda store: _list(_rows(store), options),
            lambda app: _list(app.told("articles")["articles"], options),
        )

    def direct(store: "Store") -> int:
        from newsfigures import removal

        def do(article_id: str) -> Row:
            if options.what == "remove":
                return removal.remove(store, article_id, options.who).record
            return removal.restore(store, article_id).record

        return _all([do(each) for each in options.ids], options)

    def through(app: App) -> int:
        return _all([_asked(app, each, options) for each in options.ids], options)

    return with_store_or_app(direct, through)


def _rows(store: "Store") -> list[Row]:
    from newsfigures import export

    return export.records(store, "articles", {})


def _asked(app: App, article_id: str, options: argparse.Namespace) -> Row:
    """Have the app remove or restore an article; return what it says of it."""
    path = f"/api/v1/articles/{quote(article_id, safe='')}"
    if options.what == "remove":
        status, _, answer = app.ask("DELETE", f"{path}?{urlencode({'who': options.who})}")
    else:
        status, _, answer = app.ask("POST", f"{path}/restore", b"")
    told = json.loads(answer)
    if "status" not in told:
        raise UnreachableError(str(told.get("error", f"The app answered {status}.")))
    return dict(told)


def _list(rows: list[Row], options: argparse.Namespace) -> int:
    for row in rows:
        if options.json:
            print(json.dumps(row, ensure_ascii=False, default=str))
        else:
            day = str(row["published"] or "no date")[:10]
            figures = count(row["figures"], "figure")
            print(f"{row['article_id']}  {day:10}  {row['title']} ({figures})")
    return DONE


def _all(rows: list[Row], options: argparse.Namespace) -> int:
    failed = 0
    for row in rows:
        is_done = row["status"] in ("removed", "restored")
        failed += not is_done
        if options.json:
            print(json.dumps(row, ensure_ascii=False))
        elif is_done:
            print(row["said"])
        else:
            complain(row["said"])
    if failed == len(rows):
        return NOTHING_DONE
    return SOME_FAILED if failed else DONE


def add(verbs: Any) -> None:
    """Add the verb of this module."""
    one = verb(verbs, articles, "articles list", json="print one JSON line an article")
    doing = one.add_subparsers(dest="what", required=True, metavar="list|remove|restore")
    for what, says in (
        ("list", "say the articles with their ids"),
        ("remove", "take articles out with their figures; they can be restored"),
        ("restore", "bring articles back as they were"),
    ):
        each = doing.add_parser(what, help=says, description=says)
        # As after `articles` itself, which says what it is unless it is said here.
        each.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
        if what == "remove":
            each.add_argument("--who", default="", help="under which name that is noted")
        if what != "list":
            each.add_argument("ids", nargs="+", metavar="ARTICLE_ID")
