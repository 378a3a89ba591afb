"""
Bytes or pasted words to an `Article`: what it says, and what is known of where it is from.

`read` looks at the content, never at the ending of the name alone, and refuses what it cannot
read with an InputError whose message says what is wrong and what to do. The text it returns is
the one every offset counts in.
"""

from datetime import date

from newsfigures import language
from newsfigures.errors import EmptyInputError, LanguageError, TooLargeError
from newsfigures.model import Article
from newsfigures.reading import details as about
from newsfigures.reading.decoding import UTF16_MARKS, check_characters, decode
from newsfigures.reading.details import Details
from newsfigures.reading.media import Media, detect

# About 800,000 words: no article is as long, and reading it would take minutes.
MAX_TEXT_BYTES = 5_000_000
# PDF and Word files hold pictures too; their text is held to MAX_TEXT_BYTES after reading.
MAX_FILE_BYTES = 25_000_000
PASTED = "pasted text"


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
            "add an English version of it."
        )


def _text_of(data: bytes, name: str, media: Media) -> tuple[str, Details]:
    """Return the text of any kind of file we read, and what the file itself says of it."""
    # The libraries for pages, PDF and Word are slow to import; plain text does without them.
    if media is Media.HTML:
        from newsfigures.reading import html

        if data.startswith(UTF16_MARKS):
            return html.read(decode(data, name).encode(), name)
        check_characters(data[:200_000].decode("latin-1"), name)
        return html.read(data, name)
    if media is Media.PDF:
        from newsfigures.reading import pdf

        return pdf.read(data, name)
    if media is Media.DOCX:
        from newsfigures.reading import word

        return word.read(data, name)
    return decode(data, name), Details()


def _article(
    text: str, known: Details, *, name: str, media: Media, is_sample: bool = False
) -> Article:
    _check_text(text, name)
    about.from_text(known, text, name)
    return Article(
        text=text,
        title=known.title or name,
        source=name,
        media=media.value,
        published=known.published,
        publisher=known.publisher,
        author=known.author,
        url=known.url,
        is_sample=is_sample,
        found_by=dict(known.found_by),
    )


def _given(
    published: date | None, title: str | None, publisher: str | None, url: str | None
) -> Details:
    known = Details()
    known.learn(
        about.GIVEN,
        published=published,
        title=title,
        publisher=publisher,
        url=about.web_address(url),
    )
    return known


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

    What is given wins over what the file says. Raises an InputError for what cannot be read.

        >>> read(b"It cost $5.6 million.\r\n", "note.txt").text
        'It cost $5.6 million.\n'
    """
    check_file(data, name)
    media = detect(data, name)
    if media not in (Media.PDF, Media.DOCX):
        # Size last but one: a program renamed to .txt is told what it is, however large.
        if b"\x00" in data[:4096] and not data.startswith(UTF16_MARKS):
            decode(data[:4096], name)
        _check_size(len(data), name, MAX_TEXT_BYTES, "text")
    known = _given(published, title, publisher, url)
    text, own = _text_of(data, name, media)
    for each, how in own.found_by.items():
        known.learn(how, **{each: getattr(own, each)})
    return _article(text, known, name=name, media=media, is_sample=is_sample)


def read_pasted(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Article:
    """Return the article in words pasted into the page, like `read` for a file's."""
    if not text.strip():
        raise EmptyInputError("Nothing was pasted. Paste the text of an article.")
    check_characters(text, PASTED)
    plain = text.replace("\r\n", "\n")
    _check_size(len(plain.encode()), "The pasted text", MAX_TEXT_BYTES, "text")
    known = _given(published, title, publisher, url)
    return _article(plain, known, name=PASTED, media=Media.TEXT)
