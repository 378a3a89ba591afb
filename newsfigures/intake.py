"""
The one way in: bytes or pasted words to an article, its figures and its reading, to the store.

Pages, the command line and the sample library all come through here, so an article gives the
same figures whichever way it came. Nothing is half-saved: an article is in with everything that
was read in it, or not at all.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsfigures import access, apart, copies, language, naming, reading, review
from newsfigures.access import Action
from newsfigures.apart.pool import FaultError
from newsfigures.catalog import DATA, Entity
from newsfigures.errors import (
    DuplicateArticleError,
    LanguageError,
    NewsfiguresError,
    StoreError,
    TooLargeError,
)
from newsfigures.looking import File, Look, Preview, Result, preview
from newsfigures.model import Article
from newsfigures.reading.details import Details
from newsfigures.reading.parts import MOST_PARTS, Unread
from newsfigures.store import Store

__all__ = [
    "File", "Look", "Near", "Preview", "Result", "add_samples", "build", "fetched", "keep", "looks",
    "nearest", "notes", "preview", "read_samples", "remove_samples", "take", "take_many",
    "without_known",
]  # fmt: skip

SAMPLES = DATA / "samples"
# What became of the samples, kept in the store so that removed ones stay removed.
_SAMPLES_KEY = "samples"
_ADDING = "adding"

# A smaller share left out of a web page is a heading or a line of credits.
LITTLE = 0.05

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """
    An article that another is nearly the same as.

    `first` is the id of the first of all that are nearly the same; `share`, 0 to 1, how much of
    the shorter one's words stands in the other.
    """

    title: str
    first: str
    share: float


def take(store: Store, article: Article) -> Preview:
    """
    Read an article and save it with its figures; return what was saved.

    Raises DuplicateArticleError when the same text is in the store, SpanMismatchError when a
    rule quoted words that are not there; then nothing is saved.
    """
    found = preview(article, naming.added(store))
    _save(store, found)
    return found


def _save(store: Store, found: Preview) -> Near | None:
    """Save an article; return the one of the store that it is nearly the same as."""
    near = nearest(store, found)
    store.add(
        found.article,
        found.extraction,
        found.reading.to_dict(),
        words=found.reading.words,
        then=review.recall,
        copy=(near.first if near else None, found.sketch),
    )
    return near


def nearest(store: Store, found: Preview) -> Near | None:
    """Return the article of the store that a new one is nearly the same as, None for none."""
    if not found.sketch:
        return None
    while store.sketch_old(copies.sketch):
        pass
    article = found.article
    near = [
        Near(title=row["title"], first=row["first"], share=share)
        for row in store.alike(article.article_id, found.sketch, copies.CANDIDATE)
        if (share := copies.shared(article.text, row["text"])) >= copies.NEARLY
    ]
    return max(near, key=lambda each: each.share, default=None)


def _split(message: str) -> tuple[str, str]:
    """Return the complaint and the remedy of a message; a name in quotes may hold full stops."""
    start = message.find("”") + 1
    parted = re.search(r"(?<=[.!?])\s+(?=[A-Z])", message[start:])
    if not parted:
        return message, ""
    return message[: start + parted.start()], message[start + parted.end() :]


def _ready(name: str, found: Preview) -> Result:
    article = found.article
    undated = article.published is None
    return Result(
        name=name,
        status="ready",
        article_id=article.article_id,
        title=article.title,
        published=article.published,
        words=found.reading.words,
        language=language.READ,
        figures=len(found.extraction.figures),
        derived=len(found.extraction.derived),
        reason="No date of publication was found." if undated else "",
        remedy="Give one, so that words like “next year” can be placed." if undated else "",
        notes=notes(article.left_out, len(article.page_starts), article.found_by),
    )


def notes(left_out: float | None, pages: int, found_by: Mapping[str, str]) -> tuple[str, ...]:
    """Return what else to know of how an article was read; `pages` is 0 for what has none."""
    said = []
    if found_by.get(reading.TEXT) == reading.CUT_SHORT:
        said.append(
            "The text ends in half a character, so it was cut: what stood behind is missing."
        )
    if left_out is not None and left_out >= LITTLE:
        said.append(
            f"{left_out:.0%} of the page's words are menus, adverts and the like and were left out."
        )
    if pages:
        said.append(f"{pages:,} {'page' if pages == 1 else 'pages'}.")
    return tuple(said)


def _known(name: str, known: DuplicateArticleError) -> Result:
    return Result(
        name=name,
        status="duplicate",
        article_id=known.article_id,
        title=known.title,
        figures=known.n_figures,
        reason=str(known),
    )


def _refused(name: str, error: Exception) -> Result:
    """Return the row of a file that gave no article; a fault of ours is logged with its trace."""
    if isinstance(error, NewsfiguresError):
        reason, remedy = _split(str(error))
        other = error.language if isinstance(error, LanguageError) else ""
        return Result(name=name, status="refused", language=other, reason=reason, remedy=remedy)
    _log.error("Reading %s failed", name, exc_info=error)
    kind = error.kind if isinstance(error, FaultError) else type(error).__name__
    return Result(
        name=name,
        status="refused",
        reason=f"A fault in newsfigures stopped the reading ({kind}).",
        remedy="Nothing of it was saved. Please report it with the article's text.",
    )


def _look(file: File, article: Article, extra: Sequence[Entity]) -> Look:
    try:
        found = apart.call(file.name, "preview", article, extra)
    except Exception as error:  # noqa: BLE001  # one faulty article must not lose the others
        return Look(result=_refused(file.name, error))
    return Look(result=_ready(file.name, found), found=found)


def fetched(file: File) -> File:
    """Return a web address as the file it gives; raise WebError where it gives none."""
    from newsfigures.web import fetching

    got = fetching.fetch(file.name)
    known = Details()
    known.learn("fetched from there", url=got.address)
    return replace(file, data=got.data, known=known, is_address=False)


def looks(
    file: File,
    extra: Sequence[Entity] = (),
    known: Callable[[str], DuplicateArticleError | None] = lambda _: None,
    fetch: Callable[[File], File] = fetched,
) -> Iterator[Look]:
    """
    Read one file without saving it, whatever is in it; each result says `ready` or `refused`.

    A file that holds several articles gives a look for each, one by one, under names such as
    `news.zip › a.html`. `extra` are names to know besides the listed ones (naming.added). An
    article that is `known` (Store.known) is a `duplicate` and no figures are looked for in it.
    `fetch` gives what a web address gives.
    """
    left = [file]
    done = 0
    while left:
        each = left.pop()
        done += 1
        if done > MOST_PARTS:
            yield Look(result=_refused(file.name, _too_many(file.name)))
            return
        try:
            if each.is_address:
                each = fetch(each)
            if not each.pasted and not each.words_of:
                reading.check_file(each.data, each.name)
            found = apart.call(each.name, "opened", each)
        except Exception as error:  # noqa: BLE001  # likewise
            yield Look(result=_refused(each.name, error))
            continue
        if isinstance(found, Article):
            there = known(found.article_id)
            yield Look(result=_known(each.name, there)) if there else _look(each, found, extra)
            continue
        for part in found:
            if isinstance(part, Unread):
                yield Look(result=_refused(part.name, part.error))
        left += reversed([part for part in found if isinstance(part, File)])


def _too_many(name: str) -> TooLargeError:
    return TooLargeError(
        f"“{name}” holds more than {MOST_PARTS:,} articles; those above were read, the rest was "
        "not. Split it and add the rest."
    )


# For an article that is in without a date.
_LATE = "Words like “next year” were not placed; remove it and add it again with its date."


def without_known(store: Store, looks: Iterable[Look]) -> list[Look]:
    """
    Return the looks, in order; texts in the store or earlier in the list as `duplicate`.

    Texts that are nearly the same as one of these say so in a note.
    """
    earlier: dict[str, Result] = {}
    together = copies.Shelf()
    settled = []
    for each in looks:
        article_id, found = each.result.article_id, each.found
        if article_id is None or found is None:
            settled.append(each)
            continue
        if known := store.known(article_id):
            each = Look(result=_known(each.result.name, known), found=found)
        elif twin := earlier.get(article_id):
            reason = f"The same text as “{twin.name}”, which came before it. It is saved once."
            result = replace(each.result, status="duplicate", reason=reason, remedy="")
            each = Look(result=result, found=found)
        elif near := nearest(store, found):
            each = replace(each, result=_near(each.result, near.title, near.share))
        elif like := together.nearest(found.sketch, found.article.text):
            each = replace(each, result=_near(each.result, *like))
        together.put(each.result.name, found.sketch, found.article.text)
        earlier.setdefault(article_id, each.result)
        settled.append(each)
    return settled


def _near(result: Result, other: str, share: float) -> Result:
    """Return the row of an article that is nearly the same as another."""
    said = (
        f"Nearly the same as “{other}”: {int(share * 100)} % of its words. Saved, the figures of "
        "both count as of one origin."
    )
    return replace(result, notes=(said, *result.notes))


def keep(store: Store, seen: Look) -> Result:
    """Save what was found in a look, whole or not at all; the result says what became of it."""
    try:
        return _kept(store, seen)
    except StoreError as error:
        return _refused(seen.result.name, error)


def _kept(store: Store, seen: Look) -> Result:
    """Do so; raise StoreError where the store takes nothing."""
    found, name = seen.found, seen.result.name
    if found is None:
        return seen.result
    try:
        near = _save(store, found)
    except DuplicateArticleError as known:
        return _known(name, known)
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001  # likewise
        return _refused(name, error)
    remedy = _LATE if found.article.published is None else ""
    result = replace(_ready(name, found), status="added", remedy=remedy)
    return _near(result, near.title, near.share) if near else result


def take_many(store: Store, files: Iterable[File]) -> list[Result]:
    """
    Take files one by one and return a result for each article; none stops the rest.

    Raises RefusedError at once when whoever acts may add none, StoreError where the store takes
    nothing, such as on a full disk.
    """
    access.check(Action.UPLOAD)
    extra = naming.added(store)
    return [_kept(store, each) for file in files for each in looks(file, extra, store.known)]


def read_samples(folder: Path = SAMPLES) -> list[Article]:
    """Return the sample articles, in the order of their names."""
    return [
        reading.read(file.read_bytes(), file.name, is_sample=True)
        for file in sorted(folder.glob("*.md"))
    ]


def add_samples(store: Store) -> int:
    """Put the samples into the store on request; return how many were not there yet."""
    added = 0
    # Noted first: a store whose filling was broken off is filled up by the next `build`.
    store.meta_set(_SAMPLES_KEY, _ADDING)
    for article in read_samples():
        try:
            take(store, article)
        except DuplicateArticleError:
            continue
        added += 1
    store.meta_set(_SAMPLES_KEY, "added")
    return added


def remove_samples(store: Store) -> int:
    """Take the samples out for good; return how many there were."""
    removed = store.remove_samples()
    store.meta_set(_SAMPLES_KEY, "removed")
    return removed


def build(store: Store) -> int:
    """
    Put the samples into a new, empty store; return how many, 0 for any other store.

    The store remembers what became of them: samples that were removed never come back by
    themselves, and a store that began with the reader's own articles gets none.
    """
    noted = store.meta_get(_SAMPLES_KEY)
    if noted == _ADDING or (noted is None and not store.counts()["articles"]):
        return add_samples(store)
    return 0
