"""The evidence panel shows a figure's words to the letter, and none of them becomes markup."""

import re
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from newsfigures import queries
from newsfigures.extraction.engine import extract
from newsfigures.model import Extraction, Span
from newsfigures.plain import pieces
from newsfigures.ui import copying
from newsfigures.ui.passage import facts, paragraph, passage
from tests.apps import frame, words
from tests.articles import article, deepseek, figure

HOSTILE = (
    "First </p> paragraph.\n\n<script>alert(1)</script> **Bold** Corp paid $5 million$ for "
    "[a link](javascript:x) & `code`, it <b>said</b>. More &amp; more.\n\nLast."
)
TITLE = "<img src=x onerror=y> *A* $title$ [x](y)"
TAG = re.compile(r"<[^>]+>")


def shown(html):
    """Return what a browser would show of some HTML, without our marks of omission."""
    return unescape(TAG.sub("", html)).removeprefix("… ").removesuffix(" …")


def panel(claim_id):
    """Show the panel of one claim in a page of its own."""

    def script(claim_id):
        from newsfigures.ui import evidence

        evidence.show(claim_id)

    return AppTest.from_function(script, kwargs={"claim_id": claim_id}, default_timeout=30).run()


def html(app):
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.fixture
def hostile(empty):
    """The id of a figure in an article full of markup."""
    cost = figure(
        HOSTILE, "$5 million", subject="**Bold** Corp", company=None, attributed_to="<i>He</i> $a$",
        value=Decimal(5_000_000), reasons=("the words “<b>” stand before",), subject_listed=False,
    )  # fmt: skip
    return empty.add(article(HOSTILE, title=TITLE), Extraction(figures=(cost,)), {}, words=20)[0]


def test_markup_of_an_article_is_shown_not_obeyed(hostile):
    app = panel(hostile)
    page = html(app)

    assert not app.exception
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<mark>$5 million</mark>" in page
    assert "<i>" not in page
    assert "&lt;i&gt;He&lt;/i&gt;" in page


def test_all_that_was_weighed_is_laid_open_on_demand(empty):
    text = "OpenAI raised $6.6 billion from investors."
    found = extract(text)
    article_id = empty.add(article(text), found, {}, words=6)[0]
    app = panel(found.figures[0].identity(article(text).article_id))
    assert "chosen" not in words(app)
    app.toggle(key="evidence_weighed").set_value(True).run()

    assert not app.exception, article_id
    assert "read as:** funding raised of OpenAI" in words(app)


def test_figure_of_other_rules_says_so_instead_of_failing(hostile):
    app = panel(hostile)
    app.toggle(key="evidence_weighed").set_value(True).run()

    assert not app.exception


def test_signs_of_markdown_are_escaped_wherever_names_stand(hostile):
    app = panel(hostile)
    said = "\n".join(str(element.value) for element in (*app.markdown, *app.caption))

    assert r"\*\*Bold\*\* Corp" in said
    assert r"\<img src=x onerror=y\> \*A\* \$title\$ \[x\]\(y\)" in said
    assert "[x](y)" not in said


def test_an_address_that_is_none_of_the_web_is_no_link(empty):
    cost = figure(HOSTILE, "$5 million")
    made = article(HOSTILE, url="javascript:alert(1)")
    found = empty.add(made, Extraction(figures=(cost,)), {}, words=20)[0]

    assert "javascript" not in "\n".join(str(m.value) for m in panel(found).markdown)


@given(
    st.text(alphabet=st.sampled_from("ab <>&\"'$*_#\n😀é"), min_size=1, max_size=80).flatmap(
        lambda text: st.tuples(
            st.just(text), st.lists(st.integers(0, len(text)), min_size=4, max_size=4).map(sorted)
        )
    )
)
def test_the_paragraph_stands_to_the_letter_with_the_span_marked(case):
    text, (start, first, last, end) = case
    sentence, span = Span(start, end), Span(first, last)

    made = passage(text, span, sentence)

    around = paragraph(text, sentence)
    assert around.holds(sentence)
    cut = span.start - around.start
    before, words, after = pieces(around.cut(text), cut, cut + span.end - span.start)
    assert before + words + after in unescape(TAG.sub("", made))
    assert unescape(re.search(r"<mark>(.*?)</mark>", made, re.S)[1]) == words


def test_only_the_paragraph_of_the_sentence_is_shown():
    start = HOSTILE.index("<script>")
    end = HOSTILE.index(" More")
    span = Span(HOSTILE.index("$5"), HOSTILE.index("$5") + 10)

    said = shown(passage(HOSTILE, span, Span(start, end)))

    assert "First" not in said
    assert "More & more." in said
    assert "Last" not in said


def test_a_long_paragraph_is_cut_at_words_and_says_so():
    text = "word " * 400 + "It cost $5. " + "more " * 400
    at = text.index("It cost")

    made = passage(text, Span(at + 8, at + 10), Span(at, at + 11))

    assert shown(made).startswith("word")
    assert "… " in unescape(TAG.sub("", made))[:3]
    assert unescape(TAG.sub("", made)).endswith(" …")
    assert len(made) < 1_500


def test_facts_without_a_value_are_left_out():
    made = facts([("Value", "5 < 6", "a & b"), ("Horizon", "", "no note alone")])

    assert made.count("<dt>") == 1
    assert "5 &lt; 6" in made
    assert "a &amp; b" in made


