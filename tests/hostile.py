"""
Files made to do harm, and files that are not what they say: each with what is to be said of it.

`said` is a piece of the refusal, "" where any clear answer will do, or None where the words of the
file are an article all the same; then none of `never` may be in its text.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache

import docx
import pypdf

from tests import pdfs

WORDS = "OpenAI spent $100 million to train GPT-4, it said on Monday. "
ENTITIES = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n > 1 else "lol" * 10}">' for n in range(1, 10)
)
OVERRIDE = "\u202e"


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """One file, and what is to become of it."""

    name: str
    data: bytes
    said: str | None
    never: tuple[str, ...] = ()


def packed(parts: dict[str, bytes | str]) -> bytes:
    """Return a ZIP file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def word(body: str, head: str = "") -> bytes:
    """Return a Word file whose document part is as given, with an honest rest."""
    empty = io.BytesIO()
    docx.Document().save(empty)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    )
    with zipfile.ZipFile(empty) as file:
        parts: dict[str, bytes | str] = {name: file.read(name) for name in file.namelist()}
    return packed(parts | {"word/document.xml": xml})


def said_in_word(words: str) -> str:
    """Return a paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def pdf(text: str = WORDS, password: str = "") -> bytes:
    """Return a PDF of one page."""
    writer = pypdf.PdfWriter()
    pdfs.add_page(writer, f"BT /F1 10 Tf 14 TL 50 740 Td ({text}) Tj ET".encode())
    if password:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def raw_pdf(*objects: str | bytes, trailer: str = "/Root 1 0 R") -> bytes:
    """Return a PDF of objects as given, numbered from 1, with a table of where they are."""
    out = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        body = each if isinstance(each, bytes) else each.encode()
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    table += "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + table.encode() + tail.encode()


def bomb_pdf(megabytes: int) -> bytes:
    """Return a PDF whose one page unpacks to very many spaces."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()
    stream = f"<< /Length {len(data)} /Filter /FlateDecode >>\nstream\n".encode()
    return raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        stream + data + b"\nendstream",
    )


PAGES = "<< /Type /Catalog /Pages 2 0 R >>"


