"""
The one way in: bytes or pasted words to an article, its figures and its reading, to the store.

Pages, the command line and the sample library all come through here, so an article gives the
same figures whichever way it came. Nothing is half-saved: an article is in with everything that
was read in it, or not at all.
"""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from newsfigures import readability, reading
from newsfigures.catalog import DATA
from newsfigures.errors import DuplicateArticleError, NewsfiguresError
from newsfigures.extraction import document, engine
from newsfigures.model import Article, Extraction
from newsfigures.readability import Reading
from newsfigures.store import Store

SAMPLES = DATA / "samples"
# What became of the samples, kept in the store so that removed ones stay removed.
_SAMPLES_KEY = "samples"
_ADDING = "adding"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """An article with what was read in it, before anything is saved."""

    article: Article
    extraction: Extraction
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file handed in. What is given here wins over what the file says of itself."""

    name: str
    data: bytes
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """
    What became of one file: a row of the upload table.

    `status` is `added`, `duplicate` or `refused`. `reason` and `remedy` are sentences: for a
    refused or known file what is wrong and what to do; for an added one without a date of
    publication what that costs; else "". `article_id` is None for a refused file.
    """

    name: str
    status: str
    article_id: str | None = None
    title: str = ""
    published: date | None = None
    words: int = 0
    figures: int = 0
    derived: int = 0
    reason: str = ""
    remedy: str = ""


def preview(article: Article) -> Preview:
    """Return what an article gives, without saving it."""
    extraction = engine.extract(article.text, article.published)
    panel = readability.read(document.parse(article.text), extraction)
    return Preview(article=article, extraction=extraction, reading=panel)


def take(store: Store, article: Article) -> Preview:
    """
    Read an article and save it with its figures; return what was saved.

    Raises DuplicateArticleError when the same text is in the store, SpanMismatchError when a
    rule quoted words that are not there; then nothing is saved.
    """
    found = preview(article)
    store.add(found.article, found.extraction, found.reading.to_dict(), words=found.reading.words)
    return found


def _split(message: str) -> tuple[str, str]:
    """Return the complaint and the remedy of a message; a name in quotes may hold full stops."""
    start = message.find("”") + 1
    parted = re.search(r"(?<=[.!?])\s+(?=[A-Z])", message[start:])
    if not parted:
        return message, ""
    return message[: start + parted.start()], message[start + parted.end() :]


def _added(name: str, found: Preview) -> Result:
    article = found.article
    undated = article.published is None
    return Result(
        name=name,
        status="added",
        article_id=article.article_id,
        title=article.title,
        published=article.published,
        words=found.reading.words,
        figures=len(found.extraction.figures),
        derived=len(found.extraction.derived),
        reason="No date of publication was found." if undated else "",
        remedy="Give one, so that words like “next year” can be placed." if undated else "",
    )


def _take_file(store: Store, file: File) -> Result:
    """Take one file, whatever happens; the result says what did."""
    try:
        article = reading.read(
            file.data,
            file.name,
            published=file.published,
            title=file.title,
            publisher=file.publisher,
            url=file.url,
        )
        return _added(file.name, take(store, article))
    except DuplicateArticleError as known:
        return Result(
            name=file.name,
            status="duplicate",
            article_id=known.article_id,
            title=known.title,
            figures=known.n_figures,
            reason=str(known),
        )
    except NewsfiguresError as refusal:
        reason, remedy = _split(str(refusal))
        return Result(name=file.name, status="refused", reason=reason, remedy=remedy)
    except Exception as fault:  # noqa: BLE001  # one faulty article must not lose the others
        _log.exception("Reading %s failed", file.name)
        return Result(
            name=file.name,
            status="refused",
            reason=f"A fault in newsfigures stopped the reading ({type(fault).__name__}).",
            remedy="Nothing of it was saved. Please report it with the article's text.",
        )


def take_many(store: Store, files: Iterable[File]) -> list[Result]:
    """Take files one by one and return a result for each, in order; none stops the rest."""
    return [_take_file(store, file) for file in files]


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
