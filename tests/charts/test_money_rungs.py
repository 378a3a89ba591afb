"""How far an amount is from cash, and who pays whom, as its own words say."""

import pytest

from newsfigures.charts.marks import records
from newsfigures.charts.money import ends, rungs
from newsfigures.charts.money.rungs import RUNGS, window
from tests.claims import claims

BUILDING = {"metric": "infrastructure_investment", "status": "announced"}


def article(sentence, quote, **given):
    row = {"sentence": sentence, "quote": quote, "subject": "Acme", "company": "Acme"}
    return records(claims({**BUILDING, **row, **given}))[0]


def reference(subject, note="", **given):
    row = {"origin": "reference", "subject": subject, "sentence": note, "company": None}
    return records(claims({**BUILDING, **row, **given}))[0]


@pytest.mark.parametrize(
    ("sentence", "quote", "status", "rung"),
    [
        ("Acme has already spent $4bn on its halls.", "$4bn", "reported", "spent"),
        ("Acme borrowed $2.6 billion to buy chips.", "$2.6 billion", "announced", "financed"),
        ("It has ordered $300 billion of computing.", "$300 billion", "announced", "committed"),
        ("SoftBank's pledge of $18bn (¥2.7tn) in equity.", "$18bn", "announced", "committed"),
        ("SoftBank's pledge of $18bn (¥2.7tn) in equity.", "¥2.7tn", "announced", "committed"),
        ("It plans to spend $7.3 billion in Wisconsin.", "$7.3 billion", "announced", "announced"),
        ("Under a letter of intent it would put in $100bn.", "$100bn", "announced", "talks"),
        ("It is in talks over a deal worth $20bn.", "$20bn", "announced", "talks"),
        ("The world needs $5.2tn by 2030.", "$5.2tn", "projected", "forecast"),
        ("It has spent some $1.6bn, SemiAnalysis estimates.", "$1.6bn", "estimated", "spent"),
        ("It stated $5bn.", "$5bn", "announced", "announced"),
    ],
)
def test_the_word_beside_an_amount_says_how_firm_it_is(sentence, quote, status, rung):
    found = rungs.read(article(sentence, quote, status=status))

    assert found.rung == rung
    assert found.rung in RUNGS


def test_a_word_beyond_another_amount_says_nothing_of_this_one():
    text = "A letter of intent for $100bn, and a contract to buy $300bn of computing."

    assert rungs.read(article(text, "$100bn")).rung == "talks"
    assert rungs.read(article(text, "$300bn")).rung == "committed"


def test_what_is_done_is_told_before_an_amount():
    text = "The announcement of a $500 billion venture has added another layer."

    assert rungs.read(article(text, "$500 billion")).rung == "announced"


def test_a_plan_is_not_spent_money_whatever_is_said_beside_it():
    text = "Acme, which bought a site, and so far $9bn is planned."

    assert rungs.read(article(text, "$9bn", status="announced")).rung == "announced"


def test_the_reading_keeps_its_word_or_says_that_there_is_none():
    assert rungs.read(article("It agreed to pay $4bn.", "$4bn")).why == "it says “to pay”"
    assert "status: announced" in rungs.read(article("There: $4bn.", "$4bn")).why


@pytest.mark.parametrize(
    ("subject", "note", "status", "rung"),
    [
        ("Stargate", "Intention over four years; not funds in hand.", "announced", "announced"),
        ("Stargate equity pledge", "Per partner.", "reported", "committed"),
        ("Oracle cloud contract", "Five years from 2027.", "reported", "committed"),
        ("Colossus 1 (capital cost to date)", "A model.", "estimated", "spent"),
        ("campus", "3 GW plan; company had not confirmed.", "reported", "talks"),
        ("chips for the site", "Chip purchase.", "reported", "committed"),
        ("data-centre capital need", "All data centres.", "projected", "forecast"),
    ],
)
def test_reference_data_say_it_in_their_name_or_note(subject, note, status, rung):
    assert rungs.read(reference(subject, note, status=status)).rung == rung


def test_a_year_that_is_not_over_is_not_spent():
    row = {"metric": "capex", "status": "reported", "period": "2026", "published": "2025-10-31"}

    assert rungs.read(article("It is $94bn.", "$94bn", **row)).rung == "announced"
    assert rungs.read(article("It is $94bn.", "$94bn", **{**row, "period": "2025"})).rung == "spent"


def test_raised_guidance_is_no_finance():
    row = {"metric": "capex", "status": "announced"}

    assert rungs.read(article("It raised its plan to $94bn.", "$94bn", **row)).rung == "announced"


