"""
What a reader sees of an article's words: without the marks of Markdown and HTML in them.

For showing alone. The text in the store, and every span into it, stays as the article has it;
what is stored, searched in or sent to programs never passes through here.
"""

import re
from collections.abc import Iterator
from html import unescape

# What may be a mark; most sentences hold none and are not looked at further.
_MAYBE = re.compile(r"[\\*_`<&\[]|^#", re.M)
# Tags of layout and stress. Others are shown: a reader should see what an article tries.
_TAGS = "a|abbr|b|blockquote|cite|code|em|figcaption|h[1-6]|i|mark|q|s|small|span|strong|su[bp]|"
_TAGS += "t(?:able|body|d|foot|h|head)|u"
_TARGET = r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"
_MARK = re.compile(
    rf"""
      (?P<escape>\\(?=[!-/:-@\[-`{{-~]))
    | (?P<head>^\#{{1,6}}[ \t]+)
    | (?P<link>!?\[(?=[^\[\]]{{0,300}}\]{_TARGET}))
    | (?P<target>\]{_TARGET})
    | (?P<note>\[\^[^\]\s]{{1,80}}\])
    | (?P<cells></t[dh]\s*>\s*<t[dh]\b[^<>]*>)
    | (?P<power><sup\b[^<>]*>(?=\s*[-\u2212]?\d))
    | (?P<broken></?(?:br|div|li|[ou]l|p|tr)\b[^<>]*>)
    | (?P<tag></?(?:{_TAGS})\b[^<>]*>)
    | (?P<entity>&(?:\#\d{{1,7}}|\#x[0-9a-fA-F]{{1,6}}|[a-zA-Z]{{2,10}});)
    | (?P<stress>\*+|_+|`+)
    """,
    re.X | re.M,
)
_INSTEAD = {"cells": " | ", "power": "^", "broken": " "}


def _is_stress(text: str, start: int, end: int) -> bool:
    """Say whether asterisks, underscores or backticks mark words; `3 * 4`, `3*4`, `a_b` do not."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if text[start] == "_" and before.isalnum() and after.isalnum():
        return False
    between = (before.isspace() and after.isspace()) or (before.isdigit() and after.isdigit())
    return end - start > 1 or not between


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each mark's start and end in a text, and what a reader sees instead."""
    at = 0
    while match := _MARK.search(text, at):
        at, kind = match.end(), str(match.lastgroup)
        if kind == "escape":
            at += 1  # what is escaped is no mark itself
        elif kind == "entity":
            if unescape(match[0]) == match[0]:
                continue
            yield match.start(), match.end(), unescape(match[0])
            continue
        elif kind == "stress" and not _is_stress(text, match.start(), match.end()):
            continue
        yield match.start(), match.end(), _INSTEAD.get(kind, "")


def pieces(text: str, *cuts: int) -> list[str]:
    """
    Return a text cut at some places, in order, each piece as a reader sees it.

    A mark belongs to the piece it begins in; spaces and line breaks stay.

        >>> pieces("down at **$1.70** an hour", 10, 15)
        ['down at ', '$1.70', ' an hour']
    """
    ends = [*cuts, len(text)]
    found, done, at = [], [], 0
    edits = list(_edits(text)) if _MAYBE.search(text) else []
    for end in ends:
        while edits and edits[0][0] < end:
            start, stop, instead = edits.pop(0)
            done += [text[at:start], instead]
            at = max(at, stop)
        done.append(text[at:end])
        at = max(at, end)
        found.append("".join(done))
        done = []
    return found


def plain(text: object) -> str:
    r"""
    Return a sentence of an article, or words of it, as a reader sees them, on one line.

        >>> plain("Alphabet** guides for \\$91\u201393bn, *not* [less](https://a.example/b_c_d)")
        'Alphabet guides for $91\u201393bn, not less'
        >>> plain("7 * 3 < 4 & max_tokens"), plain("456B</td><td>45.9B"), plain("10<sup>24")
        ('7 * 3 < 4 & max_tokens', '456B | 45.9B', '10^24')
    """
    return " ".join(pieces(str(text))[0].split())
