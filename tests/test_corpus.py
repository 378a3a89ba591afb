"""Sixty files as analysts have them: the words are the article's, and its figures are found."""

import re

import pytest

from newsfigures import apart, intake
from newsfigures.looking import File
from tests import corpus
from tests.hostile import packed

AROUND = {
    "$9 billion", "$900 million", "$500", "$4 trillion", "$3 trillion", "$999 billion", "$100,000",
    "$1 a week", "$1", "2 million readers", "812 partners",
}  # fmt: skip
LEAST = 0.95  # of the files, how many are to have exactly the words of their article
_MARKS = re.compile(r"^(?:#+ |\|[-|]+\|$|---\n.*?\n---\n)|[|]", re.M | re.S)
TABLE = "Desk Editor Business Ada Writer"  # of the Word files, behind the text


@pytest.fixture(autouse=True, scope="module")
def in_this_process():
    patch = pytest.MonkeyPatch()
    patch.setattr(apart, "call", apart.here)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def looks(in_this_process):
    """The first look at each file of a ZIP of all, by name: what a mail says itself, not quotes."""
    data = packed({made.name: made.data for made in corpus.files()})
    found = {}
    for look in intake.looks(File(name="all.zip", data=data)):
        found.setdefault(look.result.name.split(" › ")[1], look)
    return found


def plain(words):
    """Words with one space between, without the marks of Markdown."""
    return " ".join(_MARKS.sub(" ", words).split())


def is_right(look, told):
    if look.found is None:
        return False
    words = plain(look.found.article.text).removesuffix(TABLE).strip()
    body = plain("\n".join(told.paragraphs))
    return words in (body, f"{plain(told.title)} {body}")


def test_the_words_are_those_of_the_article(looks):
    wrong = [made.name for made in corpus.files() if not is_right(looks[made.name], made.told)]

    assert len(looks) == len(corpus.files()) == 60
    assert 1 - len(wrong) / len(looks) >= LEAST, wrong


@pytest.mark.parametrize("name", [made.name for made in corpus.files()])
def test_all_its_figures_are_found_and_none_from_around_it(name, looks):
    told = next(made.told for made in corpus.files() if made.name == name)
    found = [(f.metric, " ".join(f.quote.split())) for f in looks[name].found.extraction.figures]

    assert not [each for each in told.figures if each not in found]
    assert not AROUND & {quote for _, quote in found}


def test_menus_and_adverts_are_told_as_left_out(looks):
    share = looks["1-newspaper.html"].found.article.left_out

    assert 0.2 < share < 0.7
    assert "words are menus, adverts and the like" in looks["1-newspaper.html"].result.notes[0]
