"""What the text names, means by a description, or points back to."""

from itertools import pairwise

import pytest

from newsfigures.extraction.document import parse
from newsfigures.extraction.names import Mention, find


def meant(text: str) -> list[tuple[str, str]]:
    return [(m.surface, m.name) for m in find(parse(text))]


def the(text: str, surface: str) -> Mention:
    found = [m for m in find(parse(text)) if m.surface == surface]
    assert found, f"{surface!r} is not among {meant(text)}"
    return found[-1]


@pytest.mark.parametrize(
    ("text", "surface", "name", "kind", "company"),
    [
        ("Cohere signed with CoreWeave.", "CoreWeave", "CoreWeave", "company", "CoreWeave"),
        (
            "Shares of Advanced Micro Devices fell.",
            "Advanced Micro Devices",
            "AMD",
            "company",
            "AMD",
        ),
        ("Nvidia's sales rose.", "Nvidia", "NVIDIA", "company", "NVIDIA"),
        ("It runs PaLM 2 at night.", "PaLM 2", "PaLM 2", "model", "Google"),
        ("They tried Llama 3.1 405B.", "Llama 3.1 405B", "Llama 3.1 405B", "model", "Meta"),
        ("It runs Gemini 1.0 Ultra.", "Gemini 1.0 Ultra", "Gemini Ultra", "model", "Google"),
        ("It runs Gemini 1.5 Ultra.", "Gemini 1.5 Ultra", "Gemini 1.5 Ultra", "model", "Google"),
        ("They tried GPT4 first.", "GPT4", "GPT-4", "model", "OpenAI"),
        ("A rack of Nvidia H200 cards.", "Nvidia H200", "H200", "chip", "NVIDIA"),
        ("Sarah Friar spoke.", "Sarah Friar", "Sarah Friar", "person", "OpenAI"),
        ("Work began at Fairwater.", "Fairwater", "Fairwater", "project", "Microsoft"),
        ("The S&P 500 slid.", "S&P 500", "S&P 500", "index", None),
    ],
)
def test_listed_names_and_aliases_are_found(text, surface, name, kind, company):
    mention = the(text, surface)
    assert (mention.name, mention.kind, mention.company) == (name, kind, company)
    assert mention.listed


@pytest.mark.parametrize(
    "text",
    [
        "Flowers bloom. Bloom and falcon, they said.",
        "Together they spent a lot.",
        "An apple a day, a scale in the kitchen and a runway outside.",
        "Writer after writer complained.",
        "He sat in the solar wind at the arm of the chair.",
        "Their son likes titan arum.",
        "The metaphor and the intelligence of it.",
    ],
)
def test_everyday_words_are_no_names(text):
    assert meant(text) == []


def test_a_joint_venture_has_no_company():
    assert the("Work on Stargate goes on.", "Stargate").company is None


@pytest.mark.parametrize(
    ("text", "surface", "name", "company"),
    [
        ("Qwen4 72B is out.", "Qwen4 72B", "Qwen4 72B", "Alibaba"),
        ("Google showed Gemini 4 Ultra.", "Gemini 4 Ultra", "Gemini 4 Ultra", "Google"),
        ("Moonshot AI was proud: K2 did well.", "K2", "Kimi K2", "Moonshot AI"),
        ("Anthropic sells Opus 4 by the token.", "Opus 4", "Claude Opus 4", "Anthropic"),
        ("Gopher 40B is small; the 180B version is not.", "180B", "Gopher 180B", "Google DeepMind"),
    ],
)
def test_variants_follow_from_families(text, surface, name, company):
    mention = the(text, surface)
    assert (mention.name, mention.company) == (name, company)


def test_a_short_form_needs_its_maker():
    assert meant("The K2 is a mountain.") == []


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Mistral AI grew. The Paris start-up has 700 staff.", "The Paris start-up", "Mistral AI"),
        ("Baidu met Cohere. The Canadian firm won.", "The Canadian firm", "Cohere"),
        ("The maker of Gemini hired.", "The maker of Gemini", "Google"),
        ("The Instagram owner paid.", "The Instagram owner", "Meta"),
        ("Google's parent paid.", "Google's parent", "Alphabet"),
        ("Microsoft paid AMD. The chipmaker rose.", "The chipmaker", "AMD"),
        ("Microsoft and Groq signed. The former paid.", "The former", "Microsoft"),
        ("Microsoft and Groq signed. The latter built.", "The latter", "Groq"),
        ("Cerebras grew. It filed papers.", "It", "Cerebras"),
        ("Sam Altman left. He came back.", "He", "Sam Altman"),
        ("Nvidia backs Cohere. The start-up is young.", "The start-up", "Cohere"),
    ],
)
def test_descriptions_and_pronouns_mean_what_was_named(text, surface, name):
    assert the(text, surface).name == name


