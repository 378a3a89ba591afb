"""
What a file holds, told by its bytes; its name decides only between text and markdown.

A picture renamed to .txt is a picture, and a page saved as .txt is still a page.
"""

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from newsfigures.errors import BinaryInputError
from newsfigures.reading.mailhead import is_mail

READ = (
    "text, Markdown, HTML, PDF, Word (.docx), e-mail (.eml), tables of articles (.csv, .jsonl) and "
    "ZIP archives of these"
)


class Media(StrEnum):
    """What we read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MAIL = "e-mail"
    TABLE = "table"
    ZIP = "zip"


# First bytes of what people rename by mistake, and what to do about each.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n", "a PNG picture", ""),
    (b"\xff\xd8\xff", "a JPEG picture", ""),
    (b"GIF8", "a GIF picture", ""),
    (b"II*\x00", "a TIFF picture", ""),
    (b"MM\x00*", "a TIFF picture", ""),
    (b"\x00\x00\x01\x00", "an icon", ""),
    (b"MZ", "a Windows program", ""),
    (b"\x7fELF", "a Linux program", ""),
    (b"\xca\xfe\xba\xbe", "a program", ""),
    (b"\xcf\xfa\xed\xfe", "a macOS program", ""),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and add the articles inside."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and add the articles inside."),
    (b"Rar!\x1a", "a RAR archive", "Unpack it and add the articles inside."),
    (b"BZh", "a bzip2 archive", "Unpack it and add the articles inside."),
    (b"\xfd7zXZ", "an xz archive", "Unpack it and add the articles inside."),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls or .ppt)", "Save it as .docx or text."),
    (b"{\\rtf", "an RTF document", "Save it as .docx or text."),
    (b"SQLite format 3\x00", "a SQLite database", ""),
    (b"PAR1", "a Parquet file", ""),
    (b"OggS", "a sound file", ""),
    (b"ID3", "an MP3 sound file", ""),
    (b"fLaC", "a sound file", ""),
    (b"wOF2", "a font", ""),
    (b"%!PS", "a PostScript file", "Print it to PDF and add that."),
)
_RIFF = {b"WEBP": "a WebP picture", b"WAVE": "a sound file", b"AVI ": "a film"}
# A page may start with white space, comments and an XML declaration.
_PREAMBLE = re.compile(rb"(?:\s+|<!--.*?-->|<\?xml[^>]*\?>)*", re.S)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I)
_PIECE = re.compile(rb"<(?:article|main|section|div|header|p|h1|table)\b[^>]*>", re.I)
_PARAGRAPH_END = re.compile(rb"</(?:p|div|article|table)\s*>", re.I)
_MARKDOWN_HEADING = re.compile(rb"^#{1,6} ", re.M)
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def _is_page(data: bytes) -> bool:
    """Say whether the bytes are an HTML page or a piece of one, as copied out of a browser."""
    head = data[:3].replace(b"\xef\xbb\xbf", b"") + data[3:200_000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = data[:200_000].decode("utf-16", "ignore").encode()
    start = _PREAMBLE.match(head)
    at = start.end() if start else 0
    if _PAGE.match(head, at):
        return True
    return bool(
        _PIECE.match(head, at)
        and _PARAGRAPH_END.search(head, at)
        and not _MARKDOWN_HEADING.search(head, at)
    )


def _zip_holds(data: bytes, name: str) -> str:
    """Say what a ZIP file is, by what it holds; raise BinaryInputError when it is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = (
                archive.read("mimetype")[:60].decode("ascii", "replace")
                if ("mimetype" in names and archive.getinfo("mimetype").file_size < 200)
                else ""
            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise BinaryInputError(
            f"“{name}” is a broken Word file or archive: it cannot be unpacked. "
            "Open it in its own program and save it again."
        ) from error
    for part, meaning in (
        ("word/document.xml", Media.DOCX.value),
        ("xl/", "an Excel workbook"),
        ("ppt/", "a PowerPoint file"),
    ):
        if any(each.startswith(part) for each in names):
            return meaning
    if "epub" in kind:
        return "an EPUB book"
    return "an OpenDocument file" if "opendocument" in kind else Media.ZIP.value


def _refuse(name: str, meaning: str, remedy: str = "") -> BinaryInputError:
    said = remedy or "Save the article's words as text, or paste them."
    return BinaryInputError(f"“{name}” is {meaning}, not an article. We read {READ}. {said}")


def detect(data: bytes, name: str) -> Media:
    """
    Say what `data` holds, or raise BinaryInputError that names what it is instead.

        >>> detect(b"<!DOCTYPE html><p>Hello", "saved.txt")
        <Media.HTML: 'html'>
    """
    if b"%PDF-" in data[:1024]:
        return Media.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        meaning = _zip_holds(data, name)
        if meaning == Media.DOCX:
            return Media.DOCX
        if meaning == Media.ZIP:
            return Media.ZIP
        raise _refuse(name, meaning)
    if data.startswith(b"RIFF") and data[8:12] in _RIFF:
        raise _refuse(name, _RIFF[data[8:12]])
    if data[8:12] == b"DUCK":
        remedy = f"A backup of a store: “python -m newsfigures restore {name}” puts it in place."
        raise _refuse(name, "a DuckDB database", remedy)
    if data[4:8] == b"ftyp":
        raise _refuse(name, "a film or a phone picture")
    for magic, meaning, remedy in _MAGIC:
        # Text may begin with letters such as MZ or BZh: real programs have bytes no text has.
        if data.startswith(magic) and (not magic.isalnum() or _has_odd_bytes(data)):
            raise _refuse(name, meaning, remedy)
    if _is_page(data):
        return Media.HTML
    if is_mail(data):
        return Media.MAIL
    is_markdown = PurePath(name).suffix.lower() in _MARKDOWN_NAMES
    return Media.MARKDOWN if is_markdown else Media.TEXT


def _has_odd_bytes(data: bytes) -> bool:
    return any(byte < 9 or 13 < byte < 32 for byte in data[:4096])
