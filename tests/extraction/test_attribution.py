"""Who is credited with a figure."""

import re

import pytest

from newsfigures.extraction import attribution, masks, speakers, voices
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.names import find
from tests.extraction import marked

ENTRIES = [
    entry
    for group, entries in lexicon("attribution").items()
    if group not in ("ordinary", "polls")
    for entry in entries
]


def read(text, metric="revenue", company="Quillon Labs"):
    place = marked.read(text)
    mentions = find(place.document)
    link = marked.about(company)
    return attribution.read(
        place.document, mentions, place.sentence, place.at, link, metric
    ), place.name


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e["example"][:60])
def test_an_entry_credits_in_its_example_and_nobody_in_its_counter_example(entry):
    found, name = read(entry["example"])
    assert found == name
    assert read(entry["counter"])[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "According to <Gartner>, sales came to [$3bn].",
        "Sales came to [$3bn], according to analysts at <Jefferies>.",
        "Sales came to [$3bn], <Sam Altman> told CNBC.",
        "Sales came to [$3bn], <Sam Altman> said on Monday.",
        '"We made [$3bn]," said <Sam Altman>.',
        '"We had a good year. We made [$3bn]. Next year is better," <Sam Altman> said.',
        "<Sam Altman> said: \"We had a good year. We made [$3bn]. It was hard.\"",
        "Sales came to [$3bn], said <Jane Roe>, an analyst at Jefferies.",
        "<Jane Roe>, an analyst at Jefferies, said sales came to [$3bn].",
        "Jefferies analyst <Jane Roe> put sales at [$3bn].",
        "OpenAI's chief executive, <Sam Altman>, said sales came to [$3bn].",
        "OpenAI boss <Sam Altman> said sales came to [$3bn].",
        "Sales came to [$3bn], <Bloomberg> reported, citing people familiar with the matter.",
        "<The Information> reported that OpenAI had sales of [$3bn].",
        "By <Epoch AI>'s estimate, sales came to [$3bn].",
        "A report by <Goldman Sachs> puts sales at [$3bn].",
        "A <Goldman Sachs> report puts sales at [$3bn].",
        "<Jefferies> analysts expect sales of [$3bn].",
        "Analysts at <Jefferies> expect sales of [$3bn].",
        "<Microsoft> announced sales of [$3bn].",
        "In a filing on Friday, <Microsoft> said sales came to [$3bn].",
        "<Microsoft>, which had guided to more, reported sales of [$3bn].",
        "Sales were put at [$3bn] by <Epoch AI>.",
        "Sales came to [$3bn], as <Reuters> reported.",
        "<Donald Trump>'s announcement of a [$3bn] venture surprised many.",
        "Sales came to [$3bn], according to the <Northwind Institute>.",
        "<Northwind Research> estimates that sales came to [$3bn].",
        "<Gartner> sees sales of $2bn in 2026 and [$3bn] in 2027.",
        "Gartner has $4bn; <IDC>, [$3bn].",
        "Gartner forecasts $4bn, while <IDC> expects [$3bn].",
        "Microsoft spent $2bn, Gartner said; <IDC> put sales at [$3bn].",
        "<OpenAI> said it made [$3bn], and that it would spend it.",
        "Oracle and OpenAI met. OpenAI, <Oracle> said, paid [$3bn].",
        "<IDC> thinks so too. That is [$3bn] of sales.",
        "Sales: [$3bn] (<Gartner>).",
        "<Gartner>: sales of [$3bn].",
        "OpenAI expects sales of [$3bn], <Reuters> reported, citing a memo.",
        "<Reuters> reported that OpenAI expects sales of [$3bn].",
        "OpenAI hopes for [$3bn], according to <The Information>.",
        '"We made [$3bn]," <Sam Altman> told developers in Berlin.',
        "Sales came to [$3bn], its finance chief, <Ada Roe>, told a conference.",
        "Sales came to [$3bn], Microsoft's <Amy Hood> said on the call.",
        "<Ada Roe> of Dorne Technology reckons that OpenAI made [$3bn].",
        "Asked about it, <Sam Altman> replied that sales were [$3bn].",
        "In <Sam Altman>'s telling, sales were [$3bn].",
        "The <Mistral AI> team behind the app claims sales of [$3bn].",
        "Analysts at Jefferies led by <Brent Thill> see sales of [$3bn].",
        "<Gartner> spoke on Monday. Sales will be [$3bn], the research firm said.",
        "<Reuters> has seen a memo. According to the publication, OpenAI made [$3bn].",
        "<Gil Luria> is no fan. The analyst expects sales of [$3bn].",
        "The <French government> said OpenAI would spend [$3bn].",
        '"It went well," said <Sam Altman>, the boss. "We made [$3bn]."',
        '"It went well," <Sam Altman> said.\n\n"We made [$3bn] in May."',
        "The company says that sales came to [$3bn]. <OpenAI> is private.",
        "Sales came to [$3bn], according to a filing. <OpenAI> is listed.",
        "Regulatory filings show sales of [$3bn] at <OpenAI>.",
        "By its own forecasts <OpenAI> will make [$3bn].",
        "<OpenAI> posted sales of $2bn and guided to [$3bn].",
        "Management said sales would be [$3bn]. <OpenAI> is listed.",
        "OpenAI has raised its projection of losses to [$3bn], as reported by <Reuters>.",
        "<The Information> has figures. OpenAI made [$3bn], the report said.",
        "Shares fell on guidance of [$3bn] in sales. <OpenAI> is listed.",
        "Shares fell after its [$3bn] revenue guidance. <OpenAI> is listed.",
        "However, <SemiAnalysis> disputes this, saying that OpenAI made [$3bn].",
        "A report by <SemiAnalysis> says little. The report says sales are [$3bn].",
        "<SemiAnalysis> looked at OpenAI. The firm thinks it made [$3bn].",
        "<Sequoia Capital> has done its sums. The investor estimates sales of [$3bn].",
        "<OpenAI> gives its sales as [$3bn].",
        "<Statista> has a forecast. An older edition had sales of [$3bn].",
        "An hour costs [$3bn], per <Dornarch> analysis published in May.",
        "<The Information> has news. OpenAI will make [$3bn], according to the report.",
        '"We forecast [$3bn] for OpenAI," analysts at <UBS> wrote on Monday.',
        "<OpenAI>'s claimed sales of [$3bn] are in doubt.",
        "The app took [$3bn] and 9 million users, per the boss, <Ada Roe>.",
        "OpenAI expects [$3bn], principal financial officer <Ada Roe> told analysts.",
        "It brings in [$3bn] of that, <OpenAI> says.",
        "<OpenAI>, whose sales fell last year, has told investors that it made [$3bn].",
        "<OpenAI> said in May that it made [$3bn], while Sam Altman said in July that it grew.",
        "It came to [RMB3bn], says <Gartner>, which expects RMB9bn by 2030.",
        "<OpenAI> advertises it at [$3bn].",
        "Dorne has left. OpenAI made [$3bn] in May, the prospectus says. <OpenAI> is listed.",
        "Anthropic grew. The maker of ChatGPT, <OpenAI>, said sales were [$3bn].",
        "<Dorne Ministry of Trade> met. The ministry said it had [$3bn].",
        "OpenAI forecast $4bn, surpassing <LSEG>'s consensus estimate of [$3bn].",
        "OpenAI beat the [$3bn] expected by analysts polled by <StreetAccount>.",
        "Andhra Pradesh IT Minister <Ada Roe> said OpenAI would spend [$3bn].",
        "<OpenAI>, which counts banks, shops and shipping groups in several countries among its"
        " customers, had a good year and expects sales of [$3bn].",
    ],
)  # fmt: skip
def test_shapes_of_crediting(text):
    found, name = read(text, company="OpenAI")
    assert found == name


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI raised [$3bn].",
        "OpenAI plans to spend [$3bn].",
        "OpenAI committed [$3bn] to the site.",
        "Microsoft invested [$3bn] in OpenAI.",
        "People familiar with OpenAI's books put sales at [$3bn].",
        "Analysts expect sales of [$3bn].",
        "Some say OpenAI made [$3bn].",
        "OpenAI, which has sales of [$3bn], said it would hire.",
        "After sales of [$3bn], OpenAI said it would hire.",
        "OpenAI is expected to make [$3bn].",
        "OpenAI is said to have made [$3bn].",
        "OpenAI declined to confirm sales of [$3bn].",
        "OpenAI has not disclosed the [$3bn].",
        "Gartner moved house. OpenAI made [$3bn].",
        "OpenAI said it would hire. Microsoft made [$3bn].",
        "OpenAI charges [$3bn] a year.",
        "OpenAI reported $2bn, below analysts' estimates of [$3bn].",
        "OpenAI said sales beat the [$3bn] analysts had expected.",
        "OpenAI's revenue is forecast to reach [$3bn].",
        "Outside estimates put OpenAI's user count at [3m].",
        "If OpenAI hits its target of [$3bn], it will be first.",
        "OpenAI Loses $1.69 On Sales Of [$3bn] Per Dollar",
        "The bank that OpenAI uses holds [$3bn].",
        "OpenAI added a second site and made [$3bn].",
        "Runs of OpenAI cost [$3bn] per GPU-hour.",
        "OpenAI forecast $2bn, while analysts expect [$3bn].",
        "OpenAI reported $2bn, against the [$3bn] expected by analysts.",
        "OpenAI forecast $4bn, above the [$3bn] analysts were expecting.",
        "Microsoft reported sales of $2bn, while OpenAI earned [$3bn].",
        "OpenAI took guidance from [$3bn] of sales.",
        "OpenAI gave its staff [$3bn].",
        "Nvidia gave [$3bn] to OpenAI, a deal that in full, prices it at $9bn.",
        "OpenAI forecast $2bn, whereas consensus was [$3bn].",
        "OpenAI said it was growing, with analysts now projecting sales of [$3bn].",
        "OpenAI continued to grow and made [$3bn].",
        "According to a filing, OpenAI moved house; sales were [$3bn].",
        "The US government gave OpenAI [$3bn].",
        "OpenAI priced its offering at the top of the range to collect [$3bn].",
        "OpenAI showed off an app with sales of [$3bn].",
        "OpenAI committed [$3bn] to data centers in Texas built by Fluidstack.",
        "OpenAI paid [$3bn], and it hurts: Sales will double, Sam Altman said.",
        "OpenAI's outlook is less rosy now that its rival has [$3bn].",
    ],
)
def test_doing_intending_and_the_unnamed_credit_nobody(text):
    assert read(text, company="OpenAI")[0] is None


