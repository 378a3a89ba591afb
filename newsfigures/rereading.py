"""
Articles are read again: what would change is shown first, and no decision is undone.

An article keeps by what it was read (`extraction.edition`). What an edition of today reads in it
is set beside what was read, figure by figure (`sameness`). A figure that somebody decided about
counts as decided, whether it is read alike, otherwise or no more, and keeps its id; any other
has the id that follows from what it says and where it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from newsfigures import intake, naming, queries, review, sameness, tables
from newsfigures.access import Action
from newsfigures.desk import Desk, now, signed
from newsfigures.errors import RereadingError
from newsfigures.extraction import edition
from newsfigures.intake import Preview
from newsfigures.model import Article, Span
from newsfigures.store import Store

__all__ = ["Difference", "Item", "Rereading", "apply", "earlier", "edition_now", "preview"]

# What is shown when it is another; how the reading came about is not.
COMPARED = (*review.EDITABLE, "quote", "subject_listed", "confidence")
# What an edition may move a little in every figure.
SLIGHT = frozenset({"confidence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that is another now."""

    field: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """
    A figure in one of the lists of a rereading.

    `fields` are those it has when the rereading is applied, for a lost one those it had.
    `differences` are from before to now, for a decided one from the decision to the reading.
    `review` is what was decided, `unreviewed` for nothing; `is_read` is False when the figure is
    not read any more.
    """

    figure_id: str
    fields: Mapping[str, Any]
    sentence: str
    review: str = "unreviewed"
    is_read: bool = True
    differences: tuple[Difference, ...] = ()

    @property
    def is_slight(self) -> bool:
        """Say whether only the confidence differs."""
        return {each.field for each in self.differences} <= SLIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """
    What reading an article again changes; each list is in the order of the text.

    `kept` are the figures that somebody decided about; they count as decided. `alike` counts the
    others that are read as before. `before` and `now` are editions (extraction.edition).
    """

    article_id: str
    title: str
    before: str
    now: str
    added: tuple[Item, ...]
    lost: tuple[Item, ...]
    changed: tuple[Item, ...]
    kept: tuple[Item, ...]
    alike: int

    @property
    def changes(self) -> int:
        """Return how many figures are added, lost or changed."""
        return len(self.added) + len(self.lost) + len(self.changed)


def edition_now(store: Store) -> str:
    """Return by what an article of this store would be read now."""
    return edition.now(naming.added(store))


def earlier(store: Store) -> list[str]:
    """Return the articles that were read by another edition than that of now."""
    rows = queries.run(store, "articles_read_before", edition=edition_now(store))
    return [str(article_id) for article_id in rows["article_id"]]


def preview(store: Store, article_ids: Sequence[str] | None = None) -> tuple[Rereading, ...]:
    """
    Return what reading articles again would change, without changing anything.

    None stands for all that were read by another edition. Raises RereadingError for an article
    that is not in the store.
    """
    return tuple(one for one, *_ in (_look(store, each) for each in _asked(store, article_ids)))


def apply(
    store: Store, article_ids: Sequence[str] | None = None, *, who: str, shown: str | None = None
) -> tuple[Rereading, ...]:
    """
    Read articles again and keep that, each whole or not at all; return what it changed.

    `shown` is the edition of the preview that somebody agreed to. Raises RereadingError when
    another reads now, or an article is not in the store.
    """
    name = signed(who)
    done = []
    for article_id in _asked(store, article_ids):
        if shown is not None and edition_now(store) != shown:
            raise RereadingError(
                "The names or rules are others since this was shown. Look at the changes again."
            )
        found, rows = _read(store, article_id)
        with store.desk(Action.REREAD) as desk:
            one, same = _compared(desk, found, rows)
            desk.refill(
                article_id,
                rows,
                read_by=found.extraction.read_by,
                words=found.reading.words,
                reading=found.reading.to_dict(),
            )
            review.recall(desk, article_id, same)
            _note(desk, one, name)
        done.append(one)
    return tuple(done)


def _asked(store: Store, article_ids: Sequence[str] | None) -> Sequence[str]:
    return earlier(store) if article_ids is None else article_ids


