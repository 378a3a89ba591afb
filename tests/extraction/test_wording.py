"""Many words as one expression find what the words tried one by one find, the longest first."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures.extraction.wording import either

WORDS = st.lists(st.text(alphabet="ab.-é ", min_size=1, max_size=5), min_size=1, max_size=12)


@given(WORDS, st.text(alphabet="ab.-é ", max_size=12))
@settings(max_examples=400)
def test_it_matches_as_an_alternation_longest_first(words, text):
    plain = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))

    for ending in ("", r"(?![a-z])"):
        slow = re.compile(rf"(?:{plain}){ending}")
        fast = re.compile(rf"{either(words)}{ending}")
        assert [m.span() for m in fast.finditer(text)] == [m.span() for m in slow.finditer(text)]


def test_it_stands_as_one_piece_in_a_longer_expression():
    assert re.fullmatch(rf"x{either(['a', 'b'])}?y", "xy")
    assert re.fullmatch(rf"x{either(['ab'])}?y", "xy")
    assert re.fullmatch(rf"{either(['m', 'mm'])}|z", "mm")
