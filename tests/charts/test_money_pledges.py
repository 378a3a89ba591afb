"""One pledge once: what is put together, what is part of what, and what a total says."""

from itertools import pairwise

import pytest

from newsfigures.charts import investment
from newsfigures.charts.money import bars, dates, flows, moneymap, spans, told, totals
from newsfigures.charts.money.pledges import Group, is_part, lines, same, together
from tests.charts.test_marks import ids
from tests.claims import claims

B = 1e9
STARGATE = {
    "metric": "infrastructure_investment", "status": "announced", "origin": "reference",
    "subject": "Stargate", "company": "OpenAI / SoftBank / Oracle / MGX", "sentence": "",
}  # fmt: skip
CONTRACT = {**STARGATE, "metric": "compute_contract", "company": "OpenAI"}


def pledges(*rows):
    return together(lines(claims(*rows)))


def test_the_same_amount_about_the_same_project_is_one_pledge_however_often_it_is_told():
    found = pledges(
        {**STARGATE, "value": 500 * B, "goes_back_to": "openai"},
        {**STARGATE, "value": 500 * B, "origin": "article", "sentence": "Stargate: $500bn.",
         "quote": "$500bn", "goes_back_to": "a_1"},
        {**STARGATE, "value": 400 * B, "subject": "Stargate sites", "goes_back_to": "openai"},
    )  # fmt: skip

    assert [(one.high, len(one.lines)) for one in found] == [(500 * B, 2), (400 * B, 1)]
    assert "told 2 times" in bars.box(found[0])


def test_one_amount_in_two_currencies_of_one_sentence_is_one_pledge():
    text = "France: €109bn ($112.5bn) for artificial intelligence, all of it private."
    row = {**STARGATE, "origin": "article", "sentence": text, "subject": "France", "company": None}
    found = pledges(
        {**row, "value": 109 * B, "unit": "EUR", "quote": "€109bn", "value_usd": 123.2 * B},
        {**row, "value": 112.5 * B, "quote": "$112.5bn"},
    )

    assert len(found) == 1


def test_two_equal_amounts_of_one_sentence_are_two_pledges():
    text = "Amazon had put in $4 billion by March 2024 and added $4 billion that November."
    row = {
        **STARGATE, "metric": "funding_raised", "origin": "article", "sentence": text,
        "subject": "Anthropic", "company": "Anthropic", "quote": "$4 billion", "value": 4 * B,
    }  # fmt: skip

    first, second = text.index("$4"), text.rindex("$4")

    assert len(pledges({**row, "quote_at": first}, {**row, "quote_at": second})) == 2


def test_equal_amounts_of_different_payers_are_two_pledges():
    row = {**STARGATE, "subject": "Stargate equity pledge", "value": 18 * B}

    assert len(pledges({**row, "company": "OpenAI"}, {**row, "company": "SoftBank"})) == 2


def test_a_smaller_amount_is_part_of_a_larger_one_unless_something_tells_them_apart():
    whole, oracle, more, round_, series = pledges(
        {**CONTRACT, "subject": "all its contracts in total", "value": 1400 * B},
        {**CONTRACT, "subject": "Oracle contract", "value": 300 * B},
        {**CONTRACT, "subject": "AWS contract expansion", "value": 100 * B},
        {**CONTRACT, "metric": "funding_raised", "subject": "Series B", "value": 10 * B},
        {**CONTRACT, "metric": "funding_raised", "subject": "Series A", "value": 1 * B},
    )

    assert is_part(oracle, whole)
    assert is_part(more, whole)
    assert not is_part(more, oracle)
    assert not is_part(series, round_)
    assert not is_part(whole, oracle)


LADDER = (
    {**STARGATE, "value": 500 * B, "qualifier": "at_most"},
    {**STARGATE, "value": 100 * B, "subject": "Stargate initial deployment"},
    {**STARGATE, "value": 18 * B, "subject": "Stargate equity pledge", "company": "OpenAI"},
    {**STARGATE, "value": 18 * B, "subject": "Stargate equity pledge", "company": "SoftBank"},
    {**STARGATE, "value": 15.9 * B, "subject": "Stargate Abilene (capital cost to date)",
     "company": "Oracle / OpenAI", "status": "estimated"},
    {**STARGATE, "value": 9e12, "subject": "need of Stargate", "status": "projected"},
)  # fmt: skip


