"""The hover box: words as written, who says so, where; nothing of an article becomes HTML."""

from newsfigures.charts.hover import amount, hover
from newsfigures.charts.marks import records
from tests.claims import claims


def box(**given):
    return hover(records(claims(given))[0])


def test_shows_the_words_as_written_the_value_who_says_so_status_sense_publisher_and_date():
    words = box(
        quote="$5.6 million",
        value=5.6e6,
        attributed_to="Jefferies",
        status="estimated",
        cost_basis="final_run_rental",
        publisher="The Paper",
        as_of="2025-01-27",
    )

    for part in ("“$5.6 million”", "$5.6M", "says Jefferies", "estimated",
                 "final run at a rental price", "The Paper, 27 Jan 2025"):  # fmt: skip
        assert part in words


def test_says_so_when_no_source_is_named_and_when_the_article_is_a_sample():
    assert "no source named" in box()
    assert "sample article" in box(is_sample=True)
    assert "sample article" not in box()


def test_text_of_an_article_stays_text():
    words = box(subject="<img src=x>", sentence="<a href='javascript:1'>AT&T</a> paid $1 million.")

    assert "<img" not in words
    assert "<a " not in words
    assert "AT&amp;T" in words


def test_a_long_sentence_is_cut_at_160_characters():
    words = box(sentence="word " * 100)

    shown = words.split("<i>")[1].removesuffix("</i>").replace("<br>", " ")
    assert len(shown) <= 160
    assert shown.endswith("…")


def test_a_worked_out_figure_says_that_nobody_stated_it():
    assert "worked out, not stated" in box(origin="derived")


def test_a_worked_out_figure_names_its_measures_not_their_ids():
    words = box(origin="derived", sentence="gpu_hours x gpu_rental_rate (worked out from: 2 hours)")

    assert "GPU hours × GPU rental rate" in words


def test_bounds_and_ranges_read_as_words():
    rows = records(
        claims(
            {"value": 5.6e7, "qualifier": "at_least"},
            {"value": 3e7, "value_high": 3e8, "qualifier": "range"},
            {"value": 2e7, "qualifier": "at_most"},
            {"value": 2e9, "unit": "AED"},
        )
    )

    assert [amount(row) for row in rows] == [
        "at least $56M",
        "$30M to $300M",
        "at most $20M",
        "2B AED",
    ]
