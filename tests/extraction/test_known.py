"""Names that are given to an extraction count in it alone, whatever runs beside it."""

import functools
import importlib
import inspect
import pkgutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsfigures import extraction
from newsfigures.catalog import Entity, entities
from newsfigures.extraction import edition, engine, explain, gazetteer, known

TEXT = (
    "Quillon raised $300 million in March. A spokesman for Quillon said the start-up had 40 staff. "
    "Training Verrazel 2 cost Quillon $9 million."
)


def entity(name, kind="company", **given):
    plain = {"parent": None, "country": None, "aliases": (), "ambiguous": frozenset()}
    return Entity(name=name, kind=kind, **(plain | given))


QUILLON = entity("Quillon")
VERRAZEL = entity("Verrazel 2", "model", parent="Quillon")


def subjects(text, *extra):
    return {
        f.quote: (f.subject, f.subject_listed) for f in engine.extract(text, extra=extra).figures
    }


def test_a_name_that_was_unlisted_is_listed_when_it_is_given():
    before, after = subjects(TEXT), subjects(TEXT, QUILLON, VERRAZEL)

    assert before["$300 million"] == ("Quillon", False)
    assert after["$300 million"] == ("Quillon", True)
    assert after["$9 million"] == ("Verrazel 2", True)
    assert subjects(TEXT) == before


def test_the_maker_of_a_model_that_is_given_is_the_company():
    found = engine.extract(TEXT, extra=(QUILLON, VERRAZEL)).figures
    cost = next(f for f in found if f.quote == "$9 million")

    assert (cost.metric, cost.company) == ("training_cost", "Quillon")


def test_an_alias_that_is_given_stands_for_the_name_it_is_of():
    text = "Big Yellow raised $2 billion from investors."
    alias = entity("Hugging Face", aliases=("Big Yellow",))

    assert subjects(text).get("$2 billion") != ("Hugging Face", True)
    assert subjects(text, alias)["$2 billion"] == ("Hugging Face", True)
    # What was known of it stays known.
    assert subjects("Hugging Face raised $2 billion.", alias)["$2 billion"][0] == "Hugging Face"


def test_a_name_that_is_given_is_not_seen_in_other_words():
    text = "Quillonia raised $300 million in March, and Tranquillon $5 million."

    assert "Quillon" not in {name for name, _ in subjects(text, QUILLON).values()}


def test_an_explanation_knows_the_names_too():
    at = TEXT.index("$9 million")

    assert explain.at(TEXT, at, extra=(QUILLON, VERRAZEL)).figures[0].subject_listed
    assert not any(f.subject_listed for f in explain.at(TEXT, at).figures)


def test_extractions_that_know_other_names_run_side_by_side():
    wanted = {(): subjects(TEXT), (QUILLON,): subjects(TEXT, QUILLON)}
    assert len({str(found) for found in wanted.values()}) == 2
    jobs = [(), (QUILLON,)] * 30
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda extra: subjects(TEXT, *extra), jobs))

    assert found == [wanted[extra] for extra in jobs]


def test_names_are_forgotten_when_an_extraction_fails():
    with pytest.raises(RuntimeError), known.knowing([QUILLON]):
        raise RuntimeError
    assert QUILLON not in known.entities()


def test_names_together_keep_the_order_and_lose_nothing():
    listed = entities()
    more = (entity("OpenAI", aliases=("Open Artificial",)), QUILLON)
    both = known.together(listed, more)

    assert [e.name for e in both] == [*(e.name for e in listed), "Quillon"]
    openai = next(e for e in both if e.name == "OpenAI")
    assert set(openai.aliases) > {"Open Artificial"}
    assert openai.country == "United States"


def plain_caches():
    """Every function of the extraction that keeps its results whatever names are known."""
    for module in pkgutil.walk_packages(extraction.__path__, "newsfigures.extraction."):
        for name, one in vars(importlib.import_module(module.name)).items():
            if isinstance(one, functools._lru_cache_wrapper) and one.__module__ == module.name:
                yield pytest.param(one, id=f"{module.name.rsplit('.', 1)[-1]}.{name}")


@pytest.mark.parametrize("cached", plain_caches())
def test_nothing_that_depends_on_names_is_kept_for_other_names(cached, monkeypatch):
    """A function without arguments is run where asking for names fails; others must not ask."""
    own = cached.__wrapped__
    if inspect.signature(own).parameters:
        names = set(own.__code__.co_names)
        assert not names & {"entities", "by_name", "company_of", "spellings", "hits", "families"}
        return

    def refuse():
        raise AssertionError("asked for names")

    monkeypatch.setattr(known, "_names", type("Names", (), {"get": staticmethod(refuse)}))
    own()


def test_the_edition_is_another_when_the_names_are():
    alias = entity("OpenAI", aliases=("Open Artificial",))

    assert edition.now() == edition.now(())
    assert len({edition.now(), edition.now([QUILLON]), edition.now([alias])}) == 3


@pytest.mark.parametrize("file", ["rules.py", "lexicon/words.toml"])
def test_the_edition_is_another_when_a_rule_or_a_lexicon_is(tmp_path, monkeypatch, file):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / file).write_text("one = 1\n")
    monkeypatch.setattr(edition, "_RULES", tmp_path)
    found = []
    for written in ("one = 1\n", "one = 1\r\n", "one = 2\n"):
        (tmp_path / file).write_bytes(written.encode())
        edition._digest.cache_clear()
        found.append(edition.now())
    edition._digest.cache_clear()

    assert found[0] == found[1] != found[2]


def test_the_automaton_is_built_once_for_the_same_names():
    with known.knowing([QUILLON]):
        first = gazetteer._automaton()
    with known.knowing([entity("Quillon")]):
        assert gazetteer._automaton() is first
    assert gazetteer._automaton() is not first
