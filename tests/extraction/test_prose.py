"""The copy of a text that rules search: the same length, prose only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures.extraction.prose import clean


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("It cost $5m.", "It cost $5m."),
        ("a\u00a0\u201cb\u201d\tc", 'a "b" c'),
        ("<!-- 5 --> 6 <!-- 7", "           6 <!-- 7"),
        ("<script>1</script>2<script>3", " " * 18 + "2" + " " * 8 + "3"),
        ("<style>1</STYLE >2", " " * 17 + "2"),
        ("[ab](b 'c' d) [ef](f(g)h)", "[ab](b 'c' d) [ef]       "),
        ("see www.a.b/9 or http://c.d/8", "see           or             "),
        ("**_3_** __4__ a_5_b _ 6", "   3      4   a_5_b _ 6"),
        ("5[^note] 6[7] 8[ab]", "5        6    8[ab]"),
        ("10<sup>26</sup>", "10    ^26      "),
        ("R&amp;D &euro;5", "R    &D      €5"),
    ],
)
def test_what_is_no_prose_is_blank(text, prose):
    assert clean(text) == prose


@given(st.text(alphabet='a1 _*`<>!-[]()^&;\n/"sup', max_size=60))
@settings(max_examples=300)
def test_one_character_stands_for_one(text):
    copy = clean(text)

    assert len(copy) == len(text)
    assert [i for i, c in enumerate(copy) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]
