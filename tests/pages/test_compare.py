"""Compare: names pinned in the URL, set side by side, and taken along as brief and rows."""

from datetime import date

import pytest

from newsfigures import compare, queries
from newsfigures.catalog import metrics
from newsfigures.ui import compare_brief, compare_matrix, compare_stated
from tests.apps import charts, frame, page, words

DAY = date(2026, 1, 3)
PAIR = ["DeepSeek-V3", "Llama 3.1 405B"]
FIRMS = ["OpenAI", "Anthropic", "Google"]


def claims_of(store, picks):
    names = compare.names_of(queries.run(store, "subjects", with_samples=True))
    return compare.named(
        queries.run(
            store,
            "drawn_claims",
            most=1000,
            metrics=list(metrics()),
            **queries.UNFILTERED | {"names": names.asked(picks)},
        )
    )


def test_nothing_pinned_offers_names_that_go_together(full):
    app = page("compare").run()
    assert "Pin two or more" in words(app)
    assert not charts(app)

    app.button(key="compare_few").click().run()

    assert not app.exception
    assert len(app.multiselect(key="compare_pins").value) == 4
    assert app.query_params["pin"] == app.multiselect(key="compare_pins").value
    assert charts(app)


def test_pins_come_from_the_address(full):
    app = page("compare", pin=PAIR).run()
    said = words(app)

    assert not app.exception
    assert app.multiselect(key="compare_pins").value == PAIR
    assert "In short: training cost" in said
    assert "Ratios: DeepSeek-V3 = 1" in said
    assert "What cannot be compared, and why" in said
    ratios = app.dataframe[-1].value
    assert ratios["Ratios rest on it"].is_monotonic_decreasing


def test_every_control_comes_from_the_address(full):
    app = page(
        "compare", pin=PAIR, compare_baseline="Llama 3.1 405B", compare_metric="GPU hours",
        compare_strict="false", compare_measures="Parameters",
    ).run()  # fmt: skip

    assert app.selectbox(key="compare_baseline").value == "Llama 3.1 405B"
    assert app.selectbox(key="compare_metric").value == "gpu_hours"
    assert app.toggle(key="compare_strict").value is False
    assert app.multiselect(key="compare_measures").value == ["parameters"]
    assert "DeepSeek-V3: 1/11.1 of Llama 3.1 405B" in words(app)


def test_one_pin_suggests_others(full):
    app = page("compare", pin=["DeepSeek-V3"]).run()
    assert "share the most measures" in words(app)

    app.button(key="compare_add_0").click().run()

    assert len(app.query_params["pin"]) == 2


def test_names_that_share_nothing_say_what_each_has(full):
    said = words(page("compare", pin=["GPT-4", "AI market"]).run())

    assert "They share no measure" in said
    assert "AI market: Market size" in said


def test_a_name_that_nobody_knows_is_said_to_have_no_figure(full):
    app = page("compare", pin=["DeepSeek-V3", "Nobody"]).run()

    assert not app.exception
    assert "Nobody: no figure" in words(app)


def test_companies_are_not_compared_as_if_they_were_models(full):
    app = page("compare", pin=FIRMS, compare_metric="Training cost").run()
    assert "Not one figure against one" in words(app)

    app.button(key="compare_one_of_each").click().run()

    assert "GPT-4" in app.query_params["pin"]
    assert not set(FIRMS) & set(app.query_params["pin"])


def test_without_articles_reference_data_are_compared(empty):
    app = page("compare", pin=PAIR).run()

    assert not app.exception
    assert charts(app)


def test_pins_stay_on_other_pages_and_can_be_dropped(full):
    app = frame(pin=PAIR).run()
    assert [b.label for b in app.button if b.key.startswith("pinboard_drop")] == [
        "DeepSeek\\-V3 ✕", "Llama 3\\.1 405B ✕"
    ]  # fmt: skip

    app.button(key="pinboard_drop_0").click().run()

    assert app.query_params["pin"] == "Llama 3.1 405B"


