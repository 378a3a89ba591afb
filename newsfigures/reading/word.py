"""A Word document's paragraphs and tables, in their order; tables as rows between pipes."""

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
import docx.table
import docx.text.paragraph
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from newsfigures.errors import BinaryInputError, EmptyInputError
from newsfigures.reading import archive
from newsfigures.reading.details import Details

# A Word file is a ZIP archive: a few kilobytes may unpack to gigabytes.
MAX_UNPACKED = 50 << 20
MAX_PARTS = 2_000


def _check(data: bytes, name: str) -> None:
    """Raise TooLargeError before anything is unpacked from a file made to fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = file.infolist()
    except zipfile.BadZipFile as error:
        raise BinaryInputError(_broken(name)) from error
    archive.check(parts, name, MAX_PARTS, MAX_UNPACKED)


def _broken(name: str) -> str:
    return (
        f"“{name}” is a damaged Word document. Open it in Word or LibreOffice and save it again, "
        "or paste its text."
    )


def _heading(paragraph: docx.text.paragraph.Paragraph) -> int:
    """Return the depth of a heading by its style, 0 for running text."""
    style = paragraph.style.name if paragraph.style is not None else ""
    if style == "Title":
        return 1
    if style and style.startswith("Heading "):
        depth = style.removeprefix("Heading ")
        return min(int(depth), 6) if depth.isdigit() else 0
    return 0


def _runs(paragraph: docx.text.paragraph.Paragraph) -> str:
    """Return a paragraph's words; powers of ten as `10^26`, footnote marks left out."""
    out = ""
    for run in paragraph.runs:
        if run.font.superscript and run.text.strip().lstrip("-−").isdigit():
            is_power = out.rstrip().endswith("10") and not out.rstrip()[:-2][-1:].isdigit()
            out += f"^{run.text.strip()}" if is_power else " "
        else:
            out += run.text
    # Links and tracked insertions are no runs; then the paragraph's whole text is what counts.
    return out if len(out.split()) >= len(paragraph.text.split()) else paragraph.text


def _table(table: docx.table.Table) -> str:
    rows = []
    for row in table.rows:
        # A cell merged over columns is handed out once per column; the first is enough.
        seen: set[object] = set()
        cells = []
        for cell in row.cells:
            words = "" if cell._tc in seen else " ".join(cell.text.split()).replace("|", "\\|")
            seen.add(cell._tc)
            cells.append(words)
        rows.append("| " + " | ".join(cells) + " |")
    if not rows:
        return ""
    width = rows[0].replace("\\|", "").count("|") - 1
    return "\n".join([rows[0], "|" + "---|" * max(width, 1), *rows[1:]])


def _blocks(document: "docx.document.Document") -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield _table(block)
        elif words := _runs(block).strip():
            depth = _heading(block)
            style = block.style.name if block.style is not None else ""
            mark = "#" * depth + " " if depth else "- " if (style or "").startswith("List") else ""
            yield mark + words


def read(data: bytes, name: str) -> tuple[str, Details]:
    """Return the text of a Word document and what its properties say."""
    _check(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(block for block in _blocks(document) if block)
        properties = document.core_properties
        title, author = properties.title, properties.author
    except (
        OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, IndexError,
        NotImplementedError, RecursionError, OSError, EOFError, zlib.error,
    ) as error:  # fmt: skip
        raise BinaryInputError(_broken(name)) from error
    if not text.strip():
        raise EmptyInputError(
            f"“{name}” is a Word document without text (perhaps only pictures). "
            "Paste the article's words instead."
        )
    details = Details()
    # The library's own template writes this name when the author left none.
    details.learn(
        "document properties",
        title=title if title and title != "Word Document" else None,
        author=author if author != "python-docx" else None,
    )
    return text + "\n", details