def _pdfs() -> list[Hostile]:
    own_child = raw_pdf(PAGES, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>")
    chain = raw_pdf(
        PAGES,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        "5 0 R",
        "4 0 R",
    )
    older = b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 9 >>\n"
    older += b"startxref\n9\n%%EOF\n"
    many = raw_pdf(
        PAGES,
        f"<< /Type /Pages /Kids [{'3 0 R ' * 2_000}] /Count 2000 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    )
    deep = raw_pdf(PAGES, "[" * 50_000 + "]" * 50_000)
    return [
        Hostile(name="locked.pdf", data=pdf(password="secret"), said="locked with a password"),
        Hostile(name="cut.pdf", data=pdf()[:300], said="“cut.pdf” is a"),
        Hostile(name="own-child.pdf", data=own_child, said="“own-child.pdf” is a"),
        Hostile(name="circle.pdf", data=chain, said="“circle.pdf” is a"),
        Hostile(name="older-and-older.pdf", data=older, said="damaged PDF"),
        Hostile(name="pages.pdf", data=many, said="has 2,000 pages; we read PDFs of up to 500"),
        Hostile(name="brackets.pdf", data=deep, said="“brackets.pdf” is a"),
        Hostile(name="bomb.pdf", data=bomb_pdf(120), said="“bomb.pdf”"),
        Hostile(name="noise.pdf", data=b"%PDF-1.7\n" + bytes(range(256)) * 400, said="damaged PDF"),
        Hostile(name="script.pdf", data=pdf().replace(b"/Type /Catalog",
            b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
            said=None, never=("app.alert",)),
    ]  # fmt: skip


def _word_files() -> list[Hostile]:
    paragraph = said_in_word(WORDS)
    outside = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    laughs = f"<!DOCTYPE d [{ENTITIES}]>"
    deep = "<w:p>" * 60_000 + "</w:p>" * 60_000
    lying = bytearray(word(paragraph))
    # The directory at the end says that the document is a few bytes long.
    at = lying.rindex(b"PK\x01\x02", 0, lying.rindex(b"word/document.xml"))
    lying[at + 24 : at + 28] = struct.pack("<I", 5)
    torn = bytearray(word(paragraph * 400))
    packed_at = torn.index(b"word/document.xml") + len("word/document.xml")
    torn[packed_at + 40 : packed_at + 60] = b"\xff" * 20
    return [
        Hostile(name="torn.docx", data=bytes(torn), said="damaged Word document"),
        Hostile(name="blank.docx", data=packed({"word/document.xml": b" " * 60_000_000}),
                said="unpacks to 60 MB"),
        Hostile(name="picture.docx", data=packed({"word/document.xml": "<x/>",
                "word/media/a.bmp": b" " * 40_000_000}), said="packed size"),
        Hostile(name="parts.docx", data=packed({"word/document.xml": "<x/>"}
                | {f"word/{n}.xml": "" for n in range(3_000)}), said="3,001 parts"),
        Hostile(name="outside.docx", data=word(said_in_word("&x;") + paragraph, outside),
                said=None, never=("root:",)),
        Hostile(name="laughs.docx", data=word(said_in_word("&l9;") + paragraph, laughs),
                said="damaged Word document"),
        Hostile(name="deep.docx", data=word(deep), said="damaged Word document"),
        Hostile(name="lying.docx", data=bytes(lying), said="damaged Word document"),
        Hostile(name="cut.docx", data=word(paragraph)[:2_000], said="cannot be unpacked"),
        Hostile(name="renamed.docx", data=b"MZ\x90\x00" + bytes(4_000), said="a Windows program"),
    ]  # fmt: skip


def _pages() -> list[Hostile]:
    script = (
        "<!doctype html><html><head><title>Costs</title></head><body><article><h1>Costs</h1>"
        f"<p onclick='window.hacked=1'>{WORDS}</p><script>window.hacked = 1</script>"
        f"<p><img src=x onerror='window.hacked=1'>{WORDS * 3}</p><iframe srcdoc='<script>parent"
        ".hacked=1</script>'></iframe><svg onload='window.hacked=1'><text>$9 billion</text></svg>"
        "<p><a href='javascript:window.hacked=1'>Meta spent $60 million to train Llama 3.</a></p>"
        "</article></body></html>"
    )
    laughs = f'<?xml version="1.0"?><!DOCTYPE html [{ENTITIES}]><html><p>{WORDS}&l9;</p></html>'
    override = f"<!doctype html><html><body><article><p>{WORDS}</p><p>Not &#8238;$51 million."
    attributes = "<html><body><article><p " + " ".join(f"a{n}=1" for n in range(100_000))
    return [
        Hostile(name="script.html", data=script.encode(), said=None,
                never=("window", "onerror", "<script", "javascript:")),
        Hostile(name="laughs.html", data=laughs.encode(), said=None, never=("lollollol" * 40,)),
        Hostile(name="deep.html", data=b"<html><body>" + b"<div>" * 200_000 + WORDS.encode(),
                said="no article text"),
        Hostile(name="open.html", data=b"<html><body>" + b"<b>" * 300_000, said="no article text"),
        Hostile(name="attributes.html", data=f"{attributes}>{WORDS}</p>".encode(), said=""),
        Hostile(name="table.html", data=("<html><body><article><table>" + "<tr>" * 5_000
                + "<td rowspan=65000 colspan=1000>$5 million" * 500).encode(), said=""),
        Hostile(name="override.html", data=f"{override}</p></article></body></html>".encode(),
                said=None, never=(OVERRIDE,)),
        Hostile(name="only-script.html", data=b"<!doctype html><html><body><script>var a = 'It "
                b"cost $5 million'</script></body></html>", said="no article text"),
    ]  # fmt: skip


def _texts() -> list[Hostile]:
    formula = f'=HYPERLINK("http://example.com","x") {WORDS}\n+1+1\n@SUM(A1)\n-2+3\n'
    return [
        Hostile(name="line.txt", data=b"9" * 200_000_000, said="is 200.0 MB; we read files of up"),
        Hostile(name="long-line.txt", data=b"$5 million and " * 330_000, said=""),
        Hostile(name="digits.txt", data=b"1" * 4_000_000, said=""),
        Hostile(name="zero.txt", data=b"It cost $5\x00 million.", said="a zero byte"),
        Hostile(name="half.txt", data=f"{WORDS}\ud800".encode("utf-8", "surrogatepass"), said=None,
                never=("\ud800",)),
        Hostile(name="half16.txt", data=b"\xff\xfe" + WORDS.encode("utf-16-le") + b"\x00\xd8",
                said="“half16.txt”"),
        Hostile(name="override.txt", data=f"It cost {OVERRIDE}$51 million.".encode(),
                said="turns the order of letters around (U+202E at position 8)"),
        Hostile(name="bells.txt", data=b"\x07" * 900 + WORDS.encode(), said="control characters"),
        Hostile(name="picture.txt", data=b"\x89PNG\r\n\x1a\n" + bytes(999), said="a PNG picture"),
        Hostile(name="../../../../elsewhere/out.txt", data=WORDS.encode(), said=None),
        Hostile(name="formula.txt", data=formula.encode(), said=None),
        Hostile(name="brackets.md", data=b"[" * 200_000 + b"(" * 200_000, said=""),
        Hostile(name="front.md", data=b"---\ntitle: " + b"a: &a [*a" * 90_000, said=""),
        Hostile(name="pipes.md", data=b"|" * 1_000_000 + b"\n" + b"|-" * 500_000, said=""),
    ]  # fmt: skip


@cache
def files() -> list[Hostile]:
    """Return all of them."""
    return [*_pdfs(), *_word_files(), *_pages(), *_texts()]