def test_a_total_counts_a_pledge_once_and_says_what_is_bound_and_what_is_announced():
    found = totals.total("Stargate", pledges(*LADDER))

    assert found.most == 500 * B
    assert found.firm == 36 * B
    assert [one.high for one in found.counted] == [500 * B]
    assert {left.whole.high for left in found.left} == {500 * B, 18 * B}
    assert [one.high for one in found.reckoned] == [9e12]
    assert totals.in_words(found) == (
        "$15.9B spent; $36B with what is committed; up to $500B announced"
    )


def test_the_steps_of_a_total_never_fall():
    found = totals.total("Stargate", pledges(*LADDER))

    assert all(a <= b for a, b in pairwise(found.steps.values()))


def test_nothing_bound_is_said():
    found = totals.total("Stargate", pledges({**STARGATE, "value": 500 * B}))

    assert totals.in_words(found) == "nothing spent or bound; up to $500B announced"
    assert bars.label(found) == "Stargate\nup to $500B"


def test_the_lines_of_a_total_say_what_counts_and_what_is_left_out():
    found = told.lines(totals.total("Stargate", pledges(*LADDER)))
    said = dict(zip(found.table["Amount"], found.table["In the total"], strict=True))

    assert len(found.claim_ids) == len(found.table) == len(LADDER)
    assert said["at most $500B"] == "counts"
    assert said["$18B"] == "counts as committed; taken for part of $500B announced"
    assert said["$15.9B"] == "counts as spent; taken for part of $18B committed"
    assert said["$100B"] == "left out: taken for part of $500B announced"
    assert said["$9T"].startswith("no promise")


def test_capital_spending_of_two_years_is_never_one_money():
    row = {**STARGATE, "metric": "capex", "subject": "Meta", "company": "Meta", "value": 70 * B}
    found = pledges({**row, "period": "2025"}, {**row, "period": "2026"})

    assert sorted(one.about for one in found) == ["Meta, 2025", "Meta, 2026"]


@pytest.mark.parametrize(
    ("sentence", "horizon", "years", "why"),
    [
        ("It is $500bn over the next four years.", 2029, 4, ""),
        ("A seven-year contract worth $500bn.", 2032, 7, ""),
        ("It is $500bn by 2030.", 2030, None, spans.END_ONLY),
        ("It is $500bn over four years.", None, None, spans.NOT_STATED),
        ("It is $500bn, as said two years ago.", 2029, None, spans.END_ONLY),
    ],
)
def test_an_amount_is_divided_by_stated_years_only(sentence, horizon, years, why):
    row = {**STARGATE, "origin": "article", "sentence": sentence, "quote": "$500bn"}
    found = pledges({**row, "horizon": horizon, "value": 500 * B})[0]

    assert spans.years(found) == (years, why)


def test_the_view_per_year_divides_and_says_what_it_leaves_out_and_why():
    row = {**STARGATE, "origin": "article", "quote": "$500bn", "value": 500 * B, "horizon": 2029}
    rows = claims(
        {**row, "sentence": "It is $500bn over four years."},
        {**row, "sentence": "It is $500bn by 2029.", "subject": "Hyperion", "company": "Meta"},
    )
    found = dates.timeline(investment.pledges(rows), per_year=True)

    assert [one.high for one in found.drawn] == [125 * B]
    assert found.said == f"1 pledge is not drawn: {spans.END_ONLY}."
    assert ids(dates.over_time(found, rows)) == ["c0"]


def test_a_pledge_without_a_date_is_not_drawn_and_said():
    found = dates.timeline(pledges({**STARGATE, "published": None}), per_year=False)

    assert found.drawn == ()
    assert found.said == "1 pledge is not drawn: no date is known."


GOES_ROUND = (
    {**CONTRACT, "subject": "AWS contract", "value": 38 * B},
    {**CONTRACT, "metric": "funding_raised", "subject": "Amazon investment", "value": 50 * B},
    {**CONTRACT, "subject": "Oracle contract", "value": 300 * B},
    {**STARGATE, "value": 500 * B},
    {**STARGATE, "subject": "US investment", "company": "Apple", "value": 1 * B},
)


def test_money_that_can_come_back_is_found_and_said():
    found = flows.flows(pledges(*GOES_ROUND))

    assert ("OpenAI", "Amazon") in found.circular
    assert ("OpenAI", "Oracle") not in found.circular
    assert [flows.in_words(circle) for circle in found.circles] == [
        "Amazon → OpenAI ($50B announced) → Amazon ($38B committed)"
    ]


