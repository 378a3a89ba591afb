"""
An article's text as HTML with its figures marked; pure: text and spans in, escaped HTML out.

Spans count code points of the text as stored. Every word of the article is escaped, and no
Markdown is read: what the article says can neither become markup nor be changed by it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from newsfigures.model import Span

# Longer texts are shown in part: the paragraphs with a mark and their neighbours.
LONGEST_WHOLE = 60_000
# How many paragraphs of a long text are shown; the list of figures beside it stays whole.
MOST_PARAGRAPHS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """
    A stretch of the text to be marked.

    `kind` is the class of the mark, `badge` the words behind it, `hint` what is said when it
    is pointed at. `anchor` is its id in the page, `target` the id that a click leads to, both
    "" for none. A mark in `focus` stands out from the others.
    """

    span: Span
    kind: str
    badge: str = ""
    hint: str = ""
    anchor: str = ""
    target: str = ""
    focus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A stretch that lies under the marks, such as a sentence to read with care."""

    span: Span
    kind: str
    hint: str = ""


def clusters(marks: Iterable[Mark]) -> list[tuple[Span, list[Mark]]]:
    """
    Return marks that share a character together, with the span of all; in text order.

        >>> one, two = Mark(span=Span(0, 5), kind="a"), Mark(span=Span(3, 9), kind="b")
        >>> [(span, len(marks)) for span, marks in clusters([two, one])]
        [(Span(start=0, end=9), 2)]
    """
    found: list[tuple[Span, list[Mark]]] = []
    for mark in sorted(marks, key=lambda each: (each.span, each.anchor)):
        if found and mark.span.start < found[-1][0].end:
            span, members = found[-1]
            found[-1] = (Span(span.start, max(span.end, mark.span.end)), [*members, mark])
        else:
            found.append((mark.span, [mark]))
    return found


def _spaced(html: str, is_tight: bool) -> str:
    """Put room between the lines of a text that has no empty lines between its paragraphs."""
    return html.replace("\n", '\n<span class="nf-room"></span>') if is_tight else html


def _badge(mark: Mark) -> str:
    words = escape(mark.badge)
    if mark.target and words:
        return f'<a class="nf-badge" href="#{escape(mark.target)}">{words}</a>'
    return f'<span class="nf-badge">{words}</span>' if words else ""


def _marked(words: str, members: Sequence[Mark]) -> str:
    """Return words as one HTML mark that carries the anchors and badges of all its members."""
    kinds = dict.fromkeys(f"nf-{member.kind}" for member in members)
    if any(member.focus for member in members):
        kinds["nf-focus"] = None
    hint = " | ".join(dict.fromkeys(member.hint for member in members if member.hint))
    more = "".join(f'<span id="{escape(m.anchor)}"></span>' for m in members[1:] if m.anchor)
    anchor = f' id="{escape(members[0].anchor)}"' if members[0].anchor else ""
    title = f' title="{escape(hint)}"' if hint else ""
    return (
        f'{more}<mark{anchor} class="{escape(" ".join(kinds))}"{title}>{escape(words)}</mark>'
        + "".join(map(_badge, members))
    )


def _stretch(text: str, within: Span, groups: Sequence[tuple[Span, list[Mark]]]) -> str:
    """Return the part of the text inside `within`, with the groups that begin there marked."""
    parts, at = [], within.start
    for span, members in groups:
        if not within.start <= span.start < within.end:
            continue
        parts.append(escape(text[at : span.start]))
        parts.append(_marked(span.cut(text), members))
        at = span.end
    parts.append(escape(text[at : max(at, within.end)]))
    return "".join(parts)


def _layered(
    text: str, within: Span, groups: Sequence[tuple[Span, list[Mark]]], layers: Sequence[Layer]
) -> Iterator[str]:
    """Yield the HTML of a part of the text, layers around the marks in them."""
    at = within.start
    for layer in layers:
        # A mark that hangs over the end of its layer takes the layer along.
        ends = [s.end for s, _ in groups if layer.span.start <= s.start < layer.span.end]
        span = Span(layer.span.start, max([layer.span.end, *ends]))
        cuts_a_mark = any(s.start < span.start < s.end for s, _ in groups)
        if span.start < at or cuts_a_mark or not within.holds(span):
            continue
        yield _stretch(text, Span(at, span.start), groups)
        title = f' title="{escape(layer.hint)}"' if layer.hint else ""
        inner = _stretch(text, span, groups)
        yield f'<span class="nf-{escape(layer.kind)}"{title}>{inner}</span>'
        at = span.end
    yield _stretch(text, Span(at, within.end), groups)


def paragraphs(text: str) -> list[Span]:
    r"""
    Return the lines of a text that hold more than white space.

        >>> [span.cut("a\n\n b\n") for span in paragraphs("a\n\n b\n")]
        ['a', ' b']
    """
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def windows(text: str, marked: Sequence[Span]) -> list[Span]:
    """
    Return the stretches of a long text worth showing, in order, without overlap.

    They are the paragraphs with a mark and one on either side; the start of the text is always
    among them. A text of ordinary length is returned whole.
    """
    if len(text) <= LONGEST_WHOLE:
        return [Span(0, len(text))]
    lines = paragraphs(text)
    wanted, at = {0, 1}, 0
    for span in sorted(marked):
        while at < len(lines) - 1 and lines[at].end < span.end:
            if lines[at].end > span.start:
                wanted.update((at - 1, at))
            at += 1
        wanted.update((at - 1, at, at + 1))
    found: list[Span] = []
    last = -1
    for number in sorted(n for n in wanted if 0 <= n < len(lines))[:MOST_PARAGRAPHS]:
        if found and number == last + 1:
            found[-1] = Span(found[-1].start, lines[number].end)
        else:
            found.append(lines[number])
        last = number
    return found


def _gap(left_out: Span) -> str:
    n = left_out.end - left_out.start
    return f'<p class="nf-gap">… {n:,} characters not shown …</p>'


def render(text: str, marks: Iterable[Mark], layers: Iterable[Layer] = ()) -> str:
    """
    Return a text as HTML with its marks; line breaks are those of the text.

    A layer that overlaps the one before it is left out, the marks in it are not.

        >>> render("<b> $5", [Mark(span=Span(4, 6), kind="cost", badge="cost")])
        '<div class="nf-text">&lt;b&gt; <mark class="nf-cost">$5</mark><span class="nf-badge">cost</span></div>'
    """  # noqa: E501
    groups = clusters(marks)
    under = sorted(layers, key=lambda layer: layer.span)
    parts, at = [], 0
    for window in windows(text, [span for span, _ in groups]):
        if text[at : window.start].strip():
            parts.append(_gap(Span(at, window.start)))
        here = [group for group in groups if window.start <= group[0].start < window.end]
        below = [layer for layer in under if window.holds(layer.span)]
        parts.extend(_layered(text, window, here, below))
        at = window.end
    if text[at:].strip():
        parts.append(_gap(Span(at, len(text))))
    body = _spaced("".join(parts), is_tight="\n\n" not in text.strip())
    return f'<div class="nf-text">{body}</div>'
