"""
Time a store in a lake beside one in a file: the same articles, decisions and questions.

    python benchmarks/lake.py "ducklake:postgres:host=127.0.0.1 dbname=empty user=me data=/srv/lake"

The database is to be empty. Each line is the median of its kind on the clock, for the file, then
the lake: PostgreSQL works in processes of its own, so processor time of this one would not say all.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import pages  # noqa: E402
from newsfigures import (  # noqa: E402
    intake,
    places,
    queries,
    review,
)
from newsfigures.places import Place  # noqa: E402
from newsfigures.store import Store  # noqa: E402

DECISIONS = 20


def clock(work: Callable[[], object]) -> float:
    """Return seconds on the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def articles(store: Store, found: list[intake.Preview]) -> Iterator[float]:
    """Yield what it takes to put each article in, which was read before."""
    for each in found:
        yield clock(lambda one=each: _put_in(store, one))


def _put_in(store: Store, one: intake.Preview) -> None:
    reading, copy = one.reading, (None, one.sketch)
    store.add(one.article, one.extraction, reading.to_dict(), words=reading.words, copy=copy)


def decisions(store: Store) -> Iterator[float]:
    """Yield what each of some decisions takes."""
    queue = queries.run(store, "review_queue", articles=[], with_samples=True, most=DECISIONS)
    for one in queue["claim_id"]:
        yield clock(lambda figure=one: review.accept(store, figure, who="A", seen=None))


def questions(store: Store) -> Iterator[float]:
    """Yield the fastest of three times of every question that pages ask."""
    for name, values in pages.asked(store).values():
        yield pages.fastest(lambda n=name, v=values: queries.run(store, n, **v))[1]


def measure(place: Place, found: list[intake.Preview]) -> dict[str, float]:
    """Return the median seconds of each kind of work on a new store at a place."""
    opened: list[Store] = []
    lines = {"a new store, opened": clock(lambda: opened.append(Store.open(place)))}
    (store,) = opened
    try:
        lines["an article put in"] = statistics.median(articles(store, found))
        lines["a decision"] = statistics.median(decisions(store))
        asked = list(questions(store))
        lines["a question"] = statistics.median(asked)
        lines["all questions once"] = sum(asked)
    finally:
        store.close()
    lines["opened again"] = clock(lambda: Store.open(place).close())
    return lines


def told(in_file: dict[str, float], in_lake: dict[str, float]) -> str:
    """Return both as a table."""
    rows = (
        f"| {name} | {own:.3f} | {in_lake[name]:.3f} | {in_lake[name] / own:.1f} |\n"
        for name, own in in_file.items()
    )
    return "| what | file, s | lake, s | ratio |\n| --- | ---: | ---: | ---: |\n" + "".join(rows)


def main() -> None:
    """Measure both, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("address", help="of an empty lake")
    place = places.named(parser.parse_args().address)
    found = [intake.preview(each) for each in intake.read_samples()]
    with tempfile.TemporaryDirectory() as folder:
        in_file = measure(Path(folder) / "figures.duckdb", found)
    sys.stdout.write(told(in_file, measure(place, found)))


if __name__ == "__main__":
    main()
