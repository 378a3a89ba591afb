"""Whether a result is a profit or a loss."""

import pytest

from newsfigures.extraction.engine import extract


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("OpenAI's losses could climb to $40 billion by 2028.", -40e9),
        ("Anthropic's net loss rose to $3 billion in 2024.", -3e9),
        ("Intel's profit fell to $1.2 billion in the quarter.", 1.2e9),
        ("SAP's operating profit slid to $2 billion, despite the cost of chips.", 2e9),
        ("Meta's net income dropped to $16 billion, down 5%.", 16e9),
        ("xAI burned $1 billion in cash a month.", -1e9),
        ("The net loss of Cerebras narrowed to $66.6 million.", -66.6e6),
        ("Oracle went through about $10 billion in cash in the quarter.", -10e9),
        ("Cohere consumed around $300 million of cash in 2025.", -300e6),
        ("Cohere told of a profit of $3 million, a loss of face for its rivals.", 3e6),
        ("Cohere's profit of $5 million became nothing after a loss elsewhere.", 5e6),
        ("Cohere went through a good year and made a profit of $3 million.", 3e6),
    ],
)
def test_a_result_has_the_sign_of_what_it_is_called(text, value):
    figures = [f for f in extract(text).figures if f.metric == "net_income"]
    assert [float(f.value) for f in figures] == [value]
