"""
What one file gives, before anything is saved: its article, the figures in it, how it reads.

Knows no store. `apart` does `opened` and `preview` in a process of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from newsfigures import copies, readability, reading
from newsfigures.catalog import Entity
from newsfigures.errors import InputError
from newsfigures.extraction import document, engine
from newsfigures.model import Article, Extraction
from newsfigures.readability import Reading
from newsfigures.reading.details import GIVEN, Details, web_address
from newsfigures.reading.parts import DEEPEST, Part, Unread, inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """An article with what was read in it, before anything is saved; `sketch` as in copies."""

    article: Article
    extraction: Extraction
    reading: Reading
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """
    One file handed in, or words that were pasted.

    What is given here wins over what the file says of itself; with `fills_gaps` it counts only
    where the file does not say. With `is_address` the name is a web address, and what it gives is
    still to be fetched (intake.looks does it).

    The rest is for a part of another file: `known` is what that file says of it, `words_of` the
    kind of file whose plain words these are (None: `data` is to be looked into), `depth` how many
    files it lies in.
    """

    name: str
    data: bytes
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    fills_gaps: bool = False
    pasted: bool = False
    is_address: bool = False
    known: Details = field(default_factory=Details)
    words_of: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """
    What became of one file: a row of the upload table.

    `status` is `ready` (read, not saved yet), `added`, `duplicate` or `refused`. `reason` and
    `remedy` are sentences: for a refused or known file what is wrong and what to do; for one
    without a date of publication what that costs; else "". `article_id` is None for a refused
    file. `language` is the one that it is read as, or for which it was refused; "" where nobody
    looked. `notes` say in sentences what else there is to know of one that was read.
    """

    name: str
    status: str
    article_id: str | None = None
    title: str = ""
    published: date | None = None
    words: int = 0
    language: str = ""
    figures: int = 0
    derived: int = 0
    reason: str = ""
    remedy: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one file gives, before anything is saved; `found` is None for a refused file."""

    result: Result
    found: Preview | None = None


def preview(article: Article, extra: Sequence[Entity] = ()) -> Preview:
    """Return what an article gives, without saving it; `extra` are names besides the listed."""
    extraction = engine.extract(article.text, article.published, extra=extra)
    panel = readability.read(document.parse(article.text), extraction)
    return Preview(
        article=article,
        extraction=extraction,
        reading=panel,
        sketch=copies.sketch(article.text),
    )


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


def _parts(file: File, found: Sequence[Part | Unread]) -> list[File | Unread]:
    """Return the parts of a file as files of their own, what was given for it given for each."""
    parts: list[File | Unread] = []
    for part in found:
        name = inside(file.name, part.name)
        if isinstance(part, Unread):
            parts.append(replace(part, name=name))
            continue
        data = part.data if part.words is None else part.words.encode("utf-8", "surrogatepass")
        parts.append(
            replace(
                file,
                name=name,
                data=data,
                # One title for several articles would be wrong for all but one.
                title=file.title if len(found) == 1 else None,
                known=part.known,
                words_of=None if part.words is None else part.media,
                depth=file.depth + 1,
            )
        )
    return parts


def opened(file: File) -> Article | list[File | Unread]:
    """Return the article in a file, or what is in a file of several; else raise an InputError."""
    known = Details()
    if not file.fills_gaps:
        known = reading.said_of(file.published, file.title, file.publisher, file.url)
    known.follow(file.known)
    words = file.data.decode("utf-8", "surrogatepass") if file.pasted or file.words_of else ""
    if file.pasted:
        found: Article | list[Part | Unread] = reading.read_pasted(words, known)
    elif file.words_of:
        found = reading.article_of(words, file.name, known, media=file.words_of)
    elif file.depth > DEEPEST:
        raise InputError(
            f"“{file.name}” lies in more than {DEEPEST} archives, one in the other. Unpack it and "
            "add what is inside."
        )
    else:
        found = reading.open_file(file.data, file.name, known)
    if not isinstance(found, Article):
        return _parts(file, found)
    return _fill_gaps(found, file) if file.fills_gaps else found
