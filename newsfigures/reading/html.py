"""
A saved web page to the article's text, as Markdown with its headings, lists and tables.

Navigation, adverts and comments are left out by trafilatura. Superscripts are put right before
it, which would glue them to the number they stand behind (10<sup>26</sup> -> 1026), and so are
tables, terms and captions (`layout`), which it would lose in part.
"""

import re
from contextlib import suppress
from urllib.parse import urlsplit

import lxml.html
import trafilatura
from trafilatura.metadata import extract_metadata
from trafilatura.utils import load_html

from newsfigures.errors import EmptyInputError
from newsfigures.reading import layout
from newsfigures.reading.details import Details, read_date, web_address

_UNSEEN = frozenset({"script", "style", "noscript", "template", "title"})
_BASE_TEN = re.compile(r"(?<![\d.,])10\s*$")
_SMALL_UNIT = re.compile(r"(?<![A-Za-z])(?:k|c|m)?m\s*$")
_POWER = re.compile(r"\s*([-−–]?)\s*(\d+)\s*$")


def _instead(before: str, superscript: lxml.html.HtmlElement) -> str:
    """Return what to write for a superscript: a power, the letters themselves, or a space."""
    words = str(superscript.text_content())
    power = _POWER.match(words)
    is_link = superscript.find(".//a") is not None
    if power and not is_link and (_BASE_TEN.search(before) or _SMALL_UNIT.search(before)):
        return "^" + ("-" if power[1] else "") + power[2]
    if not is_link and words.strip().isalpha() and len(words.strip()) <= 2:
        return words.strip()
    return " "


def _text_before(element: lxml.html.HtmlElement) -> str:
    """Return the characters right before an element, across the inline tags around it."""
    gathered = ""
    while len(gathered) < 12:
        previous = element.getprevious()
        parent = element.getparent()
        if previous is not None:
            piece = previous.tail or ""
            if not piece and isinstance(previous.tag, str):
                piece = previous.text_content()
            gathered = piece + gathered
            element = previous
        elif parent is None:
            break
        else:
            gathered = (parent.text or "") + gathered
            element = parent
    return gathered[-12:]


def unglue(tree: lxml.html.HtmlElement) -> None:
    """Rewrite the superscripts of a page in place: powers as `^26`, footnote marks as a space."""
    for element in list(tree.iter("sup")):
        replacement = _instead(_text_before(element), element)
        for child in list(element):
            element.remove(child)
        element.text = replacement
        element.drop_tag()


def _main_text(tree: lxml.html.HtmlElement) -> str:
    found = trafilatura.extract(
        tree,
        output_format="markdown",
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_images=False,
    )
    if found and found.strip():
        return str(found).strip() + "\n"
    # A page without paragraphs: better all its words than none.
    return str(trafilatura.html2txt(tree) or "").strip()


def _words_shown(tree: lxml.html.HtmlElement) -> int:
    """Return how many words a page has, menus and adverts with it, scripts and styles without."""
    count = 0
    for element in tree.iter():
        if element.text and isinstance(element.tag, str) and element.tag not in _UNSEEN:
            count += len(element.text.split())
        if element.tail:
            count += len(element.tail.split())
    return count


def _learn_head(details: Details, tree: lxml.html.HtmlElement, address: str | None) -> None:
    """Take over what a page's head says, and the site of its address for one that names none."""
    head = extract_metadata(tree, default_url=address)
    # Where no name is given, the library gives the host, which is no name that the page says.
    host = urlsplit(head.url or "").netloc.removeprefix("www.")
    is_host = bool(host) and (head.sitename or "").removeprefix("www.") == host
    details.learn(
        "page metadata",
        title=head.title,
        author=head.author,
        publisher=None if is_host else head.sitename,
        published=read_date(head.date),
        url=web_address(head.url),
    )
    details.learn("site of the address", publisher=host if is_host else None)


def read(data: bytes, name: str, address: str | None = None) -> tuple[str, Details]:
    """
    Return the text of the page's article and what its head says; EmptyInputError without.

    `address` is where the page is from, where that is known.
    """
    tree = load_html(data)
    text = ""
    details = Details()
    if tree is not None:
        with suppress(ValueError, TypeError, AttributeError, RecursionError):
            _learn_head(details, tree, address)
        words = _words_shown(tree)
        unglue(tree)
        layout.put_right(tree)
        text = _main_text(tree)
        details.left_out = max(0.0, 1 - len(text.split()) / words) if words else None
    if not text.strip():
        raise EmptyInputError(
            f"“{name}” is a web page in which we find no article text (it may be drawn by a "
            "script or nested too deeply). Open it in a browser, copy the article and paste it."
        )
    return text, details
