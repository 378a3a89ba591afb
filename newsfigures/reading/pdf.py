"""A PDF's text, page after page, with its paragraphs put together again."""

import io
import re

import pypdf
from pypdf.errors import PyPdfError

from newsfigures.errors import BinaryInputError, EmptyInputError, InputError, TooLargeError
from newsfigures.reading.details import Details

MAX_PAGES = 500
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")
_STOP = re.compile(r"[.!?][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*", re.I)


def _open(data: bytes, name: str) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(
            f"“{name}” is a PDF locked with a password. Open it with the password, print it to "
            "a new PDF or copy its text, and add that."
        )
    if len(reader.pages) > MAX_PAGES:
        raise TooLargeError(
            f"“{name}” has {len(reader.pages):,} pages; we read PDFs of up to {MAX_PAGES}. "
            "Split it and add the part that holds the article."
        )
    return reader


def paragraphs(page: str) -> str:
    """
    Put a page's lines into paragraphs: an empty line after a short last line or a heading.

    A line much shorter than the page is wide ends a paragraph when it ends a sentence, or when
    the next line begins one and it has none itself, as headings do.
    """
    lines = [line.rstrip() for line in page.split("\n")]
    lines = [line for line in lines if not _PAGE_NUMBER.fullmatch(line)]
    width = max((len(line) for line in lines), default=0)
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        out.append(line)
        begins = following.lstrip()[:1].isupper()
        is_short = len(line) < 0.75 * width
        is_heading = len(line) < 0.6 * width and line[:1].isupper() and not line.endswith(",")
        if line and begins and ((is_short and _STOP.search(line)) or is_heading):
            out.append("")
    return _HYPHEN.sub("", "\n".join(out)).strip()


def _join(pages: list[str]) -> tuple[str, tuple[int, ...]]:
    """
    Join pages and say where each begins; a sentence that runs over the edge stays whole.

    A page without words begins where the next one does.
    """
    text, starts = "", []
    for page in pages:
        if text and page:
            runs_on = page[:1].islower() and not _STOP.search(text)
            text += "\n" if runs_on else "\n\n"
        starts.append(len(text))
        text += page
    return (text + "\n" if text else ""), tuple(starts)


def read(data: bytes, name: str) -> tuple[str, Details]:
    """Return the text of a PDF and what its document properties say."""
    try:
        reader = _open(data, name)
        # Fonts without a table of letters give zero characters between the words.
        pages = [paragraphs(page.extract_text().replace("\x00", "")) for page in reader.pages]
        properties = reader.metadata
    except (InputError, MemoryError):
        raise
    except (
        PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError,
        AssertionError, OverflowError, RecursionError, NotImplementedError, OSError,
    ) as error:  # fmt: skip
        # Broken files make the library fail in any of these ways.
        raise BinaryInputError(
            f"“{name}” is a damaged PDF, or one that unpacks to too much "
            f"({type(error).__name__}). Open it in a PDF viewer, copy the text and paste it."
        ) from error
    text, starts = _join(pages)
    if not text.strip():
        raise EmptyInputError(
            f"“{name}” is a PDF without text, most likely a scan. Run text recognition (OCR) "
            "over it first, or type the passage and paste it."
        )
    details = Details(page_starts=starts)
    details.learn(
        "PDF properties",
        author=properties.author if properties else None,
        title=_title(properties.title if properties else None),
    )
    return text, details


def _title(words: str | None) -> str | None:
    """Return a title worth showing: many PDFs carry a file name or a program's name there."""
    if not words or len(words.split()) < 2 or re.search(r"\.(?:docx?|pdf|indd|qxd)\b", words, re.I):
        return None
    return None if words.lower().startswith(("microsoft word", "untitled")) else words
