"""The verb that reads articles of the store again: reread."""

import argparse
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.saying import DONE, SOME_FAILED, complain, with_store
from newsfigures.errors import NewsfiguresError

if TYPE_CHECKING:
    from newsfigures.store import Store


def reread(options: argparse.Namespace) -> int:
    """Show what articles read by an earlier version say now; with --apply keep that."""
    from newsfigures import rereading, retold

    def work(store: "Store") -> int:
        asked = options.articles or rereading.earlier(store)
        if not asked:
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
            for line in retold.lines(found[-1]):
                print(line)
        print(retold.summary(found))
        if not options.apply:
            print("Nothing was changed. Run it with --apply to keep this.")
        return DONE if len(found) == len(asked) else SOME_FAILED

    return with_store(work)


def add(verbs: Any) -> None:
    """Add the verb of this module."""
    one = verb(verbs, reread, "reread --apply")
    one.add_argument("--apply", action="store_true", help="keep it; else nothing is changed")
    one.add_argument("--who", default="", help="under which name that is kept")
    one.add_argument("articles", nargs="*", metavar="ARTICLE_ID", help="else all read earlier")