def test_the_evidence_panel_pins_its_name(full):
    asked = queries.UNFILTERED | {"names": ["DeepSeek-V3"], "origins": ["article"]}
    claim = queries.run(full, "drawn_claims", most=1000, metrics=["training_cost"], **asked).iloc[0]
    app = frame(fig=claim["claim_id"]).run()
    pin = next(b for b in app.button if b.label == "Pin DeepSeek\\-V3")

    pin.click().run()

    assert app.query_params["pin"] == "DeepSeek-V3"


@pytest.mark.parametrize("picks", [PAIR, FIRMS])
def test_each_value_of_the_matrix_is_a_button_to_its_claim(full, picks):
    found = compare.matrix(claims_of(full, picks), picks, picks[0])
    html = compare_matrix.html(found)
    filled = [cell for c in found.columns for cell in c.cells if cell.claim]

    assert html.count("data-claim=") == len(filled)
    assert all(f'data-claim="{cell.claim["claim_id"]}"' in html for cell in filled)
    unlike = [cell for cell in filled if cell.why]
    assert html.count('class="unlike"') == len(unlike)


def test_the_brief_has_a_footnote_with_sentence_date_and_link_for_each_amount(full):
    claims = claims_of(full, PAIR)
    found = compare.matrix(claims, PAIR, PAIR[0])
    told = compare.stated(claims[claims["metric"] == "relative_cost"], {p: {p} for p in PAIR})
    html = compare_brief.brief(found, told, day=DAY, address="http://here/compare?pin=a&pin=b")
    noted = {cell.claim["claim_id"] for c in found.columns for cell in c.cells if cell.claim}
    noted |= set(told["claim_id"])

    assert html.count('<li id="n') == len(noted)
    assert html.count("<sup>") == sum(
        cell.claim is not None for c in found.columns for cell in c.cells
    ) + len(told)
    assert "3 January 2026" in html
    assert "pin=a&amp;pin=b" in html
    assert "@page" in html
    assert "<script" not in html
    assert "says Jefferies" in html
    assert 'href="https://' in html  # of a reference figure


def test_words_of_articles_are_escaped_in_brief_and_matrix(full):
    claims = claims_of(full, PAIR).assign(
        sentence="<img src=x onerror=alert(1)>", subject="<b>", title="<i>"
    )
    found = compare.matrix(claims.assign(company="<u>"), ["<b>"], "<b>")
    html = compare_brief.brief(found, claims[:0].assign(of="", over=""), day=DAY, address="")
    relative = claims[claims["metric"] == "relative_cost"]

    listed = compare_stated.html(compare.records(relative.assign(relative_to="<b>")))
    for made in (html, compare_matrix.html(found), listed):
        assert "<img" not in made
        assert "<i>" not in made
        assert "<u>" not in made
        assert "&lt;b&gt;" in made


def test_a_figure_preferred_on_its_card_counts(full):
    claims = claims_of(full, PAIR)
    of_cost = claims[claims["metric"] == "training_cost"]
    found = compare.compare(of_cost, PAIR, PAIR[0])
    rows = found.claims[(found.claims["name"] == PAIR[0]) & ~found.claims["chosen"].astype(bool)]
    mine = next(i for i in rows["claim_id"] if rows.set_index("claim_id").loc[i, "like"])
    app = page("compare", pin=PAIR).run()
    if not [t for t in app.text_input if t.key == f"prefer_why_compare_card_{mine}"]:
        app.toggle(key=f"compare_more_{PAIR[0]}").set_value(True).run()

    app.text_input(key=f"prefer_why_compare_card_{mine}").set_value("the maker's own table")
    app.text_input(key=f"prefer_who_compare_card_{mine}").set_value("Ada")
    form = f"preferring_compare_card_{mine}"
    next(b for b in app.button if b.proto.form_id == form).click().run()

    assert not app.exception
    assert "Counts**: preferred by Ada: the maker's own table" in words(app)
