"""The reading panel counts what an analyst can check, and refuses to score what it cannot."""

import re
from decimal import Decimal

import pytest
import textstat
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures import readability
from newsfigures.extraction.document import parse
from newsfigures.model import Extraction, Figure, Qualifier, Rejection, Span, Status

PROSE = (
    "The company said on Monday that it had spent $5.6 million on the model. "
    "Analysts at one U.S. bank could not say how much of it went on chips. "
    "Billions of dollars had been pledged before, some of them twice over. "
)


def figure(text, quote, subject="OpenAI", status=Status.REPORTED, attributed_to=None):
    start = text.index(quote)
    document = parse(text)
    sentence = next(s.span for s in document.sentences if s.span.holds(Span(start, start + 1)))
    return Figure(
        metric="revenue", subject=subject, company=subject, value=Decimal(1), value_high=None,
        unit="USD", qualifier=Qualifier.EXACT, status=status, attributed_to=attributed_to,
        horizon=None, period=None, relative_to=None, start=start, end=start + len(quote),
        quote=quote, sentence_start=sentence.start, sentence_end=sentence.end, confidence=0.9,
        rule="revenue",
    )  # fmt: skip


def panel(text, *figures, rejections=()):
    return readability.read(parse(text), Extraction(figures=figures, rejections=rejections))


@pytest.mark.parametrize(
    ("sentence", "masked"),
    [
        ("It cost $5.6 million.", "It cost ten million."),
        ("The U.S. paid 12.5% more.", "The US paid ten more."),
        ("Inc. said no!", "Inc said no."),
        ("It ran at 10:30 a.m. on 2,048 chips…", "It ran at ten am on ten chips."),
    ],
)
def test_masked_sentence_has_one_full_stop(sentence, masked):
    assert readability.masked(sentence) == masked


def test_textstat_counts_the_sentences_that_we_count():
    text = PROSE * 4
    document = parse(text)
    masked = " ".join(readability.masked(s.span.cut(document.clean)) for s in document.sentences)

    assert textstat.sentence_count(masked) == len(document.sentences) == 12
    assert textstat.sentence_count(text) > 12


def test_decimals_do_not_make_an_article_look_easier():
    with_decimals = panel(PROSE * 4)
    without = panel(PROSE.replace("$5.6 million", "$6 million").replace("U.S.", "US") * 4)

    assert (with_decimals.grade_low, with_decimals.grade_high) == (
        without.grade_low,
        without.grade_high,
    )


def test_short_text_is_not_scored_and_says_why():
    reading = panel("It cost $5.6 million, the firm said.")

    assert (reading.grade_low, reading.grade_high) == (None, None)
    assert reading.grade.startswith("not scored: only 7 words")
    assert reading.words == 7


def test_tables_are_not_scored():
    text = "| Model | Cost |\n|---|---|\n" + "| The large model | the cost of it |\n" * 60

    reading = panel(text)

    assert reading.words > 400
    assert "tables are not scored" in reading.not_scored


def test_other_languages_are_not_scored():
    german = "Das Unternehmen hat für das Modell nicht mehr Geld ausgegeben als die anderen. " * 12

    assert "German" in panel(german).not_scored


def test_grade_names_its_library_and_formulas():
    reading = panel(PROSE * 4)

    assert reading.grade_low <= reading.grade_high
    assert reading.grade == f"grade {reading.grade_low}–{reading.grade_high}"
    assert reading.scored_by == "textstat 0.7.8: Flesch-Kincaid, Gunning fog, ARI"


def test_shares_are_of_evidence_sentences():
    text = (
        "OpenAI could earn $1 billion. Revenue was $2 billion and costs $3 billion. "
        "It will be $4 billion, Sam Altman said. Nothing else is known of 7 things."
    )
    reading = panel(
        text,
        figure(text, "$1 billion"),
        figure(text, "$2 billion"),
        figure(text, "$3 billion"),
        figure(text, "$4 billion", status=Status.PROJECTED, attributed_to="Sam Altman"),
        rejections=(Rejection(span=Span(130, 131), quote="7", rule="x", reason="y"),),
    )

    assert (reading.figures, reading.evidence_sentences) == (4, 3)
    third = pytest.approx(1 / 3, abs=1e-4)
    assert (reading.hedged, reading.attributed, reading.forecast) == (third, third, third)
    assert (reading.numbers, reading.taken) == (5, 0.8)
    assert (reading.median_evidence_words, reading.longest_evidence_words) == (8, 8)
    assert reading.figures_per_1000_words == round(4000 / reading.words, 1)


def test_nothing_found_gives_no_shares():
    reading = panel("Nothing here has a number in it.")

    assert (reading.hedged, reading.taken, reading.median_evidence_words) == (None, None, None)
    assert reading.longest_evidence == ""


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("They spent billions of dollars.", ("billions of dollars",)),
        ("Tens of millions of users and several billion more.",
         ("Tens of millions of users", "several billion more")),
        ("A multibillion-dollar deal.", ("multibillion-dollar",)),
        ("They spent $5 billion on 3 million chips.", ()),
    ],
)  # fmt: skip
def test_amounts_without_a_value_are_listed(text, vague):
    assert panel(text).vague == vague


def test_two_figures_about_two_subjects_are_hard_to_read():
    text = "OpenAI spent $1 billion while Meta spent $2 billion. Google spent $3 billion."

    reading = panel(
        text,
        figure(text, "$1 billion"),
        figure(text, "$2 billion", subject="Meta"),
        figure(text, "$3 billion", subject="Google"),
    )

    assert [text[h.start : h.end] for h in reading.hard] == [text[:52]]
    assert reading.hard[0].reason == "2 figures about 2 subjects"


def test_front_matter_is_not_counted():
    text = "---\ntitle: Many words that no reader reads\n---\n\nFour words stand here.\n"

    assert panel(text).words == 4


def test_panel_is_plain_values_for_json():
    import json

    text = "OpenAI spent $1 billion."
    plain = panel(text, figure(text, "$1 billion")).to_dict()

    assert json.loads(json.dumps(plain)) == plain


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_any_text_has_a_panel(text):
    reading = panel(text)

    assert reading.words >= 0
    assert bool(reading.not_scored) == (reading.grade_low is None)


@settings(max_examples=200)
@given(st.text(alphabet="$%.,:/( )5a7_|é-\n", max_size=14))
def test_signs_without_a_digit_are_left_and_amounts_are_one_word(words):
    """As by the plainer expression that takes each sign of a long run anew."""
    plainer = re.sub(r"[^\w\s]*\d[\d.,:/%]*[a-zA-Z%]*", " ten", words)

    assert readability.masked(words) == readability.masked(plainer)


def test_a_long_run_of_signs_is_read_in_one_go():
    """A million of them took minutes when each was tried anew; nothing here measures time."""
    assert readability.masked("$" * 1_000_000 + " 5") == "$" * 1_000_000 + " ten."
