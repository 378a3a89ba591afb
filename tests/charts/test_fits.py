"""Sums beside what is stated: told apart by shape and words, each with the way to its sentence."""

import math

import pytest

from newsfigures.charts import diagonal, fits, sum_words
from newsfigures.charts.look import Scale
from newsfigures.consistency import sums
from tests.claims import claims

RATE = {"metric": "gpu_rental_rate", "unit": "USD_per_GPU_hour", "is_money": False, "value": 2.0}
HOURS = {"metric": "gpu_hours", "unit": "GPU_hour", "is_money": False, "value": 2.788e6}
CHIPS = {"metric": "gpu_count", "unit": "GPU", "is_money": False, "value": 2048}
DAYS = {"metric": "training_duration", "unit": "day", "is_money": False, "value": 55}
POWER = {"metric": "power_capacity", "unit": "MW", "is_money": False, "value": 150}
V3 = {"subject": "DeepSeek-V3", "company": "DeepSeek", "hardware": "H800"}
COST = {**V3, "value": 5.576e6, "cost_basis": "final_run_rental"}
SITE = {"subject": "Colossus", "company": "xAI", "hardware": "H100"}


def found(*extra):
    return sums(claims(COST, {**HOURS, **V3}, {**RATE, **V3}, *extra))


def notes(figure, name):
    return [note.text for note in figure.layout.annotations if note.name == name]


def drawn(figure):
    return [t for t in figure.data if t.customdata is not None]


ELSEWHERE = {"article_id": "a_2", "title": "Elsewhere"}
OFF = (
    {**COST, **ELSEWHERE, "value": 6.17e7},
    {**HOURS, **V3, **ELSEWHERE},
    {**RATE, **V3, **ELSEWHERE},
)


def test_each_sum_is_a_row_with_its_words_and_its_mark():
    figure = fits.fits(found({**CHIPS, **V3}, {**DAYS, **V3}))

    assert notes(figure, "sum") == [
        "2.79M GPU hours × $2 = $5.58M; stated $5.58M",
        "2,048 chips × 55 days × 24 = 2.7M hours; stated 2.79M",
    ]
    assert [mark[0] for t in drawn(figure) for mark in t.customdata] == ["c0", "c1"]
    assert drawn(figure)[0].x == pytest.approx((1.0, 2048 * 55 * 24 / 2.788e6))


def test_the_kinds_of_sums_have_a_title_each():
    site = ({**POWER, **SITE}, {**CHIPS, **SITE, "value": 1e5})
    figure = fits.fits(found({**CHIPS, **V3}, {**DAYS, **V3}, *site))

    heads = [text for text in notes(figure, "panel") if text.startswith("<b>")]
    assert "<b>GPU hours × price of an hour, against" in heads[0]
    assert "100,000 H100 × 700 W = 70 MW; stated 150 MW" in notes(figure, "sum")


def test_what_is_more_than_twice_apart_says_so_beside_its_mark():
    figure = fits.fits(found(*OFF))
    trace = drawn(figure)[0]

    assert [sum_words.verdict(s) for s in found(*OFF)] == ["⚠ 11 times apart", "✓ equal"]
    assert list(trace.text) == [" ⚠ 11 times apart", ""]


def test_a_mark_has_the_form_of_what_is_stated():
    rows = claims(
        {**COST, "status": "estimated", "reviewed": True}, {**HOURS, **V3}, {**RATE, **V3}
    )

    assert list(drawn(fits.fits(sums(rows)))[0].marker.symbol) == ["diamond"]
    assert list(drawn(diagonal.diagonal(sums(rows)))[0].marker.symbol) == ["diamond"]


def test_a_range_has_a_whisker():
    rows = claims(COST, {**HOURS, **V3}, {**RATE, **V3, "value": 1.0, "value_high": 3.0})
    trace = drawn(fits.fits(sums(rows)))[0]

    assert trace.x == (0.5,)
    assert trace.error_x.array == (1.0,)
    assert sum_words.gives(sums(rows)[0]) == "$2.79M to $8.36M"


def test_an_open_side_is_said_and_drawn_at_its_finite_end():
    rows = claims(COST, {**HOURS, **V3, "qualifier": "at_most"}, {**RATE, **V3})
    s = sums(rows)[0]

    assert sum_words.in_words(s) == "at most 2.79M GPU hours × $2 = at most $5.58M; stated $5.58M"
    assert sum_words.verdict(s) == "✓ fits"
    assert drawn(fits.fits([s]))[0].x == pytest.approx((1.0,))


