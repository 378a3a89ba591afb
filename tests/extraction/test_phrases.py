"""The automaton of the lexicon's phrases: families, gaps in words, and what it must refuse."""

import pytest

from newsfigures.errors import CatalogError
from newsfigures.extraction.phrases import ENDS, Node, automaton


def ends(node: Node, tokens: str) -> list[object]:
    """Return what ends after a run of tokens."""
    for token in tokens.split():
        if token not in node:
            return []
        node = node.step(token)
    return node.get(ENDS, [])


def test_a_family_stands_for_each_of_its_members_also_inside_a_word():
    root = automaton([("wip{e|ed|ing} {out |}# {a|per} day", "wiped")])
    for tokens in ("wipe out # a day", "wiped # per day", "wiping out # per day"):
        assert ends(root, tokens) == ["wiped"]
    assert ends(root, "wip # a day") == []
    assert ends(root, "wiped out # a") == []


def test_phrases_that_begin_alike_are_walked_together():
    root = automaton(
        [("cost{|s} #", "cost"), ("costs # {to|and} run", "running"), ("cost", "noun")]
    )
    assert ends(root, "cost") == ["noun"]
    assert ends(root, "costs #") == ["cost"]
    assert ends(root, "costs # to run") == ["running"]


def test_members_of_several_words_and_none_lead_on_to_the_same_part():
    root = automaton([("{data centre|data center|campus|} bill", "bill")])
    assert ends(root, "data centre bill") == ["bill"]
    assert ends(root, "campus bill") == ["bill"]
    assert ends(root, "bill") == ["bill"]
    assert ends(root, "data bill") == []


@pytest.mark.parametrize("phrase", ["~ of #", "{a|~} of #", "{of|} ~ #", "{a {b|c}} #", "{of|}"])
def test_a_phrase_that_begins_with_a_gap_or_with_nothing_is_refused(phrase):
    with pytest.raises(CatalogError):
        automaton([(phrase, "cue")])
