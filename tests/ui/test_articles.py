"""What is shown of an article is what was read in it: the same before saving and after."""

from dataclasses import replace
from datetime import date

import pytest

from newsfigures import intake
from newsfigures.intake import File, Result
from newsfigures.model import Rejection, Span
from newsfigures.ui import figure_cards, file_rows, reading_panel, seen, upload
from tests.apps import SEED

HOSTILE = (
    "<script>alert('x')</script> Café 😀 𝄞 **bold** $x$ [a](javascript:alert(1))\n"
    "OpenAI <b>spent</b> $5.6 million to train GPT-4, <img src=x onerror=alert(2)> it said."
)


def look(data, name="article.txt", **given):
    return next(intake.looks(File(name=name, data=data, **given)))


@pytest.fixture(scope="module")
def seed():
    return look(SEED.read_bytes(), SEED.name, published=date(2025, 1, 27))


@pytest.fixture
def shown(seed):
    return seen.of_preview(seed.found)


def test_saved_article_is_shown_as_its_preview_was(empty, seed, shown):
    intake.keep(empty, seed)

    kept = seen.of_store(shown.article_id)

    assert figure_cards.cards(kept) == figure_cards.cards(shown).replace(
        "worked-out-1", kept.worked_out[0]["claim_id"]
    ).replace("worked-out-2", kept.worked_out[1]["claim_id"])
    assert figure_cards.marks(kept, refused=True) == figure_cards.marks(shown, refused=True)
    assert kept.refused == shown.refused
    assert dict(kept.reading) == dict(shown.reading)
    assert (kept.title, kept.published, kept.found_by) == (
        shown.title, shown.published, shown.found_by,
    )  # fmt: skip


def test_an_article_that_is_not_there_is_none(empty):
    assert seen.of_store("a_0123456789abcdef") is None


def test_cards_stand_in_text_order_with_words_and_value(shown):
    html = figure_cards.cards(shown)
    quotes = ["$1 trillion", "$5.6 million", "$2 per hour", "10%", "$500 billion"]

    assert [html.index(f"<q>{quote}</q> = ") for quote in quotes] == sorted(
        html.index(f"<q>{quote}</q> = ") for quote in quotes
    )
    assert "<strong>$5.6M</strong>" in html
    assert "(5,600,000 US dollars)" in html
    assert "says Jefferies" in html
    assert "no source named" in html
    assert "2035" in html


def test_derived_card_names_formula_and_inputs_by_number(shown):
    html = figure_cards.cards(shown)

    assert "2.8M GPU hours" in html
    assert (
        "Training cost ÷ GPU rental rate, from <b>2</b> <q>$5.6 million</q>, "
        "<b>3</b> <q>$2 per hour</q>"
    ) in html
    assert "at least $56M" in html
    assert html.count("worked out, not stated") == 2


def test_every_theme_of_the_catalogue_has_a_shape_of_its_own(shown):
    from newsfigures.catalog import metrics

    assert {metric.theme for metric in metrics().values()} == set(figure_cards.SHAPES)
    assert len(set(figure_cards.SHAPES.values())) == len(figure_cards.SHAPES)


def test_hostile_words_reach_no_part_of_the_page():
    found = seen.of_preview(look(HOSTILE.encode()).found)
    figure = found.figures[0] | {"subject": "<img src=x onerror=alert(3)>", "reasons": ["<b>"]}
    refused = Rejection(span=Span(0, 8), quote="<script>", rule="r", reason="<i>no</i>")
    hostile = replace(found, figures=(figure,), refused=(refused,))

    for html in (
        figure_cards.cards(hostile),
        figure_cards.refusals(hostile.refused),
        reading_panel.reading(hostile.reading, hostile.text),
        file_rows.table([Result(name="<b>", status="refused", reason="<img>", title="<script>")]),
    ):
        for tag in ("<img", "<script", "<b>spent", "<i>no"):
            assert tag not in html
    assert figure["quote"] == "$5.6 million"


def test_badges_are_words_in_prose_and_shapes_in_a_table():
    text = (
        b"OpenAI had revenue of $3.7 billion in 2024.\n\n"
        b"| Model | Cost to train |\n|---|---|\n| GPT-4 | $78 million |\n"
    )
    found = seen.of_preview(look(text, "a.md").found)

    badges = [mark.badge for mark in figure_cards.marks(found)]
    assert badges == ["1 \N{WHITE CIRCLE} Revenue", "2 \N{BLACK CIRCLE}"]


def test_refused_marks_yield_to_figures(shown):
    span = Span(shown.figures[0]["start_offset"], shown.figures[0]["end_offset"])
    one = Rejection(span=span, quote="x", rule="r", reason="no")

    marks = figure_cards.marks(replace(shown, refused=(one,)), refused=True)

    assert [mark.kind for mark in marks].count("refused") == 0


def test_reading_panel_says_what_an_analyst_can_act_on(shown):
    said = {name: value for name, value, _ in reading_panel.rows(shown.reading)}
    print_ = reading_panel.small_print(shown.reading)

    assert said["Reading time"].startswith("3 min: 670 words")
    assert said["Figures"].startswith("5, 7.5 in 1,000 words")
    assert "of 4 sentences" in said["Credited"]
    assert "not understanding" in print_
    assert "textstat" in print_
    assert "Flesch reading ease" not in print_


def test_reading_of_a_short_text_is_not_scored_and_shares_of_nothing_are_left_out():
    found = seen.of_preview(look(b"Nothing to see here.").found)

    assert "not scored: only 4 words" in reading_panel.small_print(found.reading)
    assert "Credited" not in {name for name, _, _ in reading_panel.rows(found.reading)}


def test_article_without_figures_says_that_this_is_a_result():
    found = seen.of_preview(look(b"Nothing to see here.").found)

    assert "No figures" in figure_cards.cards(found)


def test_file_rows_say_state_reason_and_how_the_date_was_found(seed):
    results = [seed.result, look(b"").result]
    html = file_rows.table(results, file_rows.dates_found([seed]))

    assert "27 Jan 2025<small>given at upload</small>" in html
    assert "◇ Read, not saved yet" in html
    assert "✕ Not read" in html
    assert "is empty." in html
    assert "and 2 worked out" in html


@pytest.mark.parametrize(
    ("metrics", "pages"),
    [
        pytest.param([], [], id="nothing saved leads nowhere"),
        pytest.param(["gpu_hours"], ["compute", "compare", "data"], id="one chart page"),
        pytest.param(["revenue"], ["compare", "data"], id="no chart page of its own"),
        pytest.param(
            ["capex", "market_size", "relative_cost"],
            ["training_cost", "investment", "market_projections", "compare", "data"],
            id="several",
        ),
    ],
)
def test_saved_figures_lead_to_the_pages_that_show_them(metrics, pages):
    assert [page for page, _ in upload.charts_of(metrics)] == pages
