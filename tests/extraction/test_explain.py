"""Explanations are made by the rules themselves, so they must name the words that decide."""

from datetime import date

import pytest

from newsfigures import explained
from newsfigures.errors import NoQuantityError
from newsfigures.extraction import engine, explain

TEXT = (
    "Mistral AI said on Monday that it would spend €4 billion on data centres by 2029. "
    "OpenAI raised $6.6 billion from investors. The building has 12 floors."
)
DAY = date(2025, 2, 10)


def at(words: str) -> explain.Explanation:
    return explain.at(TEXT, TEXT.index(words), DAY)


def because(why: explain.Explanation, field: str) -> explain.Because:
    return next(b for b in why.because if b.field == field)


def test_a_figure_is_explained_by_the_words_that_decide():
    why = at("€4 billion")

    assert why.quote == "€4 billion"
    assert why.choice.metric == "infrastructure_investment"
    assert why.scores.metrics[0].name == "infrastructure_investment"
    assert why.subjects[0].name == "Mistral AI"
    assert because(why, "status").value == "announced"
    assert because(why, "attributed_to").words
    assert because(why, "horizon").value == "2029"
    assert "2029" in " ".join(because(why, "horizon").words)


def test_an_explanation_tells_the_same_as_the_extraction():
    found = engine.extract(TEXT, DAY)
    for figure in found.figures:
        assert figure in explain.at(TEXT, figure.start, DAY).figures
    for refused in found.rejections:
        assert explain.at(TEXT, refused.span.start, DAY).refused == refused


def test_the_words_that_decide_stand_in_the_text_and_do_decide():
    for figure in engine.extract(TEXT, DAY).figures:
        for why in explain.at(TEXT, figure.start, DAY).because:
            assert [span.cut(TEXT) for span in why.spans] == list(why.words)
            if why.words:
                assert why.otherwise != why.value


def test_a_refusal_says_its_reason():
    why = at("12 floors")

    assert not why.figures
    assert why.refused is not None
    assert why.refused.reason in "\n".join(explained.lines(why))


def test_no_quantity_names_the_nearest_one():
    with pytest.raises(NoQuantityError, match="nearest is “€4 billion”"):
        explain.at(TEXT, 0, DAY)
    with pytest.raises(NoQuantityError, match="behind its end"):
        explain.at(TEXT, 10_000, DAY)
    with pytest.raises(NoQuantityError, match="There is none in this text"):
        explain.at("No number here.", 3)


def test_a_status_is_explained_by_its_words_by_several_or_by_none():
    forecast = (
        "Gartner puts the AI chip market at $71 billion. OpenAI will have revenue of $5 billion."
    )
    why = explain.at(forecast, forecast.index("$5"), DAY)
    assert because(why, "status").value == "projected"
    assert because(why, "status").words == ("will have",)
    assert because(at("$6.6 billion"), "status") == explain.Because(
        field="status", value="reported"
    )


def test_lines_tell_verdict_scores_subjects_and_fields():
    told = "\n".join(explained.lines(at("$6.6 billion")))

    assert "read as: funding raised of OpenAI" in told
    assert "for funding raised" in told
    assert "chosen: OpenAI" in told
    assert "status: reported" in told
