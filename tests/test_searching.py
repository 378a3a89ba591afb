"""Words of a search box are understood as people mean them, stretches as addresses say them."""

import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfigures import bars, queries, searching
from newsfigures.errors import InputError
from newsfigures.store import Store


@pytest.mark.parametrize(
    ("text", "words", "left_out"),
    [
        pytest.param("deepseek  H800", ["deepseek", "H800"], [], id="several"),
        pytest.param('"training cost"', ['"training cost"'], [], id="phrase"),
        pytest.param("“data  centre” x", ['"data centre"', "x"], [], id="printed marks"),
        pytest.param('-H800 -"series A"', [], ["H800", '"series A"'], id="left out"),
        pytest.param('gpt "not closed', ["gpt", '"not closed"'], [], id="not closed"),
        pytest.param("GPT-4 a-b", ["GPT-4", "a-b"], [], id="hyphens are no minus"),
        pytest.param(' - "" “ ” " ', [], [], id="nothing"),
        pytest.param("H800 H800", ["H800"], [], id="twice"),
    ],
)
def test_words_are_parted(text, words, left_out):
    assert searching.read(text).values == {"words": words, "not_words": left_out}


def test_too_many_words_are_told():
    with pytest.raises(InputError, match="more than 8 words"):
        searching.read("a b c d e f g h i")


def test_the_page_says_how_it_understood_the_words():
    said = searching.read('chip "data centre" -rumour').said()

    assert said == (
        "Understood as: “chip” at the start of a word and exactly “data centre”, without “rumour” "
        "at the start of a word; in a name, measure, unit, sentence, title or publisher, in upper "
        "or lower case."
    )
    assert searching.read(" ").said() == ""


@pytest.mark.parametrize(
    ("text", "there", "marked"),
    [
        ("chip", "Chips, microchips; a chip-maker", ["Chip", "chip"]),
        ('"intel"', "Intel and intelligence", ["Intel"]),
        ('"data centre"', "data\n centre, data centres", ["data\n centre"]),
        ("$5", "US$5.6 or $50", ["$5", "$5"]),
        ("-chip", "chips", []),
        ("(", "f(x)", ["("]),
    ],
)
def test_what_was_found_is_marked(text, there, marked):
    assert [span.cut(there) for span in searching.read(text).spans(there)] == marked


@given(st.text(max_size=40))
def test_what_an_address_says_is_understood_the_same(text):
    try:
        sought = searching.read(text).values
    except InputError:
        return
    assert searching.read(searching.written(**sought)).values == sought


def test_as_many_words_are_looked_for_in_the_store_as_may_be_written():
    sql = (queries.QUERIES / "schema" / "fitting.sql").read_text(encoding="utf-8")

    for macro, name in (("has_nth", "words"), ("has_no_nth", "not_words")):
        found = re.findall(rf"{macro}\(sought, {name}, (\d)\)", sql)
        assert [int(n) for n in found] == list(range(1, searching.MOST + 1))


def test_the_signs_that_need_no_edge_of_a_word_are_signs(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as opened, opened.cursor() as cursor:
        found = cursor.execute(
            "SELECT n FROM range(32, 131072) AS r(n) WHERE n NOT BETWEEN 55296 AND 57343 "
            "AND is_sign(chr(CAST(n AS INTEGER)))"
        ).fetchall()
    signs = {chr(row[0]) for row in found}

    assert not [one for one in signs if unicodedata.category(one)[0] in "LN"]
    assert signs >= set(string.punctuation + " £€¥§°±×÷·…–—“”‘’«»¿¡†•™→≈≥∞✓、。「」（）％＄￥")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("value", text) for text in ("1e9:2e9:", "USD", "USD:", "USD::", "USD:x:2", "USD:nan:1")),
        *(
            ("published", text)
            for text in ("2024", "2024-13:2024-14", "2024-01", "0000-01:2024-01")
        ),
        *(("about", text) for text in ("2024", "x:y", "2024:", "-1:5")),
    ],
)
def test_a_stretch_of_another_form_is_told_with_an_example(kind, text):
    with pytest.raises(InputError, match="for example"):
        getattr(bars, kind)(text)


def test_stretches_are_written_as_they_were_read():
    given = {"value_of": "FLOP:5e24:1e25", "published_in": "2024-02:2024-02", "about_in": "5:2030"}
    read = bars.read(**given)

    assert bars.read(**dict(zip(given, bars.written(read).values(), strict=True))) == read
    assert bars.read() == {name: queries.EVERYTHING[name] for name in read}