def test_a_contract_for_computing_is_bound_unless_it_is_talked_of():
    row = {"metric": "compute_contract"}

    assert rungs.read(article("It will supply $3bn.", "$3bn", **row)).rung == "committed"
    assert rungs.read(article("In talks over $3bn.", "$3bn", **row)).rung == "talks"


def test_the_window_ends_at_the_next_amount_and_clause():
    text = "It took $1bn, then $2bn in cash and $3bn; it will go on."
    start = text.index("$2bn")

    assert window(text, start, start + 4) == ("bn, then ", " in cash and ")


CONTRACT = {"metric": "compute_contract", "subject": "OpenAI", "company": "OpenAI"}
ROUND = {"metric": "funding_raised", "subject": "Anthropic", "company": "Anthropic"}


@pytest.mark.parametrize(
    ("sentence", "quote", "given", "payers", "receivers"),
    [
        (
            "It bought $300bn of computing power from Oracle over five years.",
            "$300bn", CONTRACT, ("OpenAI",), ("Oracle",),
        ),
        (
            "It committed to buying $30bn of capacity from Microsoft's Azure.",
            "$30bn", CONTRACT, ("OpenAI",), ("Microsoft",),
        ),
        (
            "OpenAI signed an order with CoreWeave worth up to $6.5 billion.",
            "$6.5 billion", CONTRACT, ("OpenAI",), ("CoreWeave",),
        ),
        (
            "The contract is worth $10 billion, according to The Wall Street Journal.",
            "$10 billion", CONTRACT, ("OpenAI",), (),
        ),
        (
            "Oracle and CoreWeave compete for the $9 billion order.",
            "$9 billion", CONTRACT, ("OpenAI",), (),
        ),
        ("Google pledged $2 billion.", "$2 billion", ROUND, ("Google",), ("Anthropic",)),
        (
            "Nvidia agreed to invest $10bn in Anthropic, and Microsoft up to $5bn.",
            "$5bn", ROUND, ("Microsoft",), ("Anthropic",),
        ),
        (
            "$50bn is due from Amazon and the rest from others.",
            "$50bn", ROUND, ("Amazon",), ("Anthropic",),
        ),
        (
            "The Windows company and Nvidia will put $15bn into the start-up.",
            "$15bn", ROUND, (), ("Anthropic",),
        ),
        ("SoftBank led a $40bn round.", "$40bn", ROUND, (), ("Anthropic",)),
        (
            "Amazon, Nvidia and SoftBank contribute $5bn, $3bn and $3bn respectively.",
            "$5bn", ROUND, (), ("Anthropic",),
        ),
    ],
)  # fmt: skip
def test_ends_are_read_from_fixed_forms_of_words_or_not_at_all(
    sentence, quote, given, payers, receivers
):
    found = ends.read(article(sentence, quote, **given))

    assert (found.payers, found.receivers) == (payers, receivers)
    assert found.known == (bool(payers) and bool(receivers))


def test_the_owner_of_a_pledge_pays_a_project_and_partners_pay_it_jointly():
    stargate = {"subject": "Stargate", "company": None}
    one = article("The FT put SoftBank's equity pledge at $18bn.", "$18bn", **stargate)
    all_of_them = article(
        "Stargate, a joint venture of OpenAI, SoftBank and Oracle, is to cost $500bn.",
        "$500bn", **stargate,
    )  # fmt: skip

    assert ends.read(one).payers == ("SoftBank",)
    assert ends.read(one).project == "Stargate"
    assert ends.read(all_of_them).payers == ("OpenAI", "SoftBank", "Oracle")


@pytest.mark.parametrize(
    ("subject", "company", "about", "payers", "project", "receivers"),
    [
        ("Oracle cloud contract", "OpenAI", "OpenAI", ("OpenAI",), "", ("Oracle",)),
        ("Nvidia chips for Abilene", "Oracle", "Stargate", ("Oracle",), "Stargate", ("NVIDIA",)),
        (
            "Hyperion joint venture with Blue Owl", "Meta", "Hyperion",
            ("Meta", "Blue Owl Capital"), "Hyperion", (),
        ),
        ("investment in OpenAI tied to 10 GW", "NVIDIA", "NVIDIA", ("NVIDIA",), "", ("OpenAI",)),
        ("US investment", "Apple", "Apple", ("Apple",), "", ()),
    ],
)  # fmt: skip
def test_reference_data_name_ends_in_subject_and_company(
    subject, company, about, payers, project, receivers
):
    found = ends.read(reference(subject, company=company))

    assert found.about == about
    assert (found.payers, found.project, found.receivers) == (payers, project, receivers)
