"""
What one file gives, before anything is saved: its article, the figures in it, how it reads.

Knows no store. `apart` does `opened` and `preview` in a process of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from newsfigures import readability, reading
from newsfigures.catalog import Entity
from newsfigures.extraction import document, engine
from newsfigures.model import Article, Extraction
from newsfigures.readability import Reading
from newsfigures.reading.details import GIVEN, web_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """An article with what was read in it, before anything is saved."""

    article: Article
    extraction: Extraction
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """
    One file handed in, or words that were pasted.

    What is given here wins over what the file says of itself; with `fills_gaps` it counts only
    where the file does not say.
    """

    name: str
    data: bytes
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    fills_gaps: bool = False
    pasted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """
    What became of one file: a row of the upload table.

    `status` is `ready` (read, not saved yet), `added`, `duplicate` or `refused`. `reason` and
    `remedy` are sentences: for a refused or known file what is wrong and what to do; for one
    without a date of publication what that costs; else "". `article_id` is None for a refused
    file.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one file gives, before anything is saved; `found` is None for a refused file."""

    result: Result
    found: Preview | None = None


def preview(article: Article, extra: Sequence[Entity] = ()) -> Preview:
    """Return what an article gives, without saving it; `extra` are names besides the listed."""
    extraction = engine.extract(article.text, article.published, extra=extra)
    panel = readability.read(document.parse(article.text), extraction)
    return Preview(article=article, extraction=extraction, reading=panel)


# How a title was found when nothing names it a title, so that a given one is better.
_GUESSED_TITLES = frozenset({"first heading", "first line", "file name"})


def _fill_gaps(article: Article, file: File) -> Article:
    """Return the article with what was given where it says nothing itself."""
    given: dict[str, object] = {}
    if file.title and article.found_by.get("title", "file name") in _GUESSED_TITLES:
        given["title"] = " ".join(file.title.split())
    if file.published and article.published is None:
        given["published"] = file.published
    if file.publisher and article.publisher is None:
        given["publisher"] = " ".join(file.publisher.split())
    if article.url is None and (url := web_address(file.url)):
        given["url"] = url
    found_by = article.found_by | dict.fromkeys(given, GIVEN)
    return replace(article, found_by=found_by, **given)  # type: ignore[arg-type]


def opened(file: File) -> Article:
    """Return the article in a file, or raise an InputError."""
    given: dict[str, Any] = {}
    if not file.fills_gaps:
        given = {
            "published": file.published,
            "title": file.title,
            "publisher": file.publisher,
            "url": file.url,
        }
    if file.pasted:
        article = reading.read_pasted(file.data.decode("utf-8", "surrogatepass"), **given)
    else:
        article = reading.read(file.data, file.name, **given)
    return _fill_gaps(article, file) if file.fills_gaps else article