def test_a_person_wins_over_the_firm():
    text = "IDC expects [$3bn], said Ritu Jyoti, its analyst."
    assert read(text)[0] == "Ritu Jyoti"


def test_two_sources_are_joined():
    text = "Sales came to [$3bn], according to Reuters and Bloomberg."
    assert read(text)[0] == "Reuters; Bloomberg"


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI earned [$3bn], said <Ada Roe>, an analyst at D.A. Davidson. He likes it.",
        "OpenAI earned [$3bn], according to <J.P. Morgan>. It likes the shares.",
        "Dorne Inc. Chief Executive <Ada Roe> said sales came to [$3bn].",
    ],
)
def test_initials_and_legal_forms_do_not_end_a_sentence(text):
    found, name = read(text)
    assert found == {"J.P. Morgan": "JPMorgan"}.get(name, name)


def test_firms_that_speak_together_stay_together():
    assert read("OpenAI and Oracle said they would pay [$3bn].")[0] == "OpenAI and Oracle"


TABLE = (
    "| Company | Sales ($bn){head} | Source |\n|---|---|---|\n| OpenAI | [90]{note} | {source} |\n"
)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"source": "Epoch AI"}, "Epoch AI"),
        ({"source": "Northwind Research"}, "Northwind Research"),
        ({"head": " (Gartner)"}, "Gartner"),
        ({"note": " [^1]", "after": "\n[^1]: Estimate by Jefferies.\n"}, "Jefferies"),
        ({"before": "Source: IDC\n\n"}, "IDC"),
        ({"after": "\nSource: IDC\n"}, "IDC"),
        ({"before": "## Forecasts by Gartner\n\n"}, "Gartner"),
        ({}, None),
        ({"before": "## A new data Center Expansion at Dorne\n\n"}, None),
        ({"head": " | Open source?", "note": " | Partial", "source": "", "row": ""}, None),
    ],
)
def test_a_table_names_the_source_of_its_cells(parts, name):
    rows = TABLE.format(
        head=parts.get("head", ""), note=parts.get("note", ""), source=parts.get("source", "")
    )
    assert read(parts.get("before", "") + rows + parts.get("after", ""))[0] == name


