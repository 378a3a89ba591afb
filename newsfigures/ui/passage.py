"""
A figure's words in their paragraph, as escaped HTML, without marks of Markdown.

Every piece of article text passes `html.escape` on its way into HTML.
"""

import re
from html import escape

from newsfigures.model import Span
from newsfigures.plain import pieces

# Of a paragraph this much is shown before and after the sentence.
AROUND = 420
_BREAK = re.compile(r"\n[ \t]*\n")

STYLE = """<style>
.nf-passage {border-left: 3px solid rgba(128,128,128,.5); margin: 0; padding: .1rem 0 .1rem .9rem;
  line-height: 1.55; overflow-wrap: anywhere}
.nf-passage .nf-around {opacity: .72}
.nf-passage mark {background: rgba(255,184,0,.38); color: inherit; padding: .05em .15em;
  border-radius: .2em; font-weight: 600}
.nf-table {white-space: pre-wrap; font-size: .85em}
.nf-value {font-size: 1.7rem; font-weight: 650; line-height: 1.2; margin: 0}
.nf-facts {display: grid; grid-template-columns: minmax(6.5rem, max-content) 1fr;
  gap: .35rem 1rem; margin: 0 !important; padding: 0 !important; line-height: 1.4}
.nf-facts dt {opacity: .72; margin: 0}
[class*="st-key-evidence_"] button {justify-content: flex-start; text-align: left}
[class*="st-key-evidence_"] button div {justify-content: flex-start; text-align: left}
.nf-reasons {line-height: 1.4}
.nf-reasons > span {opacity: .72}
.nf-reasons ul {margin: .2rem 0 0; padding-left: 1.2rem}
.nf-facts dd {margin: 0; overflow-wrap: anywhere}
.nf-facts dd small {display: block; opacity: .72}
</style>"""


def paragraph(text: str, sentence: Span) -> Span:
    """Return the paragraph around a sentence, cut at words when it is long."""
    before = [m.end() for m in _BREAK.finditer(text, 0, sentence.start)]
    after = _BREAK.search(text, sentence.end)
    start = before[-1] if before else 0
    end = after.start() if after else len(text)
    if sentence.start - start > AROUND:
        space = text.find(" ", sentence.start - AROUND)
        start = space + 1 if 0 <= space < sentence.start else sentence.start
    if end - sentence.end > AROUND:
        space = text.rfind(" ", sentence.end, sentence.end + AROUND)
        end = space if space > 0 else sentence.end
    return Span(start, end)


def passage(text: str, span: Span, sentence: Span) -> str:
    """
    Return the sentence in its paragraph as HTML, the span marked.

        >>> "At <mark>$5</mark> &lt;x&gt;." in passage("At **$5** <x>.", Span(5, 7), Span(0, 14))
        True
    """
    around = paragraph(text, sentence)
    whole = _BREAK.split(text[: around.start])[-1] == "" or around.start == 0
    head = "" if whole else "… "
    ends = around.end == len(text) or text[around.end : around.end + 1] == "\n"
    tail = "" if ends else " …"

    cuts = (sentence.start, span.start, span.end, sentence.end)
    shown = text[around.start : around.end]
    before, ahead, words, behind, after = map(
        escape, pieces(shown, *(cut - around.start for cut in cuts))
    )
    is_table = shown.lstrip().startswith("|")
    return (
        f'<blockquote class="nf-passage{" nf-table" if is_table else ""}">'
        f'<span class="nf-around">{head}{before}</span>'
        f"{ahead}<mark>{words}</mark>{behind}"
        f'<span class="nf-around">{after}{tail}</span>'
        "</blockquote>"
    )


def facts(pairs: list[tuple[str, str, str]]) -> str:
    """Return name, value and note (or '') as an HTML list; those without a value are left out."""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}"
        f"{f'<small>{escape(note)}</small>' if note else ''}</dd>"
        for name, value, note in pairs
        if value
    )
    return f'<dl class="nf-facts">{rows}</dl>'
