"""The pieces of benchmarks/ work on a small sample; quantulum3 is not needed."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import accuracy  # noqa: E402
import extraction  # noqa: E402
import frames  # noqa: E402
import growth  # noqa: E402
import mass  # noqa: E402
import sessions  # noqa: E402

import pages  # noqa: E402
from newsfigures import queries  # noqa: E402
from newsfigures.store import Store  # noqa: E402
from tests.apps import samples_and_seed  # noqa: E402

__all__ = ["samples_and_seed"]

TEXTS = ["OpenAI raised $40 billion from SoftBank.", "Its model has 70 billion parameters."]


@pytest.mark.parametrize("reader", ["quantities", "records"])
def test_a_worker_answers_each_text_and_says_what_it_took(reader):
    found = extraction.run(sys.executable, reader, TEXTS, 1)

    assert len(found["answers"]) == len(TEXTS)
    assert len(found["answers"][0]) == 1
    assert found["seconds"] > 0
    assert found["memory"] is None or 5 < found["memory"] < 500


def test_a_reader_with_every_expected_answer_scores_full_marks_and_one_without_none():
    cases = accuracy.cases()
    perfect = accuracy.score([[*map(accuracy.ours, case["expect"])] for case in cases])
    silent = accuracy.score([[] for _ in cases])

    assert (perfect.f1, perfect.f1_value, perfect.whole, perfect.extras) == (1, 1, 1, 0)
    assert (silent.f1, silent.extras) == (0, 0)
    assert silent.whole_texts == silent.distractors


@pytest.mark.parametrize(
    ("record", "read"),
    [
        ({"value": 13.0, "uncertainty": None, "unit": "cent"}, (0.13, None, "USD")),
        ({"value": 2.0, "uncertainty": None, "unit": "dollar per hour"}, (2, None, "USD/hour")),
        ({"value": 12.5, "uncertainty": 2.5, "unit": "percentage"}, (10, 15, "percent")),
        ({"value": 40.0, "uncertainty": None, "unit": "dimensionless"}, (40, None, "")),
    ],
)
def test_units_of_quantulum3_are_named_as_ours(record, read):
    assert accuracy.theirs(record) == accuracy.Read(*read)


def test_growth_tells_the_square_from_proportion():
    def square(text):
        return sum(len(text[start:].strip("x")) for start in range(0, len(text), 4))

    assert growth.of_trap(square, "a", 60_000).power > 1.5
    assert growth.of_trap(str.split, "a ", 50_000).power < 1.5
    assert list(growth.traps(20)) == list(growth.traps(20))


def test_a_bar_holds_on_its_own_side():
    assert extraction.Bar("speed", 81, 80).holds is True
    assert extraction.Bar("memory", 81, 80, at_least=False).holds is False
    assert extraction.Bar("speed", None, 80).holds is None


def test_sentences_are_cut_from_the_articles():
    cut = extraction.sentences(["It cost $5 million. Meta paid more.\n\nThe end came."])

    assert cut == ["It cost $5 million.", "Meta paid more.", "The end came."]


@pytest.mark.parametrize("piece", ["<table>", "[^", "<!-- ", "OpenAI ; 1,", "1 $1 \n\n", "____a"])
def test_texts_that_once_took_the_square_of_the_time_take_it_no_more(piece):
    from newsfigures.extraction import engine

    assert growth.of_trap(engine.extract, piece, 6_000).power < 1.5


def test_every_question_is_timed(samples_and_seed):
    with Store.open(samples_and_seed) as store:
        lines = pages.measure(store, times=1)
        asked = {name for name, _ in pages.asked(store).values()}

    assert asked == set(queries.names())
    assert pages.told(lines, markdown=True).count("\n") == len(lines) + 2


def met(seconds, wrong=()):
    """What analysts met who waited so long for a filter."""
    told = sessions.Told(wrong=[*wrong])
    for each in seconds:
        told.take("filter changed", sessions.Ran(seconds=each, received=1))
    return told


@pytest.mark.parametrize(
    ("told", "memory", "words"),
    [
        (met([0.2] * 19 + [9.0]), [100, 200, 210], []),
        (met([0.2] * 18 + [9.0] * 2), [100, 200, 210], ["p95 9.00 s of 1.5 s"]),
        (met([0.2]), [100, 200, 300], ["memory grows"]),
        (met([0.2], ["KeyError: x"]), [100, 200, 210], ["1 errors, the first: KeyError: x"]),
        (met([]), [100, 200, 210], ["no filter was changed"]),
    ],
)
def test_limits_of_sessions_that_are_missed_are_told(told, memory, words):
    found = sessions.missed(told, memory)

    assert len(found) == len(words)
    assert all(word in line for word, line in zip(words, found, strict=True))


def test_the_table_of_sessions_tells_errors_and_the_memory_of_one():
    found = dict(sessions.table(met([0.5, 1.5], ["x"]), [100, 350, 360], 50))

    assert found["errors"] == "1"
    assert found["memory of a session, MB"] == "5.0"
    assert found["filter changed, s: median, p95, longest (2 times)"] == "1.00, 1.50, 1.50"


def test_pandas_comes_to_the_same_answers(samples_and_seed):
    with Store.open(samples_and_seed) as store:
        lines = frames.measure(store)

    assert len(lines) == len(frames.PAIRS) + 1


def test_articles_of_the_mass_are_the_same_each_time_and_none_like_another(tmp_path):
    texts = [text for text, _ in mass.texts(20)]

    assert texts == [text for text, _ in mass.texts(20)]
    assert len({text[:200] for text in texts}) == 20
    assert mass.make(tmp_path, 20) == sum(of_it for _, of_it in mass.texts(20))
    assert [file.name for file in tmp_path.iterdir()] == ["000000000.parquet"]
