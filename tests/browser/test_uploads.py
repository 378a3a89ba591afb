"""Whatever is handed in: a clear message, nothing lost, nothing half-saved."""

from pathlib import Path

import pytest

from tests.browser import visits

pytestmark = pytest.mark.browser

SEED = Path(__file__).resolve().parents[1] / "seed" / "000_05256ea266f6d66f.txt"
GERMAN = (
    "Das Unternehmen hat nach eigenen Angaben im vergangenen Jahr 5,6 Millionen Dollar für das "
    "Training des Modells ausgegeben, und die Kosten sollen in den nächsten Jahren weiter steigen."
)
HOSTILE = (
    "Café Zoë 😀 𝄞 <script>window.hacked = 1</script> costs $x$ and :red[more] **bold** "
    "[a link](javascript:window.hacked=1)\n\n"
    "<img src=x onerror='window.hacked=1'> OpenAI spent $100 million to train GPT-4, it said. "
    "Meta said that Llama 3.1 405B cost $60 million to train 🇨🇳.\n"
)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        pytest.param("empty.txt", b"", "“empty.txt” is empty.", id="empty"),
        pytest.param("blank.md", b" \n\n ", "“blank.md” is empty.", id="white space"),
        pytest.param(
            "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
            "“picture.txt” is a PNG picture, not an article.", id="picture renamed .txt",
        ),
        pytest.param(
            "program.txt", bytes(range(256)) * 400, "“program.txt” is no text", id="noise .txt"
        ),
        pytest.param(
            "long.txt", b"It cost $5 million to train the model. " * 520_000,
            "“long.txt” is 20.3 MB; we read text of up to 5 MB.", id="20 MB of text",
        ),
        pytest.param(
            "deutsch.txt", GERMAN.encode(), "“deutsch.txt” looks to be in German.",
            id="another language",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_reason_and_nothing_changes(
    visitor, server, name, data, said
):
    before = visits.counts(server)
    visitor.open("/articles")
    visits.drop(visitor, (name, data))
    row = visits.rows(visitor)[0]

    assert "✕ Not read" in row
    assert said in row
    assert visitor.page.get_by_role("button", name="Save ").count() == 0
    assert visits.counts(server) == before


def test_several_files_of_which_some_are_bad_lose_nothing(visitor, server):
    before = visits.counts(server)
    visitor.open("/articles")
    revenue = b"OpenAI had revenue of $3.7 billion in 2024."
    capex = b"Microsoft had capital expenditures of $55.7 billion in fiscal 2024."
    visits.drop(
        visitor, ("good.txt", revenue), ("bad.txt", b""), ("twin.txt", revenue), ("other.md", capex)
    )
    good, bad, twin, other = visits.rows(visitor)
    assert "◇ Read, not saved yet" in good
    assert "✕ Not read" in bad
    assert "The same text as “good.txt”" in twin
    assert "◇ Read, not saved yet" in other
    assert visits.counts(server) == before
    visits.save(visitor)
    after = visits.counts(server)

    assert after["articles"] - before["articles"] == 2
    saved = visits.rows(visitor)
    assert ["✓ Saved" in row for row in saved] == [True, False, False, True]
    assert "“bad.txt” is empty." in saved[1]


def test_the_same_article_twice_is_here_already_and_stays_once(visitor, server):
    visitor.open("/articles")
    visits.drop(visitor, str(SEED))
    visits.save(visitor)
    once = visits.counts(server)
    visitor.open("/articles")
    visits.drop(visitor, ("another-name.txt", SEED.read_bytes()))
    row = visits.rows(visitor)[0]

    assert "= Already here" in row
    assert "with 5 figures. Nothing was added." in row
    assert visitor.page.get_by_role("button", name="Save ").count() == 0
    assert visits.counts(server) == once


def test_hostile_article_is_shown_to_the_letter_and_runs_nothing(visitor, server):
    page = visitor.open("/articles")
    visits.drop(visitor, ("hostile.md", HOSTILE.encode()))
    assert [mark.strip() for mark in page.locator(".nf-text mark").all_inner_texts()] == [
        "$100 million", "$60 million",
    ]  # fmt: skip
    page.evaluate("document.querySelectorAll('.nf-badge').forEach(badge => badge.remove())")
    shown = page.locator(".nf-text").evaluate("text => text.textContent")
    assert shown == HOSTILE
    visits.save(visitor)
    rows = visits.own_figures(server, "article")
    mine = [row for row in rows if row["quote"] in ("$100 million", "$60 million")]

    for row in mine:
        start = row["start_offset"]
        assert HOSTILE[start : start + len(row["quote"])] == row["quote"]
    assert [row["subject"] for row in mine] == ["GPT-4", "Llama 3.1 405B"]
    visitor.open(f"/articles?art={mine[0]['article_id']}&fig={mine[0]['claim_id']}")
    page.locator("mark.nf-focus").wait_for()
    assert page.locator(".nf-text script, .nf-text img, .nf-text b").count() == 0
    assert page.evaluate("window.hacked === undefined")
    visitor.open(f"/training_cost?fig={mine[0]['claim_id']}")
    panel = page.get_by_role("dialog")
    panel.locator("mark").first.wait_for()

    assert panel.locator("mark").first.inner_text() == "$100 million"
    assert panel.locator(".nf-passage img, .nf-passage script").count() == 0
    assert page.evaluate("window.hacked === undefined")


def test_an_article_of_many_thousand_words_is_read_and_shown_in_part(visitor):
    filler = "The committee met again and said nothing that anybody would remember later. \n\n"
    text = filler * 1500 + "OpenAI had revenue of $3.7 billion in 2023.\n\n" + filler * 1500
    page = visitor.open("/articles")
    visits.drop(visitor, ("long.txt", text.encode()))

    assert page.locator(".nf-text mark").all_inner_texts() == ["$3.7 billion"]
    assert page.get_by_text("characters not shown").count() == 2


def test_pasted_text_is_read_like_a_file(visitor, server):
    before = visits.counts(server)
    page = visitor.open("/articles")
    page.get_by_role("tab", name="Paste text").click()
    words = page.get_by_role("textbox", name="The article's words")
    words.fill("Anthropic raised $3.5 billion at a valuation of $61.5 billion.")
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("What was found:").wait_for()
    visitor.settle()
    visits.save(visitor)

    assert visits.counts(server)["articles"] - before["articles"] == 1


def test_samples_leave_by_one_confirmed_click_and_the_readers_own_stay(visitor, server):
    before = visits.counts(server)
    page = visitor.open("/articles")
    page.get_by_role("button", name="Remove the 30 sample articles").click()
    assert visits.counts(server) == before
    page.get_by_role("button", name="Remove all samples for good").click()
    page.get_by_text("30 sample articles removed for good").wait_for()
    visitor.settle()
    after = visits.counts(server)

    assert after["samples"] == 0
    assert after["articles"] == before["articles"] - 30
    visitor.open("/articles")
    assert visits.counts(server) == after
