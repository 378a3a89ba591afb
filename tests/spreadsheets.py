"""Files opened by LibreOffice and read back cell by cell."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

SECONDS = 300
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
# Comma, quotation mark, UTF-8, from the first line; whether what stands in quotation marks is
# text, and whether formulas are computed: the seventh and the thirteenth of LibreOffice's options.
_CSV = "Text - txt - csv (StarCalc):44,34,76,1,,1033,{quoted},false,,,,,{computed}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as LibreOffice keeps it; `kind` is float, string, date, boolean, '' for empty."""

    kind: str
    text: str
    value: str
    formula: str


def office():
    """Return the path of LibreOffice, or fail with what is to be installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.fail(
            "LibreOffice Calc is needed to prove that no download runs as a formula. Install it "
            "(Debian and Ubuntu: sudo apt install libreoffice-calc; make test does so as root)."
        )
    return found


def opened(files, folder, *, quoted=None, computed=None):
    """
    Open files in LibreOffice; return for each its rows of cells.

    `quoted` and `computed` are the options of a CSV (`_CSV`); without them it opens as a double
    click opens it.
    """
    options = []
    if quoted is not None:
        said = _CSV.format(quoted=str(quoted).lower(), computed=str(computed).lower())
        options = [f"--infilter={said}"]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / f"read-{quoted}-{computed}"
    subprocess.run(
        [office(), profile, "--headless", "--norestore", *options,
         "--convert-to", "fods", "--outdir", out, *files],
        check=True, capture_output=True, timeout=SECONDS,
    )  # fmt: skip
    return [_rows((out / Path(file).name).with_suffix(".fods")) for file in files]


def _text(node):
    """Return the words of a cell: paragraphs are lines, tabs and runs of blanks are elements."""
    said = node.text or ""
    for child in node:
        if child.tag == f"{{{_TEXT}}}tab":
            said += "\t"
        elif child.tag == f"{{{_TEXT}}}s":
            said += " " * int(child.get(f"{{{_TEXT}}}c", "1"))
        elif child.tag == f"{{{_TEXT}}}line-break":
            said += "\n"
        else:
            said += _text(child)
        said += child.tail or ""
    return said


def _cell(node):
    lines = [_text(line) for line in node.findall(f"{{{_TEXT}}}p")]
    kind = node.get(f"{{{_OFFICE}}}value-type", "")
    value = node.get(f"{{{_OFFICE}}}value") or node.get(f"{{{_OFFICE}}}date-value") or ""
    return Cell(kind, "\n".join(lines), value, node.get(f"{{{_TABLE}}}formula", ""))


def _rows(path):
    sheet = ElementTree.parse(path).find(f".//{{{_TABLE}}}table")
    rows = []
    for row in sheet.iter(f"{{{_TABLE}}}table-row"):
        cells = []
        for node in row:
            times = int(node.get(f"{{{_TABLE}}}number-columns-repeated", "1"))
            cells += [_cell(node)] * min(times, 100)
        if any(cell.kind for cell in cells):
            rows.append(cells)
    return rows
