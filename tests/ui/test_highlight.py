"""What the article says is shown to the letter, marked, and never becomes markup."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfigures.model import Span
from newsfigures.ui import highlight
from newsfigures.ui.highlight import Layer, Mark

BADGE = re.compile(r'<(a|span) class="nf-badge"[^>]*>.*?</\1>')
TAG = re.compile(r"<[^>]+>")


def shown(html):
    """Return the article's own words in some HTML, as a browser would show them."""
    return unescape(TAG.sub("", BADGE.sub("", html)))


def marked(html):
    found = re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.S)
    return [unescape(TAG.sub("", words)) for words in found]


@st.composite
def texts_with_spans(draw):
    text = draw(st.text(alphabet=st.sampled_from("ab <>&\"'$*_#\n😀é\u0301"), max_size=60))
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=6))
    return text, [Span(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


@given(texts_with_spans(), texts_with_spans())
def test_every_character_is_shown_once_whatever_is_marked(one, other):
    text, spans = one
    layers = [Layer(span=s, kind="hard") for s in other[1] if s.end <= len(text)]
    marks = [Mark(span=s, kind="cost", badge="7") for s in spans]

    assert shown(highlight.render(text, marks, layers)) == text


@given(texts_with_spans())
def test_apart_spans_are_marked_to_the_letter(one):
    text, spans = one
    groups = [span for span, _ in highlight.clusters(Mark(span=s, kind="cost") for s in spans)]

    html = highlight.render(text, [Mark(span=s, kind="cost") for s in spans])

    assert marked(html) == [span.cut(text) for span in groups]


def test_a_hostile_article_stays_text():
    text = "<script>alert(1)</script> é😀 **$5.6 million** <img src=x onerror=alert(2)> $x$"
    start = text.index("$5.6")
    mark = Mark(span=Span(start, start + 12), kind="cost", badge='"><b>', hint='" onclick="x')

    html = highlight.render(text, [mark])

    assert marked(html) == ["$5.6 million"]
    assert "<script" not in html
    assert "<img" not in html
    assert 'onclick="' not in html
    assert shown(html) == text


def test_two_figures_with_one_span_are_one_mark_with_both_badges_and_anchors():
    span = Span(0, 5)
    marks = [
        Mark(span=span, kind="capex", badge="1 Capex", anchor="f-1", hint="Meta"),
        Mark(span=span, kind="capex", badge="2 Capex", anchor="f-2", hint="Google", focus=True),
    ]

    html = highlight.render("$5 bn each", marks)

    assert marked(html) == ["$5 bn"]
    assert 'id="f-1"' in html
    assert 'id="f-2"' in html
    assert html.count("nf-badge") == 2
    assert "nf-focus" in html
    assert 'title="Meta | Google"' in html


def test_a_sentence_layer_holds_its_marks():
    text = "It cost $5. Fine."
    html = highlight.render(
        text, [Mark(span=Span(8, 10), kind="cost")], [Layer(span=Span(0, 11), kind="hard")]
    )

    assert '<span class="nf-hard">It cost <mark class="nf-cost">$5</mark>.</span> Fine.' in html


@pytest.fixture
def long_text():
    lines = [f"Line {n} says nothing at all, at some length." for n in range(3_000)]
    lines[2_000] = "Here it cost $5 million to train it."
    return "\n".join(lines)


def test_of_a_long_text_the_paragraphs_with_figures_are_shown_and_gaps_are_counted(long_text):
    start = long_text.index("$5 million")
    html = highlight.render(long_text, [Mark(span=Span(start, start + 10), kind="cost")])

    assert marked(html) == ["$5 million"]
    assert "Line 0 says" in html
    assert "Line 1999 says" in html
    assert "Line 2001 says" in html
    assert "Line 1000 says" not in html
    assert html.count("characters not shown") == 2
    assert len(html) < 2_000


def test_marks_over_several_lines_of_a_long_text_are_shown_whole(long_text):
    start = long_text.index("Line 1500")
    span = Span(start, start + 200)

    assert marked(highlight.render(long_text, [Mark(span=span, kind="cost")])) == [
        span.cut(long_text)
    ]