def test_names_of_articles_are_text_not_markup():
    rows = claims(COST, {**HOURS, **V3}, {**RATE, **V3}).assign(title="<b>A & B</b>")
    figure = fits.fits(sums(rows))

    assert notes(figure, "row") == ["<b>DeepSeek-V3 · &lt;b&gt;A &amp; B&lt;/b&gt;</b>"]
    assert "&lt;b&gt;A &amp; B" in drawn(figure)[0].customdata[0][1]


def test_those_that_do_not_fit_are_always_among_the_first():
    every = found(*OFF)

    assert [s.fits for s in fits.foremost(every, 1)] == [False]
    assert len(fits.foremost(every, 2)) == 2
    assert sum_words.left_out(every, every[:1]).startswith("1 of 2 sums drawn")
    assert "drawn, those furthest" not in sum_words.left_out(every, every)


def test_no_chart_holds_more_than_can_be_read():
    extra = [
        {**row, "article_id": f"a_{i}", "title": f"Article {i}"}
        for i in range(70)
        for row in (COST, {**HOURS, **V3}, {**RATE, **V3})
    ]
    every = sums(claims(*extra))

    assert len(every) == 70
    assert len(fits.foremost(every, 1000)) == fits.MOST
    assert "60 of 70 sums drawn" in sum_words.left_out(every, fits.foremost(every, 1000))


def test_who_asks_about_others_is_told_whom_sums_are_about():
    assert sum_words.others(found(*OFF)) == "The nearest there is: 2 sums about DeepSeek-V3."
    assert sum_words.others([]) == ""


def test_the_takeaway_counts_and_names_the_furthest():
    assert sum_words.takeaway(found(*OFF)) == (
        "2 sums, 1 of them more than two times apart. Furthest: DeepSeek-V3, "
        "2.79M GPU hours × $2 = $5.58M; stated $61.7M."
    )
    assert sum_words.takeaway([]) == "No sum against a stated figure."


def test_the_axis_is_even_on_both_sides_of_equal():
    axis = fits.fits(found(*OFF)).layout.xaxis

    assert axis.range[0] == -axis.range[1]
    assert "equal" in axis.ticktext


def test_on_the_diagonal_both_are_equal():
    figure = diagonal.diagonal(found(*OFF))
    line = next(t for t in figure.data if t.name == "equal" and t.line.dash == "solid")
    trace = drawn(figure)[0]
    at = {mark[0]: (x, y) for mark, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)}

    assert line.x == line.y
    assert at["c0"] == (5.576e6, 5.576e6)
    assert at["c3"] == (5.576e6, 6.17e7)
    assert figure.layout.xaxis.range == figure.layout.yaxis.range


def test_off_the_diagonal_the_run_is_named():
    trace = drawn(diagonal.diagonal(found(*OFF)))[0]
    texts = {m[0]: text for m, text in zip(trace.customdata, trace.text, strict=True)}

    assert texts == {"c3": " ⚠ DeepSeek-V3 11× ", "c0": ""}


def test_sources_with_the_same_numbers_are_one_mark_that_counts_them():
    again = ({**COST, **ELSEWHERE}, {**HOURS, **V3, **ELSEWHERE}, {**RATE, **V3, **ELSEWHERE})
    trace = drawn(diagonal.diagonal(found(*again)))[0]

    assert list(trace.text) == [" 2 sources "]
    assert [mark[0] for mark in trace.customdata] == ["c0"]
    assert "Also in:<br>Elsewhere" in trace.customdata[0][1]


def test_the_scale_holds_for_both_axes():
    figure = diagonal.diagonal(found(*OFF), Scale.LINEAR)

    assert (figure.layout.xaxis.type, figure.layout.yaxis.type) == ("linear", "linear")


def test_a_sum_that_would_fit_anything_has_no_place():
    rows = claims(
        COST, {**HOURS, **V3, "qualifier": "at_most"}, {**RATE, **V3, "qualifier": "at_least"}
    )
    only = sums(rows)

    assert only[0].gives == (0, math.inf)
    assert diagonal.drawable(only) == []
    assert diagonal.diagonal(only).layout.annotations[0].text == "No sum to draw."


def test_no_sums_are_said():
    assert fits.fits([]).layout.annotations[0].text == "No sum to draw."
