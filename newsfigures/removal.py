"""
One article taken out of the store, or brought back: what becomes of it, in words.

Pages, the command line and the addresses all remove and restore by these two functions.
"""

from dataclasses import asdict, dataclass
from typing import Any

from newsfigures import queries
from newsfigures.errors import DuplicateArticleError
from newsfigures.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """
    What became of one article that was to be removed or restored.

    `status` is `removed`, `restored`, `duplicate` (not restored, the same text was added anew) or
    `unknown` (there is nothing of it to remove or restore). `title` is "" for an unknown one,
    `figures` how many left or came back; `said` tells it in a sentence.
    """

    article_id: str
    status: str
    title: str = ""
    figures: int = 0
    said: str = ""

    @property
    def record(self) -> dict[str, Any]:
        """Return it as programs are told it."""
        return asdict(self)


def _count(number: int) -> str:
    return f"{number:,} figure" if number == 1 else f"{number:,} figures"


def remove(store: Store, article_id: str, who: str = "") -> Removal:
    """Take an article out with all that was read in it; it is put away and can be restored."""
    there = store.known(article_id)
    if there is None or not store.remove(article_id, who):
        said = f"There is no article {article_id} in the store. It was removed already, or the id "
        said += "is incomplete."
        return Removal(article_id=article_id, status="unknown", said=said)
    return Removal(
        article_id=article_id,
        status="removed",
        title=there.title,
        figures=there.n_figures,
        said=f"“{there.title}” was removed with its {_count(there.n_figures)}.",
    )


def restore(store: Store, article_id: str) -> Removal:
    """Bring an article back that was removed, with its figures and what was decided of them."""
    put_away = queries.run(store, "removed_articles")
    titles = dict(zip(put_away["article_id"], put_away["title"], strict=True))
    title = titles.get(article_id, "")
    try:
        back = store.restore(article_id)
    except DuplicateArticleError as known:
        return Removal(
            article_id=article_id, status="duplicate", title=known.title, said=str(known)
        )
    there = store.known(article_id)
    if not back or there is None:
        said = (
            f"“{title or article_id}” is not among the removed articles, or was deleted for good."
        )
        return Removal(article_id=article_id, status="unknown", title=title, said=said)
    return Removal(
        article_id=article_id,
        status="restored",
        title=there.title,
        figures=there.n_figures,
        said=f"“{there.title}” is back with its {_count(there.n_figures)}.",
    )