def _read(store: Store, article_id: str) -> tuple[Preview, dict[str, list[tables.Row]]]:
    """Return what is read now in an article of the store, and its rows."""
    row = store.article(article_id)
    if row is None:
        raise RereadingError(f"There is no article {article_id} in the store. It was removed.")
    found = intake.preview(_article(row), naming.added(store))
    for figure in found.extraction.figures:
        figure.check(article_id, found.article.text)
    return found, tables.extraction_rows(article_id, found.extraction)


def _article(row: Mapping[str, Any]) -> Article:
    return Article(
        text=row["text"],
        title=row["title"],
        source=row["source"],
        media=row["media"],
        published=row["published"],
        publisher=row["publisher"],
        author=row["author"],
        url=row["url"],
        is_sample=row["is_sample"],
        page_starts=tuple(row["page_starts"] or ()),
        left_out=row["left_out"],
    )


def _look(store: Store, article_id: str) -> tuple[Rereading, dict[str, str]]:
    found, rows = _read(store, article_id)
    with store.glance() as desk:
        return _compared(desk, found, rows)


def _compared(
    desk: Desk, found: Preview, rows: Mapping[str, Sequence[tables.Row]]
) -> tuple[Rereading, dict[str, str]]:
    """Return what changes, and which figure of before is which of now."""
    article_id, text = found.article.article_id, found.article.text
    names = ("figure_id", "article_id", "position", *tables.FIGURE_FIELDS)
    now = {str(row[0]): dict(zip(names, row, strict=True)) for row in rows["figure"]}
    before = {row["figure_id"]: row for row in desk.read_in(article_id)}
    decided = {
        row["figure_id"]: row
        for row in desk.reviewed_in(article_id)
        if row["state"] != "unreviewed"
    }
    # One that was added by hand, or is not read since, stands where its decision says.
    standing = {**decided, **before}
    same = sameness.pairs(standing, now, first=decided)
    recalled = {row["figure_id"] for row in desk.decisions_in(article_id)}

    def item(own: str, row: Mapping[str, Any], **more: Any) -> Item:
        words = Span(row["sentence_start"], row["sentence_end"]).cut(text)
        return Item(figure_id=own, fields=_frozen(row), sentence=words, **more)

    paired = {new: own for own, new in same.items()}
    others = [(own, row) for own, row in before.items() if own not in decided]
    read = [(own, row, now[same[own]]) for own, row in others if own in same]
    changed = [
        item(own if own in recalled else same[own], new, differences=_differences(row, new))
        for own, row, new in read
    ]
    one = Rereading(
        article_id=article_id,
        title=found.article.title,
        before=desk.read_by(article_id),
        now=found.extraction.read_by,
        added=tuple(item(new, row) for new, row in now.items() if new not in paired),
        lost=tuple(item(own, row, is_read=False) for own, row in others if own not in same),
        changed=_in_order(each for each in changed if each.differences),
        kept=_in_order(
            item(
                own,
                row,
                review=row["state"],
                is_read=own in same,
                differences=_differences(row, now[same[own]]) if own in same else (),
            )
            for own, row in decided.items()
        ),
        alike=sum(not each.differences for each in changed),
    )
    return one, same


def _frozen(row: Mapping[str, Any]) -> Mapping[str, Any]:
    kept = {name: row[name] for name in tables.FIGURE_FIELDS}
    return MappingProxyType({k: tuple(v) if isinstance(v, list) else v for k, v in kept.items()})


def _in_order(items: Iterator[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda i: (i.fields["start_offset"], i.fields["end_offset"])))


def _differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Difference, ...]:
    return tuple(
        Difference(field=name, before=before[name], now=now[name])
        for name in COMPARED
        if before[name] != now[name]
    )


def _note(desk: Desk, one: Rereading, who: str) -> None:
    """Keep what was changed: of changed figures the fields that were others, of lost ones all."""
    before = {each.figure_id: dict(each.fields) for each in one.lost}
    before |= {
        each.figure_id: {what.field: what.before for what in each.differences}
        for each in one.changed
    }
    desk.note_rereading(
        {
            "article_id": one.article_id,
            "read_at": now(),
            "who": who,
            "read_before": one.before,
            "read_now": one.now,
            "added": len(one.added),
            "lost": len(one.lost),
            "changed": len(one.changed),
            "kept": len(one.kept),
            "before": before,
        }
    )
