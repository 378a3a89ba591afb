"""Market sizes by their year: lines, spread, growth; nothing averaged unless asked for."""

import pytest

from newsfigures.charts import market
from newsfigures.charts.forecasts import fan, growth, spread
from newsfigures.charts.forecasts.boxes import TONES, tone
from newsfigures.charts.forecasts.points import Rate, base_year, paths, points, without_year
from newsfigures.charts.marks import records
from tests.charts.test_marks import drawn, ids
from tests.claims import claims

B = 1e9
MARKET = {
    "metric": "market_size", "subject": "AI market", "company": None, "status": "projected",
    "origin": "reference", "sentence": "", "attributed_to": "Statista", "publisher": "Statista",
    "goes_back_to": "statista",
}  # fmt: skip
BASE = {**MARKET, "status": "estimated", "as_of": "2024", "value": 184 * B}
TARGET = {**MARKET, "horizon": 2030, "value": 826.7 * B, "sentence": "28.46 percent a year."}
ROUNDUP = "It valued the market at $136.55 billion in 2022 and expected $1,811.75 billion for 2030, at 37.3%."  # noqa: E501


def article(sentence, quote, **given):
    row = {"origin": "article", "sentence": sentence, "quote": quote, "value": 1 * B}
    return {**MARKET, **row, **given}


@pytest.mark.parametrize(
    ("sentence", "quote", "year"),
    [
        ("The market was worth $40 billion in 2022.", "$40 billion", 2022),
        ("Statista puts 2025 at $244.2bn and sees more.", "$244.2bn", 2025),
        ("The market was worth $5bn last year.", "$5bn", 2024),
        ("2024 | 987,904 |", "987,904", 2024),
        ("In 2023 they met; the market is worth $12bn.", "$12bn", None),
        ("The market is worth $12bn, and in 2030 more.", "$12bn", None),
    ],
)
def test_a_size_without_target_has_the_year_said_right_beside_it_or_none(sentence, quote, year):
    row = article(sentence, quote, status="estimated")

    assert base_year(records(claims(row))[0]) == year


def test_what_has_no_year_is_kept_apart():
    rows = claims(TARGET, {**MARKET, "value": 4e12})
    found = points(rows)

    assert [point.year for point in found] == [2030]
    assert list(without_year(rows)["claim_id"]) == ["c1"]


def test_a_line_joins_what_one_forecaster_states_together():
    rows = claims(
        BASE, TARGET,
        {**TARGET, "attributed_to": "IDC", "value": 1e12},
        {**BASE, "subject": "generative AI market"},
    )  # fmt: skip
    found = paths(points(rows))

    assert [[point.claim_id for point in path.points] for path in found] == [["c0", "c1"]]


def test_an_article_s_line_needs_one_sentence():
    start = article(ROUNDUP, "$136.55 billion", status="estimated", value=136.55 * B)
    end = article(ROUNDUP, "$1,811.75 billion", horizon=2030, value=1811.75 * B)
    elsewhere = article("It expects more by 2031.", "more", horizon=2031, value=2e12)
    (path,) = paths(points(claims(start, end, elsewhere)))

    assert (path.start.year, path.end.year) == (2022, 2030)
    assert path.stated == Rate(37.3, at_least=False)
    assert path.implied == pytest.approx(38.15, abs=0.01)


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("It reaches $9bn by 2030, at 37.3%.", Rate(37.3, at_least=False)),
        ("It sees $9bn in 2031 (26.6%).", Rate(26.6, at_least=False)),
        ("$9bn by 2033, which implies growth of more than 30% a year.", Rate(30.0, at_least=True)),
        ("$9bn by 2033, 12% of GDP.", None),
        ("$9bn by 2033 (a share of 12%).", None),
        ("At 36.8%, it gets to $9bn.", None),
        ("$9bn by 2033 and $10bn by 2034, at 20%.", None),
    ],
)
def test_a_rate_counts_where_it_is_said_of_this_size_and_of_a_year(sentence, rate):
    start = article(sentence, "$9bn", status="estimated", horizon=2020)
    (path,) = paths(points(claims(start, article(sentence, "$9bn", horizon=2033, value=9 * B))))

    assert path.stated == rate


