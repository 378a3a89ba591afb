"""The quantity reader: the forms of the case file, the lexicons' own cases, spans that hold."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures.extraction import document, quantities_lines
from newsfigures.extraction.quantities import read
from newsfigures.model import Qualifier, Quantity

ROOT = Path(__file__).parents[2]
LEXICON = ROOT / "newsfigures/extraction/lexicon"
CASES = [
    json.loads(line) for line in (ROOT / "tests/cases/hard_forms.jsonl").read_text().splitlines()
]
# The contract counts "passed" as a lower bound (docs/figures.md, rule 10); the case file does not.
CONTRACT_WINS = "The app passed 100m users in two months."
QUALIFIERS = {"exact": None, "at_least": "at least", "at_most": "at most"}


def quantities(text: str) -> tuple[Quantity, ...]:
    return read(document.parse(text).clean)


def said(quantity: Quantity) -> tuple:
    """A quantity as the case file writes it; there a status word blurs an amount."""
    qualifier = QUALIFIERS.get(quantity.qualifier.value, quantity.qualifier.value)
    if quantity.cue.endswith("estimated"):
        qualifier = "approx"
    high = quantity.value_high
    return (
        float(quantity.value),
        None if high is None else float(high),
        quantity.unit,
        qualifier,
    )


def wanted(record: dict) -> tuple:
    high = record["value_high"]
    low = float(record["value"])
    return low, None if high is None else float(high), record["unit"], record["qualifier"]


def agree(got: tuple, want: tuple) -> bool:
    numbers = [pytest.approx(want[0], rel=1e-3), want[1] and pytest.approx(want[1], rel=1e-3)]
    return [*got[:2]] == numbers and got[2:] == want[2:]


def is_right(case: dict, text: str) -> bool:
    """Every quantity expected is read, or one allowed in its place; nothing else is."""
    left = [said(q) for q in quantities(text)]
    missing = 0
    for want in map(wanted, case["expect"]):
        hit = next((got for got in left if agree(got, want)), None)
        if hit is None:
            missing += 1
        else:
            left.remove(hit)
    allowed = [wanted(record) for record in case.get("allow", [])]
    instead = sum(any(agree(got, want) for want in allowed) for got in left)
    return instead == len(left) and missing <= instead


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_hard_forms_are_read_whole_and_distractors_yield_nothing(case):
    if case["text"] == CONTRACT_WINS:
        assert quantities(case["text"])[0].qualifier is Qualifier.AT_LEAST
    else:
        assert is_right(case, case["text"])


def one(text: str) -> Quantity:
    found = quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "quote", "value", "high", "unit", "qualifier"),
    [
        ("It raised $US5m.", "$US5m", 5e6, None, "USD", "exact"),
        ("It paid 7조 2,490억 원 for it.", "7조 2,490억 원", 7.249e12, None, "KRW", "exact"),
        ("It bought １万张A100 then.", "１万张A100", 1e4, None, "A100", "exact"),
        ("It has 14.8万亿 token.", "14.8万亿 token", 1.48e13, None, "token", "exact"),
        ("It guides to $180bn ± $5bn.", "$180bn ± $5bn", 175e9, 185e9, "USD", "range"),
        ("It costs about $7–12 an hour.", "$7–12 an hour", 7, 12, "USD/hour", "range"),
        ("From 3.73 × 10<sup>24</sup> on.", "3.73 × 10<sup>24</sup>", 3.73e24, None, "", "exact"),
        ("Sales of **$91–93bn** are due.", "$91–93bn", 91e9, 93e9, "USD", "range"),
        ("It takes six to nine months.", "six to nine months", 6, 9, "month", "range"),
        ("It used 6,144 TPU v4 chips.", "6,144 TPU v4 chips", 6144, None, "chip", "exact"),
        ("It runs at $2.50 per GPU per hour.", "$2.50 per GPU per hour", 2.5, None, "USD/GPU hour",
         "exact"),
        ("Meta burns $13bn a year.", "$13bn", 13e9, None, "USD/year", "exact"),
        ("A plan is $50/month now.", "$50/month", 50, None, "USD/month", "exact"),
        ("Nearly half a million chips run.", "half a million chips", 5e5, None, "chip", "approx"),
        ("It is one twenty-seventh of that.", "one twenty-seventh", 1 / 27, None, "fraction",
         "exact"),
        ("It spent well over $3 million.", "$3 million", 3e6, None, "USD", "at_least"),
        ("It cost no more than €20m.", "€20m", 2e7, None, "EUR", "at_most"),
        ("Our 175B model is out.", "175B", 1.75e11, None, "parameter", "exact"),
        ("It costs 28 cents per million of output.", "28 cents per million of output", 0.28, None,
         "USD/million", "exact"),
        ("They used 2048 H800 GPUs.", "2048 H800 GPUs", 2048, None, "GPU", "exact"),
        ("It has 3,000+ engineers.", "3,000+ engineers", 3000, None, "engineer", "at_least"),
        ("A seat is $12 per user per month.", "$12 per user per month", 12, None,
         "USD/user/month", "exact"),
        ("Broadcom: minus $200bn.", "$200bn", -200e9, None, "USD", "exact"),
    ],
)  # fmt: skip
def test_forms_have_the_spans_of_the_contract(text, quote, value, high, unit, qualifier):
    found = one(text)
    assert found.span.cut(text) == quote
    assert float(found.value) == pytest.approx(value)
    assert (None if found.value_high is None else float(found.value_high)) == high
    assert (found.unit, found.qualifier.value) == (unit, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "Gemma 3 27B and Phi-4 beat Mistral Small 3 and the 8x7B mix.",
        "Windows 11, iOS 18.2 and CUDA 12 run on the RTX 5090.",
        "On 9/11, at 10:30am, on page 12, in Room 101, at Gate 5.",
        "The price, in USD per 1M tokens, is in the table; it was first found in 1793.",
        "Call 555-0100 or +44 20 7946 0958 by 5pm on the 3rd.",
        "Jan 3-5; 3 Jan; 3rd January; 2024-25; '24; FY24; mid-2026; Q1 2025.",
        "ISO 9001:2015, RFC 2119, §230, #1, No. 2, the 21st century.",
        "v1.2.3, 192.168.0.1, 2025-01-27T10:00:00Z and 12/31/2024.",
        "He won 3-2 in the Big Three of the Magnificent Seven.",
        "The price per million tokens matters, not the million-dollar question.",
        "See the notes.[3] Costs rose.4 The rule is in Section 3.2 of chapter 4.",
        "## 2. What has been pledged\n\n1.1 Several sums were named.",
    ],
)
def test_names_dates_and_labels_are_no_quantities(text):
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Costs grew from $5m to $8m.", [5e6, 8e6]),
        ("It was cut by 1,200 to 8,800.", [1200, 8800]),
        ("Revenue rose 6.2% to $1.45 billion.", [6.2, 1.45e9]),
        ("It will reach $22.3trn to 2030.", [22.3e12]),
    ],
)
def test_a_change_is_two_values_and_no_range(text, values):
    found = quantities(text)
    assert [float(q.value) for q in found] == pytest.approx(values)
    assert all(q.value_high is None for q in found)


def test_a_list_shares_the_unit_behind_its_last_number():
    listed = quantities("It rose 2, 3 and 5 percent and scores 71.3, four points behind.")
    assert [q.unit for q in listed] == ["percent", "percent", "percent", "", "point"]


def test_a_hedge_holds_for_the_same_amount_in_another_currency():
    found = quantities("It pledged at least 380 billion yuan ($53 billion) and $9 billion.")
    assert [q.qualifier.value for q in found] == ["at_least", "at_least", "exact"]


def test_estimated_is_a_status_and_no_qualifier():
    found = one("An estimated $320 billion was spent.")
    assert (found.qualifier, found.cue) == (Qualifier.EXACT, "an estimated")


def test_parts_of_a_quantity_stand_where_they_say():
    text = "It took 2.788 million H800 GPU hours at $2 per hour."
    hours, rate = quantities(text)
    assert hours.amount.cut(text) == "2.788 million"
    assert hours.noun and hours.noun.cut(text) == "H800 GPU hours"
    assert hours.modifiers == "H800 GPU"
    assert rate.amount.cut(text) == "$2"
    assert rate.rate and rate.rate.cut(text).strip() == "per hour"


def toml(name: str) -> dict:
    return tomllib.loads((LEXICON / f"{name}.toml").read_text())


@pytest.mark.parametrize("entry", toml("currencies")["currency"], ids=lambda e: e["code"])
def test_every_currency_reads_its_example_and_leaves_its_counter(entry):
    assert [q.unit for q in quantities(entry["example"])] == [entry["code"]]
    assert entry["code"] not in {q.unit for q in quantities(entry["counter"])}


@pytest.mark.parametrize("entry", toml("scales")["scale"], ids=lambda e: e["factor"])
def test_every_scale_reads_its_example_and_leaves_its_counter(entry):
    text, value = entry["example"]
    assert [q.value for q in quantities(f"It had {text}.")] == [Decimal(value)]
    for found in quantities(f"It was {entry['counter']}."):
        assert found.value != Decimal(value)


@pytest.mark.parametrize(
    "entry", toml("hedges")["before"] + toml("hedges")["after"], ids=lambda e: e["forms"][0]
)
def test_every_hedge_reads_its_example_and_leaves_its_counter(entry):
    means = {"estimated": "exact"}.get(entry["qualifier"], entry["qualifier"])
    assert quantities(entry["example"])[-1].qualifier.value == means
    found = quantities(entry["counter"])
    assert means == "exact" or all(q.qualifier.value != means for q in found)


def hedge_forms(side: str) -> list[tuple[str, dict]]:
    return [(form, entry) for entry in toml("hedges")[side] for form in entry["forms"]]


@pytest.mark.parametrize(("form", "entry"), hedge_forms("before"), ids=lambda x: str(x)[:30])
def test_every_hedge_form_bounds_the_amount_behind_it(form, entry):
    amount = "5 weeks" if entry.get("only_durations") else "$5 million"
    means = {"estimated": "exact"}.get(entry["qualifier"], entry["qualifier"])
    assert one(f"It was {form} {amount}.").qualifier.value == means


@pytest.mark.parametrize(("form", "entry"), hedge_forms("after"), ids=lambda x: str(x)[:30])
def test_every_hedge_form_bounds_the_amount_before_it(form, entry):
    gap = "" if form[0] in "+-, " else " "
    assert one(f"It cost $5 million{gap}{form}.").qualifier.value == entry["qualifier"]


KERNELS = ["$5.6 million", "2.788 million H800 GPU hours", "10%", "€109bn", "1.2 GW", "55 days"]
WORDS = st.text(st.sampled_from("abc XYZ.,;:'\"()-\n–—$%*[]|>é€½²"), max_size=40)


@given(before=WORDS, after=WORDS, kernel=st.sampled_from(KERNELS))
@settings(max_examples=300)
def test_spans_are_ordered_apart_and_inside_whatever_surrounds_them(before, after, kernel):
    text = f"{before} {kernel} {after}"
    last = 0
    for found in read(document.parse(text).clean):
        assert last <= found.span.start < found.span.end <= len(text)
        assert found.span.start <= found.amount.start < found.amount.end
        assert any(c.isalnum() or c in "½" for c in found.span.cut(text))
        last = found.span.end


@given(text=st.text(max_size=200))
@settings(max_examples=300)
def test_any_text_is_read_without_error(text):
    clean = document.parse(text).clean
    assert all(found.span.end <= len(text) for found in read(clean))


@given(case=st.sampled_from(CASES), words=st.sampled_from(["He said so. ", "Yes, it is.\n\n"]))
def test_a_neutral_sentence_before_only_shifts_the_spans(case, words):
    text = case["text"]
    if text[:1].islower():
        return
    plain, moved = quantities(text), quantities(words + text)
    assert [(q.span.start + len(words), said(q)) for q in plain] == [
        (q.span.start, said(q)) for q in moved
    ]


@pytest.mark.parametrize(
    "text",
    ["1" * 10**6, "1," * 500_000, "1.1." * 250_000 + "1,", "$" * 10**6, "1-" * 500_000,
     "1/" * 500_000,
     "$1," * 30_000, "$1" * 30_000, "1 " * 30_000, "one " * 20_000, "a million " * 10_000,
     "a " * 500_000,
     "half a " * 20_000, "5 " + "x" * 10**6, "million " * 20_000, "1e1" * 300_000, "1 to " * 20_000,
     "from " * 100_000 + "$5", "$5" + " " * 10**6 + "million", "1:1" * 100_000, "1万" * 30_000],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_a_long_trap_is_read_to_its_end(text):
    """benchmarks/growth.py measures that time grows in proportion."""
    last = 0
    for found in read(text):
        assert last <= found.span.start < found.span.end <= len(text)
        last = found.span.end


def test_the_line_command_answers_with_offsets_of_the_text():
    text = "**DeepSeek** spent [about](https://example.org/5) $5.6\u00a0million."
    answer = json.loads(quantities_lines.answer(json.dumps({"id": "a", "text": text})))
    (found,) = answer["quantities"]
    assert answer["id"] == "a"
    assert text[found["start"] : found["end"]] == "$5.6\u00a0million"
    assert (found["value"], found["value_high"], found["unit"]) == (5600000, None, "USD")
    assert (found["qualifier"], found["subject"]) == ("approx", "DeepSeek")


@pytest.mark.parametrize("line", ["[]", "{}", '{"id": 1}', "no json", '{"id": 1, "text": 5}'])
def test_a_line_that_is_no_request_is_refused(line):
    with pytest.raises((ValueError, KeyError, TypeError)):
        quantities_lines.answer(line)


GOLD = [
    (article, figure)
    for name in ("set1", "set2")
    for article in map(json.loads, (ROOT / f"tests/gold/{name}.jsonl").read_text().splitlines())
    for figure in article["figures"]
]


def test_the_spans_of_the_gold_figures_are_quantities():
    read_once: dict[str, set[tuple[int, int]]] = {}
    hits = 0
    for article, figure in GOLD:
        spans = read_once.get(article["id"])
        if spans is None:
            text = (ROOT / f"data/samples/{article['id']}.md").read_text()
            found = quantities(text)
            spans = {(q.span.start, q.span.end) for q in found}
            spans |= {(q.amount.start, q.amount.end) for q in found if q.rate}
            read_once[article["id"]] = spans
        hits += (figure["start"], figure["end"]) in spans
    assert hits / len(GOLD) >= 0.97
