"""What rules keep of a document goes with it."""

import gc

from newsfigures.extraction import document, engine


def test_a_document_is_let_go_when_it_has_been_read():
    texts = [f"## Rounds\n\nQuillon: $3{n}m, Series A\n\nIt ran for 9 days." for n in range(20)]
    for text in texts:
        engine.extract(text)
    gc.collect()

    kept = [one for one in gc.get_objects() if isinstance(one, document.Document)]
    assert not [one.text for one in kept if one.text in texts]


def test_what_a_function_of_a_document_returns_is_worked_out_once():
    asked = []

    @document.once
    def longest(laid_out, least):
        asked.append(least)
        return max((s.span.end - s.span.start for s in laid_out.sentences), default=least)

    one, other = document.parse("It cost $5m."), document.parse("Meta paid far more than that.")

    assert [longest(one, 3), longest(one, 3), longest(other, 3), longest(one, 4)] == [
        12,
        12,
        29,
        12,
    ]
    assert asked == [3, 3, 4]