def test_growth_that_does_not_fit_its_ends_is_found():
    fits = (BASE, TARGET)
    off = [
        {**row, "attributed_to": "Precedence", "sentence": "19.2 percent a year."} for row in fits
    ]
    rows = claims(*fits, *off)
    lines = paths(points(rows))
    figure = growth.draw(lines, rows)

    assert [growth.unfit(path) for path in growth.with_rate(lines)] == [True, False]
    assert "stated is 19.2%" in growth.in_words(growth.with_rate(lines)[0])
    assert growth.verdict(lines).startswith("2 forecasts state a growth with both ends; 1 is off")
    assert ids(figure) == ["c1", "c3"]


def test_a_rate_of_more_than_so_much_is_kept_by_any_larger_growth():
    rows = claims(BASE, {**TARGET, "sentence": "more than 20% a year"})
    (path,) = paths(points(rows))

    assert path.off == 0


def test_the_fan_draws_each_claim_once_and_shape_is_what_is_counted():
    rows = claims(BASE, TARGET, {**TARGET, "subject": "AI spending"})
    figure = fan.draw(fan.fan(points(rows), indexed=False), rows)

    assert ids(figure) == ["c0", "c1", "c2"]
    (trace,) = drawn(figure)
    assert list(trace.marker.symbol) == ["circle-open", "circle-open", "diamond-open"]
    assert figure.layout.yaxis.type == "linear"


def test_marks_of_one_year_stay_beside_it():
    rows = claims(*({**TARGET, "value": 1e12} for _ in range(9)))
    (trace,) = drawn(fan.draw(fan.fan(points(rows), indexed=False), rows))

    assert len(set(trace.x)) == 9
    assert all(2029.5 < year < 2030.5 for year in trace.x)


def test_an_index_starts_at_the_stated_base_and_leaves_out_what_has_none():
    rows = claims(BASE, TARGET, {**TARGET, "attributed_to": "IDC"})
    shown = fan.fan(points(rows), indexed=True)

    assert shown.sizes == (100.0, pytest.approx(449.3, abs=0.1))
    assert shown.left_out == 1
    assert "no base value is stated" in shown.said


def test_who_is_followed_stands_out_and_the_others_are_pale():
    rows = claims(BASE, TARGET, {**TARGET, "attributed_to": "IDC"})
    figure = fan.draw(fan.fan(points(rows), indexed=False), rows, ["Statista"])
    (trace,) = drawn(figure)

    assert list(trace.marker.opacity) == [1.0, 1.0, pytest.approx(0.6)]
    assert figure.data[0].line.width == fan.FOCUSED


def named(figure):
    """Return whom the chart names on a phone, and whom besides on a desk."""
    both = [
        {text.replace("<br>", "").strip() for text in trace.text}
        for trace in figure.data
        if trace.mode == "text"
    ]
    return [names - {""} for names in both]


def test_each_forecaster_is_named_once_where_there_is_room_lines_or_not():
    rows = claims(
        BASE, TARGET,
        {**TARGET, "attributed_to": "IDC", "value": 9e12},
        {**TARGET, "attributed_to": "Mordor <Intelligence>", "horizon": 2027, "value": 3e11},
        {**TARGET, "attributed_to": "A house with a name that no phone has room for beside it",
         "horizon": 2027, "value": 3e12},
        {**TARGET, "attributed_to": None, "goes_back_to": "x", "value": 2e10},
    )  # fmt: skip
    phone, desk = named(fan.draw(fan.fan(points(rows), indexed=False), rows))

    assert "IDC" in phone
    assert phone | desk == {
        "Statista", "IDC", "Mordor &lt;Intelligence&gt;",
        "A house with a name that no phone has room for beside it",
    }  # fmt: skip
    assert not phone & desk


def year_2030(*rows, between=False):
    frame = claims(*rows)
    found = points(frame)
    return spread.spread(found, paths(found), 2030, between=between), frame


FOUR = (
    {**TARGET, "value": 1e12},
    {**TARGET, "value": 2e12, "attributed_to": "IDC", "goes_back_to": "idc"},
    {**TARGET, "value": 2e12, "attributed_to": "IDC", "goes_back_to": "idc", "publisher": "Paper"},
    {**TARGET, "value": 20e12, "subject": "contribution of AI to world GDP"},
)


