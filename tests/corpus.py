"""
Files as analysts have them, made of six short articles in ten forms: sixty, and a ZIP of all.

Each knows the words that are its article's, without the menus, adverts, answers and page numbers
around them, and the figures in it.
"""

import base64
import io
import quopri
import textwrap
from dataclasses import dataclass
from functools import cache

import docx
import pypdf

from tests import pdfs


@dataclass(frozen=True, kw_only=True)
class Told:
    """One article as written: its title, its paragraphs, and metric and words of its figures."""

    title: str
    day: str
    paragraphs: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]


ARTICLES = (
    Told(
        title="DeepSeek’s bill for its newest model",
        day="2025-01-27",
        paragraphs=(
            "DeepSeek said on Monday that it had spent $5.6 million to train DeepSeek-V3, a “small "
            "sum” by the standards of the industry, and that the work took less than two months.",
            "The company rented its chips and did not say what earlier experiments had cost it. "
            "People who know the firm expect the whole programme to have been far dearer.",
            "Meta, by comparison, spent $60 million to train Llama 3.1 405B, according to a person "
            "familiar with the matter who was not authorised to speak about it in public.",
        ),
        figures=(("training_cost", "$5.6 million"), ("training_cost", "$60 million")),
    ),
    Told(
        title="OpenAI doubles its sales — and its losses",
        day="2024-10-02",
        paragraphs=(
            "OpenAI had revenue of $3.7 billion in 2024, the company told investors in a letter "
            "that was seen by this newspaper, about twice as much as in the year before.",
            "The maker of ChatGPT also told them that it has 1,700 employees, most of whom joined "
            "it after the chatbot came out. It did not say how many of them are engineers.",
            "“We are only at the beginning,” its chief executive wrote in the letter, which is "
            "dated last week and runs to eleven pages without a single chart.",
        ),
        figures=(("revenue", "$3.7 billion"), ("headcount", "1,700 employees")),
    ),
    Told(
        title="Microsoft builds, and builds on",
        day="2024-07-30",
        paragraphs=(
            "Microsoft had capital expenditures of $55.7 billion in fiscal 2024, mostly for data "
            "centres and for the chips inside them, the company said on Tuesday.",
            "It plans to spend about $80 billion on data centres in fiscal 2025. More than half of "
            "that will be spent in the United States, the company’s vice chair wrote in a post.",
            "Analysts had asked for months when the spending would end. The answer, given on a "
            "call that lasted an hour, was that nobody in the room could name a date.",
        ),
        figures=(("capex", "$55.7 billion"), ("capex", "$80 billion")),
    ),
    Told(
        title="Anthropic’s round: who paid, and how much",
        day="2025-03-03",
        paragraphs=(
            "Anthropic raised $3.5 billion at a valuation of $61.5 billion, it said on Monday. The "
            "round was led by Lightspeed Venture Partners, an investor from California.",
            "The start-up will use the money to build its next models and to open an office in "
            "Zürich. It would not say how long the money will last at its present pace.",
            "Competitors have raised even more this year. None of them has shown a profit so far, "
            "and some of their own backers doubt that any of them will soon.",
        ),
        figures=(("funding_raised", "$3.5 billion"), ("valuation", "$61.5 billion")),
    ),
    Told(
        title="What GPT-4 took to train",
        day="2023-07-11",
        paragraphs=(
            "GPT-4 was trained on 25,000 A100 chips, according to analysts of SemiAnalysis, who "
            "published what they know of the model on Monday and took it down again.",
            "OpenAI’s chief executive has said that training GPT-4 cost over $100 million. The "
            "company itself has not published a figure, nor the size of the model.",
            "A spokesman for the company declined to comment on the report; two of its engineers "
            "later called it “mostly right” in a discussion on a public forum.",
        ),
        figures=(("gpu_count", "25,000 A100 chips"), ("training_cost", "$100 million")),
    ),
    Told(
        title="A site in Texas for half a trillion",
        day="2025-01-21",
        paragraphs=(
            "OpenAI, SoftBank and Oracle will invest $500 billion in Stargate over four years, the "
            "companies said at the White House, and $100 billion of it at once.",
            "The first site, in Abilene in Texas, is under construction. Its owner says that it "
            "will have a capacity of 1.2 gigawatts when it is complete, as much as a city needs.",
            "Neighbours were told of the plans at a meeting in the town hall, where most questions "
            "were about water, noise and the road that leads past the school.",
        ),
        figures=(
            ("infrastructure_investment", "$500 billion"),
            ("power_capacity", "1.2 gigawatts"),
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Made:
    """One file, the article it was made of, and whether its title is among its words."""

    name: str
    data: bytes
    told: Told


def _body(told: Told) -> str:
    return "\n\n".join(told.paragraphs)


def as_western(told: Told) -> bytes:
    """Plain text of an old Windows program."""
    return f"{told.title}\n\n{_body(told)}\n".replace("\n", "\r\n").encode("cp1252")


def as_utf16(told: Told) -> bytes:
    """Plain text as Notepad once saved it."""
    return f"{told.title}\r\n\r\n{_body(told)}\r\n".encode("utf-16")


def as_markdown(told: Told) -> bytes:
    """A note with front matter."""
    head = f'---\ntitle: "{told.title}"\npublished: {told.day}\n---\n\n'
    return f"{head}# {told.title}\n\n{_body(told)}\n".encode()


MENUS = "".join(
    f'<li><a href="/{word}">{word.title()}</a></li>'
    for word in ("home", "world", "business", "markets", "technology", "opinion", "podcasts")
)


def as_newspaper(told: Told) -> bytes:
    """A page of a newspaper: menus, cookie notice, adverts, related articles, footer."""
    paragraphs = "".join(f"<p>{words}</p>" for words in told.paragraphs)
    advert = (
        '<aside class="ad"><p>ADVERTISEMENT</p><p>Save $500 on your next car today!</p></aside>'
    )
    paragraphs = paragraphs.replace("</p><p>", f"</p>{advert}<p>", 1)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{told.title} |
The Paper</title><meta property="og:title" content="{told.title}"><meta property="og:site_name"
content="The Paper"><meta property="article:published_time" content="{told.day}T08:00:00Z">
<script>var price = "$999 billion";</script><style>p {{color: red}}</style></head><body>
<div id="cookie-banner" class="cookie">We and our 812 partners use cookies. Accept</div>
<header><nav><ul>{MENUS}</ul></nav><a href="/subscribe">Subscribe for $1 a week</a></header>
<main><article><h1>{told.title}</h1><div class="byline">By Ada Writer</div>{paragraphs}</article>
</main><aside class="related"><h2>Related articles</h2><ul><li><a href="/a">Nvidia hits $4
trillion</a></li><li><a href="/b">Bitcoin at $100,000</a></li></ul></aside>
<div class="newsletter"><h3>Sign up for our newsletter</h3><p>Join 2 million readers.</p></div>
<footer><ul>{MENUS}</ul><p>© 2025 The Paper. All rights reserved.</p></footer></body></html>
""".encode()


def as_old_page(told: Told) -> bytes:
    """A page of the nineties: tables for the layout, tags that are never closed, Windows-1252."""
    paragraphs = "".join(f"<p><font size=2>{words}</font>" for words in told.paragraphs)
    return f"""<HTML><HEAD>
<META http-equiv="Content-Type" content="text/html; charset=windows-1252">
<TITLE>{told.title}</TITLE><BODY bgcolor=white><TABLE width=100%><TR><TD class="menu" width=120>
<ul>{MENUS}</ul><TD><h1>{told.title}</h1>
{paragraphs}</TD></TABLE><CENTER><a href=/>Home</a> | <a href=/mail>Mail us</a></CENTER>
""".encode("cp1252")


def as_blog(told: Told) -> bytes:
    """A page of a blog: no element says what is the article, comments below it."""
    paragraphs = "".join(f"<p>{words}</p>\n" for words in told.paragraphs)
    share = "".join(f'<a class="share" href="#">Share on {w}</a>' for w in ("X", "Mail", "Reddit"))
    comments = "".join(
        f'<li class="comment"><p>Comment {n}: this must have cost $9 billion at least.</p></li>'
        for n in range(3)
    )
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{told.title}</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{told.day}"}}
</script></head><body><div class="top-nav"><ul>{MENUS}</ul></div><div class="wrap">
<div class="post-content entry-content"><h1 class="entry-title">{told.title}</h1>
{paragraphs}</div><div class="sharing">{share}</div>
<div id="comments"><h2>3 comments</h2><ol>{comments}</ol></div>
<div class="sidebar"><h3>Most read</h3><ul><li><a href="/x">Apple is worth $3 trillion</a></li></ul>
</div></div><div class="footer">Powered by nothing at all</div></body></html>""".encode()


def _stream(lines: list[str], x: int, y: int) -> str:
    escaped = (each.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for each in lines)
    shown = " ".join(f"({each}) Tj T*" for each in escaped)
    return f"BT /F1 10 Tf 13 TL 1 0 0 1 {x} {y} Tm {shown} ET"


def _printed(*pieces: str) -> bytes:
    writer = pypdf.PdfWriter()
    pdfs.add_page(writer, "\n".join(pieces).encode("cp1252"))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _lines(told: Told, width: int) -> list[str]:
    return [line for words in told.paragraphs for line in textwrap.wrap(words, width)]


def as_print(told: Told) -> bytes:
    """A printed page with a page number."""
    return _printed(
        _stream([told.title], 50, 740), _stream(_lines(told, 95), 50, 710), _stream(["1"], 300, 30)
    )


def as_columns(told: Told) -> bytes:
    """A printed page in two columns."""
    lines = _lines(told, 48)
    half = (len(lines) + 1) // 2
    return _printed(
        _stream([told.title], 50, 740),
        _stream(lines[:half], 50, 710),
        _stream(lines[half:], 320, 710),
    )


def as_word(told: Told) -> bytes:
    """A Word document with a heading and a table behind the text."""
    document = docx.Document()
    document.add_heading(told.title, 1)
    for words in told.paragraphs:
        document.add_paragraph(words)
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Desk", "Editor", "Business", "Ada Writer"),
        strict=True,
    ):
        cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_mail(told: Told) -> bytes:
    """An e-mail with an older message quoted below its text, and a signature."""
    quoted = "> Can you send me the piece?\n> It should be about $900 million.\n> Bob\n"
    text = (
        f"{_body(told)}\n\nOn Mon, Jan 20, 2025 at 9:15 AM Bob <bob@example.com> wrote:\n{quoted}"
    )
    coded = quopri.encodestring(text.encode("cp1252")).decode()
    return (
        "From: Ada Writer <ada@example.com>\r\nTo: bob@example.com\r\n"
        "Date: Mon, 27 Jan 2025 10:00:00 +0000\r\nMessage-ID: <7@example.com>\r\n"
        "Subject: Re: =?utf-8?b?"
        f"{base64.b64encode(told.title.encode()).decode()}?=\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=windows-1252\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{coded}"
    ).encode()


FORMS = {
    "western.txt": as_western,
    "utf16.txt": as_utf16,
    "note.md": as_markdown,
    "newspaper.html": as_newspaper,
    "old.htm": as_old_page,
    "blog.html": as_blog,
    "print.pdf": as_print,
    "columns.pdf": as_columns,
    "word.docx": as_word,
    "mail.eml": as_mail,
}


@cache
def files() -> tuple[Made, ...]:
    """Return the sixty files."""
    return tuple(
        Made(name=f"{number}-{name}", data=make(told), told=told)
        for number, told in enumerate(ARTICLES, start=1)
        for name, make in FORMS.items()
    )
