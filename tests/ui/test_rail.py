"""Beside a long text a rail shows where its figures stand, and leads to each."""

import re

from newsfigures import intake, reading
from newsfigures.ui import rail, seen
from tests.apps import page

FILLER = "The committee met again and said nothing that anybody would remember later.\n\n"


def shown(text):
    return seen.of_preview(intake.preview(reading.read(text.encode(), "long.txt")))


def test_each_figure_of_a_long_text_has_its_place_on_the_rail():
    text = FILLER * 60 + "OpenAI had revenue of $3.7 billion in 2023.\n\n" + FILLER * 20
    article = shown(text)
    made = rail.rail(article)
    (figure,) = article.figures

    place = float(re.search(r"--at: ([\d.]+)%", made)[1])
    assert abs(place - 100 * figure["start_offset"] / len(article.text)) < 0.01
    assert f'href="#at-{figure["claim_id"]}"' in made
    assert "1: $3.7B, revenue of OpenAI" in made
    assert "nf-focus" not in made
    assert "nf-focus" in rail.rail(article, figure["claim_id"])


def test_short_texts_and_texts_without_figures_have_none():
    assert rail.rail(shown("OpenAI had revenue of $3.7 billion in 2023.")) == ""
    assert rail.rail(shown(FILLER * 80)) == ""


def test_names_on_the_rail_are_escaped():
    text = FILLER * 60 + "OpenAI had revenue of $3.7 billion in 2023.\n\n"
    article = shown(text)
    article.figures[0]["subject"] = '"><script>x</script>'

    assert "<script" not in rail.rail(article)


def test_the_reader_of_a_long_article_has_the_rail(full):
    rows = full.cursor
    with rows() as cursor:
        long = cursor.execute(
            "SELECT article_id FROM article JOIN figure USING (article_id)"
            " ORDER BY length(text) DESC, article_id LIMIT 1"
        ).fetchone()[0]
    app = page("articles", art=long).run()

    assert "nf-rail" in "".join(element.proto.body for element in app.get("html"))
