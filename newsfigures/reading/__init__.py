"""
Bytes or pasted words to an `Article`: what it says, and what is known of where it is from.

`read` looks at the content, never at the ending of the name alone, and refuses what it cannot
read with an InputError whose message says what is wrong and what to do. The text it returns is
the one every offset counts in.
"""

from datetime import date

from newsfigures import language
from newsfigures.errors import EmptyInputError, InputError, LanguageError, TooLargeError
from newsfigures.model import Article
from newsfigures.reading import details as about
from newsfigures.reading import rows
from newsfigures.reading.decoding import UTF16_MARKS, check_characters, decode, is_cut_short
from newsfigures.reading.details import Details
from newsfigures.reading.media import Media, detect
from newsfigures.reading.parts import Part, Unread

# About 800,000 words: no article is as long, and reading it would take minutes.
MAX_TEXT_BYTES = 5_000_000
# Many files hold pictures too; their text is held to MAX_TEXT_BYTES after reading.
MAX_FILE_BYTES = 25_000_000
PASTED = "pasted text"
# How the text itself was found, among `found_by`, where there is something to say of it.
TEXT, CUT_SHORT = "text", "the last character is cut"


def _check_size(size: int, name: str, limit: int, kind: str) -> None:
    if size > limit:
        raise TooLargeError(
            f"“{name}” is {size / 1e6:,.1f} MB; we read {kind} of up to {limit / 1e6:,.0f} MB. "
            "Cut out the article you mean, or split the file and add the parts."
        )


def check_file(data: bytes, name: str) -> None:
    """Raise unless a file holds anything and is no larger than any that we open."""
    if not data.strip():
        raise EmptyInputError(f"“{name}” is empty. Add a file with the article's text.")
    _check_size(len(data), name, MAX_FILE_BYTES, "files")


def _check_text(text: str, name: str) -> None:
    """Raise unless there are words, not too many, and they are English."""
    if not text.strip():
        raise EmptyInputError(f"“{name}” holds no words. Add a file with the article's text.")
    # Characters may also come from references in a page and from the fonts of a PDF.
    check_characters(text, name)
    _check_size(len(text.encode()), name, MAX_TEXT_BYTES, "text")
    if other := language.other_than_english(text):
        raise LanguageError(
            f"“{name}” looks to be in {other}. newsfigures reads English articles only; "
            "add an English version of it.",
            language=other,
        )


def _text_of(data: bytes, name: str, media: Media, address: str | None) -> tuple[str, Details]:
    """Return the text of any kind of file we read, and what the file itself says of it."""
    # The libraries for pages, PDF and Word are slow to import; plain text does without them.
    if media is Media.HTML:
        from newsfigures.reading import html

        if data.startswith(UTF16_MARKS):
            return html.read(decode(data, name).encode(), name, address)
        check_characters(data[:200_000].decode("latin-1"), name)
        return html.read(data, name, address)
    if media is Media.PDF:
        from newsfigures.reading import pdf

        return pdf.read(data, name)
    if media is Media.DOCX:
        from newsfigures.reading import word

        return word.read(data, name)
    return decode(data, name), Details()


def _parts_of(data: bytes, name: str, media: Media) -> list[Part | Unread] | None:
    """Return the articles in a file of several, None for a file that is one article."""
    if media is Media.ZIP:
        from newsfigures.reading import archive

        return archive.read(data, name)
    if media is Media.MAIL:
        from newsfigures.reading import mail

        return mail.read(data, name)
    if media is Media.TEXT:
        text = decode(data, name)
        if rows.is_lines(text, name):
            return rows.read_lines(text, name)
        if parted_by := rows.delimiter(text, name):
            return rows.read_table(text, name, parted_by)
    return None


def article_of(
    text: str, name: str, known: Details, *, media: str, is_sample: bool = False
) -> Article:
    """Return the article in words as they stand; they tell what `known` does not."""
    _check_text(text, name)
    about.from_text(known, text, name)
    return Article(
        text=text,
        title=known.title or name,
        source=name,
        media=media,
        published=known.published,
        publisher=known.publisher,
        author=known.author,
        url=known.url,
        is_sample=is_sample,
        found_by=dict(known.found_by),
        page_starts=known.page_starts,
        left_out=known.left_out,
    )


def said_of(
    published: date | None, title: str | None, publisher: str | None, url: str | None
) -> Details:
    """Return what somebody says of an article that is handed in."""
    known = Details()
    known.learn(
        about.GIVEN,
        published=published,
        title=title,
        publisher=publisher,
        url=about.web_address(url),
    )
    return known


def open_file(
    data: bytes, name: str, known: Details, *, is_sample: bool = False
) -> Article | list[Part | Unread]:
    """
    Return the article in a file's bytes, or the parts of a file that holds several.

    What `known` says wins over what the file says. Raises an InputError for what cannot be read.
    """
    check_file(data, name)
    media = detect(data, name)
    is_text = media in (Media.HTML, Media.TEXT, Media.MARKDOWN)
    # A program renamed to .txt is told what it is, however large.
    if is_text and b"\x00" in data[:4096] and not data.startswith(UTF16_MARKS):
        decode(data[:4096], name)
    if (parts := _parts_of(data, name, media)) is not None:
        return parts
    if is_text:
        _check_size(len(data), name, MAX_TEXT_BYTES, "text")
    text, own = _text_of(data, name, media, known.url)
    known.follow(own)
    if media in (Media.TEXT, Media.MARKDOWN) and is_cut_short(data):
        known.found_by[TEXT] = CUT_SHORT
    return article_of(text, name, known, media=media.value, is_sample=is_sample)


def read(
    data: bytes,
    name: str,
    *,
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    is_sample: bool = False,
) -> Article:
    r"""
    Return the article in a file's bytes; `name` is shown in messages and kept as its source.

    What is given wins over what the file says. Raises an InputError for what cannot be read, and
    for a file of several articles.

        >>> read(b"It cost $5.6 million.\r\n", "note.txt").text
        'It cost $5.6 million.\n'
    """
    known = said_of(published, title, publisher, url)
    found = open_file(data, name, known, is_sample=is_sample)
    if isinstance(found, Article):
        return found
    if len(found) == 1 and isinstance(found[0], Part) and found[0].words is not None:
        known.follow(found[0].known)
        return article_of(found[0].words, name, known, media=found[0].media, is_sample=is_sample)
    raise InputError(
        f"“{name}” holds {len(found):,} articles; one was asked for. Take it in as a whole "
        "(`ingest`, or the page Articles), or give one of them."
    )


def read_pasted(text: str, known: Details) -> Article:
    """Return the article in words pasted into the page, like `open_file` for a file's."""
    if not text.strip():
        raise EmptyInputError("Nothing was pasted. Paste the text of an article.")
    check_characters(text, PASTED)
    plain = text.replace("\r\n", "\n")
    _check_size(len(plain.encode()), "The pasted text", MAX_TEXT_BYTES, "text")
    return article_of(plain, PASTED, known, media=Media.TEXT.value)