def test_the_spread_parts_what_is_only_definition():
    found, _ = year_2030(*FOUR)
    said = spread.in_words(found)

    assert [(row.counted, row.times) for row in found.rows] == [
        ("AI market", 2.0), ("Economic effect", 1.0),
    ]  # fmt: skip
    assert "the largest is 20 times the smallest" in said
    assert "count the same, at most 2 times" in said


def test_a_forecast_told_again_counts_once():
    found, _ = year_2030(*FOUR)

    assert found.rows[0].forecasts == [1e12, 2e12]


def test_ranges_count_with_both_ends():
    found, _ = year_2030(TARGET, {**TARGET, "value": 1e12, "value_high": 3e12})

    assert found.rows[0].high == 3e12


def test_a_median_is_drawn_only_when_asked_for_and_says_of_how_many():
    many = [{**TARGET, "value": n * 1e12, "goes_back_to": f"f{n}"} for n in (1, 2, 9)]
    found, rows = year_2030(*many)

    assert "median" not in spread.line(found, with_median=False).lower()
    assert "AI market $2T (n = 3)" in spread.line(found, with_median=True)
    plain, asked = spread.draw(found, rows), spread.draw(found, rows, with_median=True)
    assert [t.name for t in plain.data].count("median") == 0
    assert [list(t.x) for t in asked.data if t.name == "median"] == [[2e12]]


def test_two_forecasts_have_no_median():
    found, _ = year_2030(*FOUR)

    assert spread.medians(found) == []
    assert "no median is taken" in spread.medians_in_words(found)


LINE = (
    {**BASE, "as_of": "2022", "value": 40 * B, "subject": "generative AI"},
    {**TARGET, "horizon": 2032, "value": 1300 * B, "subject": "generative AI"},
    {**TARGET, "value": 97.8 * B, "attributed_to": "Mordor", "goes_back_to": "mordor",
     "subject": "generative AI"},
)  # fmt: skip


def test_what_is_read_off_a_line_is_opt_in_hollow_and_not_counted():
    stated, _ = year_2030(*LINE)
    found, rows = year_2030(*LINE, between=True)

    assert stated.crossings == []
    assert [row.times for row in found.rows] == [1.0]
    assert "stated by nobody: Statista about $648B" in spread.in_words(found)
    hollow = [t for t in spread.draw(found, rows).data if t.name == "worked out"]
    assert [t.marker.symbol[0] for t in hollow] == ["square-open-dot"]
    assert "worked out, not stated" in hollow[0].customdata[0][1]


def test_a_year_with_one_forecast_names_the_nearest_and_the_lines_that_pass():
    found = points(claims(*LINE))
    said = spread.nearest(found, paths(found), 2030, ["Generative AI"])

    assert said.startswith("There is one forecast of Generative AI for 2030.")
    assert "2022 (1), 2032 (1)" in said
    assert "pass 2030: Statista" in said


@pytest.mark.parametrize(
    ("subject", "counted"),
    [
        ("generative AI spending", "Generative AI spending"),
        ("generative AI: training infrastructure", "Part of a market"),
        ("Indian AI market", "One country's market"),
        ("yearly value of generative AI use cases", "Economic effect"),
        ("large language model market", market.OTHER),
    ],
)
def test_what_is_counted_is_told_by_the_market_s_name(subject, counted):
    assert market.definition(subject) == counted
    assert counted in market.SYMBOLS


def test_each_definition_has_a_shape_of_its_own():
    assert len(set(market.SYMBOLS.values())) == len(market.NAMES)


def test_newer_forecasts_have_another_tone():
    assert [tone(year) for year in (2019, 2023, 2024, 2025, 2027)] == [tint for *_, tint in TONES]


def test_nothing_is_drawn_as_words():
    rows = claims()
    for figure in (
        fan.draw(fan.fan([], indexed=False), rows),
        spread.draw(spread.spread([], [], 2030, between=True), rows),
        growth.draw([], rows),
    ):
        assert figure.layout.annotations[0].text