def test_panel_says_value_status_source_and_reasons(full):
    rows = _costs(full)
    app = panel(rows[rows["subject"] == "DeepSeek"].iloc[0]["claim_id"])
    said = unescape(TAG.sub(" ", html(app))) + words(app)

    assert not app.exception
    for part in ("“$5.6 million”", "5,600,000 US dollars", "Jefferies", "27 Jan 2025", "other fig"):
        assert part in said
    assert "of 1" in said


def _costs(store):
    return queries.run(
        store, "drawn_claims", most=1000, metrics=["training_cost"],
        **queries.UNFILTERED | {"names": ["DeepSeek"], "origins": ["article"],
                                "with_samples": False},
    )  # fmt: skip


def test_a_derived_figure_shows_its_inputs_and_that_it_is_not_stated(empty):
    made, found = deepseek()
    empty.add(made, found, {}, words=30)
    from newsfigures import queries

    hours = queries.run(empty, "claims_by_article", article_id=made.article_id)
    app = panel(hours[hours["metric"] == "gpu_hours"].iloc[0]["claim_id"])

    assert "Worked out, not stated" in words(app)
    inputs = [button.label for button in app.button if button.key.startswith("input_")]
    assert len(inputs) == 2
    assert "$5.6M" in inputs[0].replace("\\", "")


def test_money_of_another_currency_says_its_rate_and_year(empty):
    text = "Mistral spent €20 million to train it."
    cost = figure(text, "€20 million", unit="EUR", value=Decimal(20_000_000))
    found = empty.add(article(text), Extraction(figures=(cost,)), {}, words=7)[0]

    said = unescape(TAG.sub(" ", html(panel(found))))

    assert "20,000,000 euros" in said
    assert "In US dollars" in said
    assert re.search(r"1 EUR = 1\.\d+ USD, average of 20\d\d", said)


def test_a_reference_figure_shows_its_note_and_source(empty):
    from newsfigures import queries

    rows = queries.run(
        empty, "drawn_claims", most=1000, metrics=["training_cost"],
        **queries.UNFILTERED | {"names": ["Yi-Lightning"]},
    )  # fmt: skip
    app = panel(rows.iloc[0]["claim_id"])

    assert "Reference data" in "\n".join(str(m.value) for m in app.markdown)
    assert rows.iloc[0]["url"] in "\n".join(str(m.value) for m in app.markdown)


def test_an_id_that_is_not_there_is_told(empty):
    assert "There is no figure f_nothing" in words(panel("f_nothing"))


def test_a_link_opens_the_panel_cold(full):
    claim_id = _costs(full).iloc[0]["claim_id"]
    app = frame(fig=claim_id).run()

    assert not app.exception
    assert "5,600,000 US dollars" in html(app)


def test_without_a_figure_in_the_link_no_panel_opens(full):
    app = frame().run()

    assert not app.exception
    assert "nf-facts" not in html(app)


def test_citation_says_what_who_where_and_the_way_back(full):
    rows = _costs(full)
    claim_id = rows[rows["quote"] == "$5.6 million"].iloc[0]["claim_id"]
    row = queries.run(full, "claim_by_id", claim_id=claim_id).iloc[0].to_dict()

    said = copying.citation(row, "http://here/?fig=x")

    assert said.startswith("DeepSeek, training cost: $5.6M (“$5.6 million”), according to Jeff")
    assert f"“{' '.join(row['sentence'].split())}”" in said
    assert row["title"] in said
    assert said.endswith("Evidence: http://here/?fig=x")


def test_link_and_citation_are_there_to_be_copied(hostile):
    page = html(panel(hostile))
    copied = [unescape(text) for text in re.findall(r'data-copy="([^"]*)"', page)]

    assert [text.endswith(f"?fig={hostile}") for text in copied] == [True, True]
    assert "<i>He</i> $a$" in copied[1]


def test_reasons_stand_beside_the_confidence(hostile):
    page = html(panel(hostile))

    assert "Confidence" in page
    assert "<li>the words “&lt;b&gt;” stand before</li>" in page


def test_a_preference_is_made_in_the_panel_and_taken_back(full):
    rows = queries.run(
        full, "disagreements", lasting=["parameters"], of_period=[], of_year=[],
        with_samples=True, most=1,
    )  # fmt: skip
    claim_id = rows["lowest_id"].item()
    app = panel(claim_id)
    assert "Who says what" in words(app)
    assert f"{rows['claims'].item()} figures" in words(app)

    choose(app, claim_id, "Ada", "")
    assert "give a reason" in words(app)
    choose(app, claim_id, "Ada", "the whole model")
    assert not app.exception
    assert "This figure is preferred by Ada" in words(app).replace("*", "")
    assert queries.run(full, "claim_by_id", claim_id=claim_id)["preferred_by"].item() == "Ada"

    choose(app, claim_id, "Ada", "a typo")
    assert "The preference was taken back" in "\n".join(s.value for s in app.success)
    assert queries.run(full, "claim_by_id", claim_id=claim_id)["preferred_by"].isna().item()


def choose(app, claim_id, who, why):
    app.text_input(key=f"prefer_who_{claim_id}").set_value(who)
    app.text_input(key=f"prefer_why_{claim_id}").set_value(why)
    name = "Take it back" if preferred(app) else "Prefer it"
    app.button(key=f"FormSubmitter:preferring_{claim_id}-{name}").click().run()


def preferred(app):
    return "This figure is preferred" in words(app).replace("*", "")
