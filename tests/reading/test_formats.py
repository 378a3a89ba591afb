"""Pages, PDF and Word files: the article's words and tables come out, bombs do not go off."""

import io
import time
import zipfile

import docx
import pypdf
import pytest

from newsfigures.errors import BinaryInputError, EmptyInputError, InputError, TooLargeError
from newsfigures.extraction.document import parse
from newsfigures.reading import read
from newsfigures.reading.pdf import paragraphs
from tests import pdfs

PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}">
<title>AI spending soars | Example Times</title>
<meta property="og:title" content="AI spending soars">
<meta property="og:site_name" content="Example Times">
<meta name="author" content="Ada Writer">
<meta property="article:published_time" content="2025-01-28T10:00:00Z">
<link rel="canonical" href="https://news.example.com/2025/01/28/ai-spending"></head>
<body><nav><a href="/">Home</a> Subscribe for $1 a week</nav><article>
<h1>AI spending soars</h1>
<p>DeepSeek said it had spent <b>$5.6 million</b> on the run, a firm’s
record.<sup><a href="#f1">3</a></sup> It took 10<sup>26</sup> operations and 2,048
chips<sup>12</sup> in 2024<sup>4</sup>, the 27<sup>th</sup> run.</p>
<p>OpenAI and <a href="https://x.example/99billion">SoftBank</a> announced a venture that they said
would invest $500 billion over four years, which is more than anybody had expected of them.</p>
<table><tr><th>Company</th><th>Cost</th></tr><tr><td>DeepSeek</td><td>$5.6m</td></tr>
<tr><td>OpenAI</td><td>$78m</td></tr></table></article>
<aside>Most read: Bitcoin hits $100,000</aside><footer>Membership $99</footer></body></html>"""


def page(charset="utf-8"):
    return PAGE.format(charset=charset).encode(charset)


def pdf(*pages, encrypt=None):
    """Return the bytes of a PDF with one line of Helvetica per line of text."""
    writer = pypdf.PdfWriter()
    for text in pages:
        lines = " ".join(f"({line}) Tj T*" for line in text.split("\n"))
        pdfs.add_page(writer, f"BT /F1 10 Tf 14 TL 50 740 Td {lines} ET".encode())
    if encrypt:
        writer.encrypt(encrypt, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(build):
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("name", ["saved.html", "saved.txt"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_page_gives_article_and_what_its_head_says(name, charset):
    article = read(page(charset), name)

    assert article.media == "html"
    assert (article.title, article.publisher) == ("AI spending soars", "Example Times")
    assert (article.author, str(article.published)) == ("Ada Writer", "2025-01-28")
    assert article.url == "https://news.example.com/2025/01/28/ai-spending"
    assert set(article.found_by.values()) == {"page metadata"}
    assert "$5.6 million" in article.text
    assert "firm’s record." in " ".join(article.text.split())
    for elsewhere in ("Subscribe", "Bitcoin", "Membership", "99billion"):
        assert elsewhere not in article.text


def test_page_keeps_its_table_as_a_table():
    document = parse(read(page(), "a.html").text)

    table = next(document.tables())
    cells = [[cell.span.cut(document.clean) for cell in row] for row in table.rows]
    assert cells[0][:2] == ["Company", "Cost"]
    assert cells[2][:2] == ["OpenAI", "$78m"]


def test_superscripts_do_not_glue_to_numbers():
    text = read(page(), "a.html").text

    assert "10^26 operations" in text
    assert "the 27th run" in text
    for glued in ("1026", "chips12", "20244", "record.3"):
        assert glued not in text


def test_broken_page_still_gives_its_words():
    data = (
        b"<html><body><article><p>It cost $5.6 million.<p>Meta paid <b>$60 million</i></div></td>"
    )

    text = read(data, "a.html").text

    assert "$5.6 million" in text
    assert "$60 million" in text


@pytest.mark.parametrize(
    "data",
    [
        b"<html></html>",
        b"<!doctype html><html><body><script>var a='It cost $5';</script></body></html>",
        b"<html><body><article>" + b"<div>" * 100_000 + b"</div>" * 100_000,
        b"<html><body>" + b"<b>" * 300_000,
    ],
    ids=["nothing", "script only", "nested 100,000 deep", "300,000 open tags"],
)
def test_page_without_words_is_refused_soon(data):
    start = time.monotonic()

    with pytest.raises(EmptyInputError, match="paste it"):
        read(data, "a.html")
    assert time.monotonic() - start < 20


def test_page_full_of_entities_does_not_grow():
    bomb = "".join(
        f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i > 1 else "lol" * 10}">' for i in range(1, 10)
    )
    data = f'<?xml version="1.0"?><!DOCTYPE html [{bomb}]><html><p>It cost $5. &l9;</p></html>'

    try:
        assert len(read(data.encode(), "a.html").text) < 10_000
    except InputError as refusal:
        assert "a.html" in str(refusal)


def test_pdf_gives_its_words_in_paragraphs():
    first = "The bill\nDeepSeek said on Monday that it had spent about $5.6 million on the infra-\n"
    first += "structure of its model, far less than others.\nMeta paid more than anybody"
    data = pdf(first, "had expected of the firm in a single year, it said.")

    article = read(data, "a.txt")

    assert article.media == "pdf"
    assert "the infrastructure of its model" in article.text
    assert "anybody\nhad expected" in article.text
    assert parse(article.text).blocks[0].span.cut(article.text) == "The bill"


def test_page_numbers_are_no_text():
    assert paragraphs("The firm paid.\n12\nPage 3 of 9") == "The firm paid."


def test_scanned_pdf_is_refused_with_the_remedy():
    with pytest.raises(EmptyInputError, match="text recognition"):
        read(pdf(""), "scan.pdf")


def test_locked_pdf_is_refused_with_the_remedy():
    with pytest.raises(InputError, match="locked with a password"):
        read(pdf("It cost $5.", encrypt="secret"), "locked.pdf")


@pytest.mark.parametrize("cut", [40, 200, -30])
def test_damaged_pdf_is_an_article_or_refused(cut):
    try:
        assert "5.6" in read(pdf("It cost $5.6 million.")[:cut], "a.pdf").text
    except InputError as refusal:
        assert "“a.pdf”" in str(refusal)


def test_pdf_that_is_only_a_mark_is_refused():
    with pytest.raises(BinaryInputError, match="damaged PDF"):
        read(b"%PDF-1.7\n" + bytes(range(256)) * 100, "a.pdf")


def test_word_gives_headings_items_and_tables_in_order():
    def build(document):
        document.add_heading("The bill", 1)
        document.add_paragraph("DeepSeek spent $5.6 million.")
        document.add_paragraph("One thing", style="List Bullet")
        table = document.add_table(rows=2, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Company", "Cost | all"
        table.rows[1].cells[0].text, table.rows[1].cells[1].text = "OpenAI", "$78\nmillion"
        last = document.add_paragraph("It took 10")
        last.add_run("24").font.superscript = True
        last.add_run(" operations.")
        last.add_run("7").font.superscript = True

    article = read(word(build), "article.txt")

    assert article.media == "docx"
    assert article.title == "The bill"
    assert article.text == (
        "# The bill\n\nDeepSeek spent $5.6 million.\n\n- One thing\n\n"
        "| Company | Cost \\| all |\n|---|---|\n| OpenAI | $78 million |\n\n"
        "It took 10^24 operations.\n"
    )


def test_word_without_words_is_refused():
    with pytest.raises(EmptyInputError, match="without text"):
        read(word(lambda document: None), "a.docx")


def test_word_bomb_is_refused_before_it_is_unpacked():
    data = archive({"[Content_Types].xml": "<x/>", "word/document.xml": b" " * 60_000_000})
    start = time.monotonic()

    with pytest.raises(TooLargeError, match="unpacks to 60 MB"):
        read(data, "bomb.docx")
    assert time.monotonic() - start < 2
    assert len(data) < 100_000


def test_word_with_a_part_packed_beyond_reason_is_refused():
    data = archive({"word/document.xml": "<x/>", "word/media/a.bmp": b" " * 40_000_000})

    with pytest.raises(TooLargeError, match="packed size"):
        read(data, "bomb.docx")


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": "no xml"},
        {"word/document.xml": "<w/>", "[Content_Types].xml": "<Types"},
    ],
)
def test_broken_word_file_is_refused(parts):
    with pytest.raises(BinaryInputError, match="damaged Word document"):
        read(archive(parts), "a.docx")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/workbook.xml": "x"}, "an Excel workbook"),
        ({"ppt/presentation.xml": "x"}, "a PowerPoint file"),
        ({"mimetype": "application/epub+zip"}, "an EPUB book"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "an OpenDocument file"),
    ],
)
def test_other_archives_are_named(parts, said):
    with pytest.raises(BinaryInputError, match=said):
        read(archive(parts), "a.docx")