def test_masks_keep_every_offset():
    place = marked.read("Sales came to [$3bn], Sam Altman told CNBC, says Dorne Research.")
    assert place.sentence is not None
    text = place.sentence.span.cut(place.document.clean)
    found = voices.names(place.document, find(place.document), place.sentence.span)
    masked = masks.mask(text, found)
    assert len(masked) == len(text)
    assert [text[n.start : n.end] for n in found] == ["Sam Altman", "CNBC", "Dorne Research"]
    kept = re.sub(masks.ANY, "", masked)
    assert kept == re.sub("Sam Altman|CNBC|Dorne Research", "", text)


def test_a_relative_clause_limits_what_is_said():
    text = "Meta, which had spoken of $60bn in May, spent more."
    document = marked.read(f"{text} [1]").document
    span = document.sentences[0].span
    found = voices.names(document, find(document), span)
    said = speakers.sources(masks.mask(text, found), found)
    assert [s.name for s in said] == ["Meta"]
    assert said[0].inside is not None
    assert text[slice(*said[0].inside)] == " $60bn in May"


def test_a_paper_of_a_university_is_the_source_and_not_its_owner():
    assert read("It came to [$3bn], according to Stanford's AI Index.")[0] == "Stanford HAI"


def test_the_fall_of_a_share_is_no_word_of_its_firm():
    text = "OpenAI said it would hire, but its shares fell [3%]."
    assert read(text, "share_price_change", "OpenAI")[0] is None
    text = "OpenAI's shares fell [3%], according to Bloomberg."
    assert read(text, "share_price_change", "OpenAI")[0] == "Bloomberg"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# OpenAI to spend [$3bn] in 2025", "OpenAI"),
        ("# OpenAI spent [$3bn] in 2025", None),
        ("Capital spending is now expected at [$3bn].", "OpenAI"),
        ("Capital spending was never expected at [$3bn].", None),
        ("Three months ago the forecast was [$3bn].", "OpenAI"),
        ("OpenAI plans capital spending of [$3bn].", "OpenAI"),
        ("OpenAI planned capital spending of [$3bn].", None),
        ("Oracle plans a bond, and OpenAI's capital spending was [$3bn].", None),
        ("The consensus forecast was [$3bn].", None),
    ],
)
def test_a_budget_is_the_word_of_its_firm(text, name):
    assert read(text, "capex", "OpenAI")[0] == name
