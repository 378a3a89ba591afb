"""The verb that reads articles of the store again: reread."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.saying import DONE, SOME_FAILED, complain, with_store
from newsfigures.errors import NewsfiguresError

if TYPE_CHECKING:
    from newsfigures.rereading import Item, Rereading
    from newsfigures.store import Store


def reread(options: argparse.Namespace) -> int:
    """Show what articles read by an earlier version say now; with --apply keep that."""
    from newsfigures import access, rereading, retold

    def work(store: "Store") -> int:
        if options.apply:
            access.check(access.Action.REREAD)
        asked = options.articles or rereading.earlier(store)
        if not asked and not options.json:
            print("Every article was read by the current rules and names.")
            return DONE
        found: list[rereading.Rereading] = []
        for article_id in asked:
            try:
                if options.apply:
                    found += rereading.apply(store, [article_id], who=options.who)
                else:
                    found += rereading.preview(store, [article_id])
            except NewsfiguresError as error:
                complain(error)
                continue
            if options.json:
                print(json.dumps(_record(found[-1]), ensure_ascii=False, default=str))
                continue
            for line in retold.lines(found[-1]):
                print(line)
        if options.json:
            return DONE if len(found) == len(asked) else SOME_FAILED
        print(retold.summary(found))
        if not options.apply:
            print("Nothing was changed. Run it with --apply to keep this.")
        return DONE if len(found) == len(asked) else SOME_FAILED

    return with_store(work)


def _record(one: "Rereading") -> dict[str, Any]:
    """Return what reading an article again changes, as JSON holds it."""

    def items(its: "Sequence[Item]") -> list[dict[str, Any]]:
        return [
            {
                "figure_id": each.figure_id,
                "quote": each.fields["quote"],
                "review": each.review,
                "is_read": each.is_read,
                "differences": [asdict(what) for what in each.differences],
            }
            for each in its
        ]

    return {
        "article_id": one.article_id,
        "title": one.title,
        "read_before": one.before,
        "read_now": one.now,
        "added": items(one.added),
        "lost": items(one.lost),
        "changed": items(one.changed),
        "kept": items(one.kept),
        "alike": one.alike,
    }


def add(verbs: Any) -> None:
    """Add the verb of this module."""
    one = verb(verbs, reread, "reread --apply", json="print one JSON line an article")
    one.add_argument("--apply", action="store_true", help="keep it; else nothing is changed")
    one.add_argument("--who", default="", help="under which name that is kept")
    one.add_argument("articles", nargs="*", metavar="ARTICLE_ID", help="else all read earlier")