def test_pledges_with_one_end_are_counted_not_drawn():
    found = flows.flows(pledges(*GOES_ROUND))

    assert [one.about for one in found.one_end] == ["Apple"]
    assert flows.not_on_the_map(found) == (
        "1 pledge is not on the map, for its claim does not name both ends: "
        "1 name who pays but not who gets it."
    )


def test_a_joint_pledge_is_drawn_from_each_payer_and_said_to_be_joint():
    found = flows.flows(pledges({**STARGATE, "value": 500 * B}))

    assert {link.source for link in found.links} == {"OpenAI", "SoftBank", "Oracle", "MGX"}
    assert all(link.joint and link.target == "Stargate" for link in found.links)


def test_each_link_of_the_map_opens_a_claim_and_stands_in_the_matrix():
    rows = claims(*GOES_ROUND)
    found = flows.flows(investment.pledges(rows))
    figure = moneymap.money_map(found, rows)
    _, _, cells = told.matrix(found)

    assert len(ids(figure)) == len(found.links) == len(cells)
    assert set(ids(figure)) == {cell.claim_id for cell in cells.values()} <= set(rows["claim_id"])
    assert cells["OpenAI", "Amazon"].circular


def test_bars_start_at_zero_and_each_part_opens_a_claim():
    rows = claims(*LADDER)
    found = totals.totals(investment.pledges(rows))
    figure = bars.ladder(found, rows)

    assert figure.layout.xaxis.type == "linear"
    assert figure.layout.xaxis.range[0] <= 0
    assert set(ids(figure)) <= set(rows["claim_id"])
    assert sum(trace.x[0] for trace in figure.data if trace.customdata is not None) == 500 * B
    hatches = [
        trace.marker.pattern.solidity for trace in figure.data if trace.customdata is not None
    ]
    assert [h for h in hatches if h] == sorted((h for h in hatches if h), reverse=True)


def test_the_mix_counts_pledges_and_its_parts_name_their_rung():
    found = pledges(*LADDER)
    figure = bars.mix(found)

    assert sum(trace.x[0] for trace in figure.data) == len(found)
    assert {trace.customdata[0][0] for trace in figure.data} == {one.rung for one in found}


def test_a_name_takes_in_what_it_pays_gets_and_stands_behind():
    rows = claims(*GOES_ROUND)

    assert {one.about for one in investment.pledges(rows, ["Stargate"])} == {"Stargate"}
    assert len(investment.pledges(rows, ["Amazon Web Services"])) == 2
    assert len(investment.pledges(rows, ["Oracle"])) == 2


def test_where_nothing_fits_what_there_is_is_said():
    found = pledges({**STARGATE, "value": 500 * B})
    none = investment.at_rungs(found, ["spent"])

    assert none == []
    assert investment.nearest(found, ["spent"], []) == (
        "Nothing is spent. What there is: 1 announced."
    )
    assert investment.nearest(found, [], totals.totals(found)) == ""


@pytest.mark.parametrize("draw", [
    lambda rows: bars.ladder([], rows),
    lambda rows: dates.over_time(dates.timeline([], per_year=False), rows),
    lambda rows: moneymap.money_map(flows.flows([]), rows),
])  # fmt: skip
def test_nothing_is_drawn_as_words(draw):
    assert draw(claims()).layout.annotations[0].text


def alone(one):
    group = Group()
    group.add(one)
    return group


def test_what_a_group_is_asked_at_once_is_what_its_claims_say_one_by_one():
    text = "Amazon put $4 billion (€3.7bn) into Anthropic, then $4 billion."
    amounts = [(4.0, "USD", 4.0), (3.7, "EUR", 4.05), (4.6, "USD", 4.6), (4.05, "USD", 4.05)]
    found = lines(
        claims(
            *(
                {**STARGATE, "value": value * B, "unit": unit, "value_usd": dollars * B,
                 "origin": origin, "metric": metric, "company": company, "publisher": "A",
                 "subject": company, "article_id": article, "sentence": text if article else "",
                 "quote": "$4 billion", "quote_at": text.index("$4") if article else None}
                for value, unit, dollars in amounts
                for origin in ("article", "reference")
                for metric in ("funding_raised", "infrastructure_investment")
                for company in ("Anthropic", "OpenAI / Oracle")
                for article in ("a_1", "a_2", None)
            )
        )
    )  # fmt: skip
    for start in range(0, len(found), 7):
        group = Group()
        for one in found[start : start + 5]:
            group.add(one)
        for one in found:
            assert group.tells(one) == any(same(one, other) for other in group.lines)
            assert group.bars(one) == any(alone(other).bars(one) for other in group.lines)
