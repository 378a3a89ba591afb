"""Figures of one article that do not fit each other are warned of, and only those."""

import pytest

from newsfigures.extraction.engine import extract

RATE = "Renting an H800 costs $2 per GPU hour. "
V3 = "DeepSeek-V3 took 2.788 million H800 GPU hours. "


def warned(text):
    """Return the quotes of the figures that have a warning."""
    return {figure.quote for figure in extract(text).figures if figure.warnings}


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Training DeepSeek-V3 took 2.788 million H800 GPU hours at $2 per GPU hour and cost "
            "$5.6 billion.",
            {"2.788 million H800 GPU hours", "$2 per GPU hour", "$5.6 billion"},
        ),
        (
            "DeepSeek-V3 was trained on 2,048 H800 GPUs for 57 days. In all its training took 28 "
            "million H800 GPU hours.",
            {"2,048 H800 GPUs", "57 days", "28 million H800 GPU hours"},
        ),
        (
            "Llama 3.1 405B has 405 billion parameters. It was trained on 15.6 trillion tokens. "
            "Llama 3.1 405B needed 3.8e22 FLOP of training compute.",
            {"405 billion parameters", "15.6 trillion tokens", "3.8e22 FLOP"},
        ),
        (
            "Qwen3 has 23 billion parameters in all, of which 230 billion parameters are active "
            "per token.",
            {"23 billion parameters", "230 billion parameters"},
        ),
    ],
)
def test_a_wrong_scale_shows_on_every_figure_of_the_sum(text, quotes):
    assert {figure.quote for figure in extract(text).figures} >= quotes
    assert warned(text) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "Training DeepSeek-V3 took 2.788 million H800 GPU hours at $2 per GPU hour and cost "
        "$5.6 million.",
        "DeepSeek-V3 was trained on 2,048 H800 GPUs for 57 days. In all its training took 2.788 "
        "million H800 GPU hours.",
        # A sparse model computes with its active parameters.
        "DeepSeek-V3 has 671 billion parameters, 37 billion of them active. It was trained on "
        "14.8 trillion tokens with 3.3e24 FLOP of training compute.",
        # One of several stated values fits.
        "DeepSeek-V3 took 2.788 million H800 GPU hours at $2 per GPU hour. The pre-training of "
        "DeepSeek-V3 took 0.2 million H800 GPU hours. Training DeepSeek-V3 cost $5.6 million.",
        # Sums of two models are not set against each other.
        "DeepSeek-V3 took 2.788 million H800 GPU hours at $2 per GPU hour. Training GPT-4 cost "
        "$100 million.",
    ],
)
def test_what_fits_is_left_alone(text):
    assert not warned(text)


def test_the_warning_names_the_sum_and_what_it_is_off():
    text = (
        "Training DeepSeek-V3 took 2.788 million H800 GPU hours at $2 per GPU hour and cost "
        "$5.6 billion."
    )
    (said,) = {warning for figure in extract(text).figures for warning in figure.warnings}
    assert said == (
        "“2.788 million H800 GPU hours” at “$2 per GPU hour” gives 5.58 million, not 5.6 billion: "
        "1,004 times apart. One of these may be misread or misprinted."
    )