@pytest.mark.parametrize(
    "text",
    ["The chipmaker rose.", "It rained.", "The former was better.", "The maker of clocks retired."],
)
def test_a_description_of_nothing_named_means_nothing(text):
    assert meant(text) == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A start-up called Quillon has a plan.", "Quillon", "company"),
        ("Verdanta Labs raised $40m.", "Verdanta Labs", "company"),
        ("Ostrander, a Lisbon-based AI lab, hired.", "Ostrander", "company"),
        ("Its new model, Brambling, is out.", "Brambling", "model"),
        ("Tessera-2 was trained on 900 chips.", "Tessera-2", "model"),
        ("Polvard has opened a hall. Polvard's lenders are calm.", "Polvard", "company"),
        ("Jo runs Glasker, a Delft laboratory whose model Rill won.", "Glasker", "company"),
        ("Money came from Larch Ventures.", "Larch Ventures", "investor"),
        ("Boss Priya Raman, 27, spoke.", "Priya Raman", "person"),
        ("The Coast Compute Initiative is late.", "Coast Compute Initiative", "project"),
        ("Its campus outside Hollisville is full.", "Hollisville campus", "project"),
        ("Mistral Compute, a cloud site in France, opens.", "Mistral Compute", "project"),
        ("Bonders and Quillon each secured $2bn this year.", "Bonders", "company"),
        ("Bonders and Quillon each secured $2bn this year.", "Quillon", "company"),
        ("Last week Bonders and Quillon Labs have raised $2bn.", "Bonders", "company"),
    ],
)
def test_unlisted_names_are_found_by_position(text, name, kind):
    mention = next(m for m in find(parse(text)) if m.name == name)
    assert (mention.kind, mention.listed) == (kind, False)


def test_an_unlisted_name_is_found_again_where_nothing_marks_it():
    text = "Verdanta Labs raised $40m. Later Verdanta Labs moved."
    assert meant(text).count(("Verdanta Labs", "Verdanta Labs")) == 2


@pytest.mark.parametrize(
    ("text", "name", "company"),
    [
        ("Fen-1 comes from Larkmoor, a Leeds lab.", "Fen-1", "Larkmoor"),
        ("Glasker, a Delft laboratory whose model Rill won, hired.", "Rill", "Glasker"),
        ("Norr Compute sells hours. Cass Labs trained Aube-3 there.", "Aube-3", "Cass Labs"),
        ("Cass Labs released Aube-2. Nvidia cheered. Aube-3 is next.", "Aube-3", "Cass Labs"),
        ("The app Noodly was made by Noodly Labs.", "Noodly", "Noodly Labs"),
        ("Quill, a start-up, grew. Its founder, Jo Hall, left.", "Jo Hall", "Quill"),
        ("The Coast Compute Initiative pleases Meta.", "Coast Compute Initiative", None),
    ],
)
def test_the_words_between_tie_a_name_to_its_company(text, name, company):
    mention = next(m for m in find(parse(text)) if m.name == name)
    assert mention.company == company


@pytest.mark.parametrize(
    "text",
    [
        "Pittsburgh's business leaders met.",
        "Backlog rose. Guidance fell.",
        "The Epoch Times wrote. In May the Senate sat.",
        "| Parameters | Active |\n|---|---|\n| 3 | 4 |",
    ],
)
def test_towns_and_terms_are_no_companies(text):
    assert [m for m in find(parse(text)) if not m.listed] == []


@pytest.mark.parametrize("text", ["Monday raised hopes.", "The raised floor.", "It raised $3m."])
def test_first_words_and_days_are_no_unlisted_names(text):
    assert [m for m in find(parse(text)) if not m.listed] == []


def test_mentions_come_in_order_without_overlap_and_cut_their_words():
    text = "The owner of Google met Meta. Its parent, Alphabet Inc, paid for Gemini 2.5 Pro."
    document = parse(text)
    found = find(document)
    for first, second in pairwise(found):
        assert first.span.end <= second.span.start
    assert all(m.span.cut(document.clean) == m.surface for m in found)
