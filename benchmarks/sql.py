"""
Measure queries in the sandbox against the same SQL asked of the store itself, in the same run.

    python benchmarks/sql.py                 a store of a million figures, made beside if missing
    python benchmarks/sql.py --figures 100000

The first query makes the copy of the figures, the one after a write renews it, the later ones find
it there. `cost` is what a query takes beyond the store's own answer: the start of a process and
the way back.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import corpus  # noqa: E402
from newsfigures.export import meanings  # noqa: E402
from newsfigures.sandbox import asking  # noqa: E402
from newsfigures.store import Store  # noqa: E402

QUERIES = {
    "grouped": "SELECT metric, count(*), median(value_usd) FROM figures GROUP BY ALL ORDER BY 2",
    "found by words": "SELECT count(*) FROM figures WHERE contains(sentence, 'DeepSeek')",
    "newest of each": "SELECT claim_id FROM figures QUALIFY row_number() OVER "
    "(PARTITION BY company, metric ORDER BY published DESC) = 1",
    "all sorted": "SELECT * FROM figures ORDER BY value DESC",
}
FILE = "SELECT metric, subject, value_usd, published FROM figures"


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the seconds of the fastest of some runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def told(name: str, here: float, peer: float | None = None) -> None:
    """Print a line."""
    more = "" if peer is None else f"   store itself {peer:8.3f} s   cost {here - peer:+7.3f} s"
    sys.stdout.write(f"{name:32} {here:8.3f} s{more}\n")


def measure(store: Store) -> None:
    """Measure one store and print."""
    columns = ", ".join(meanings.columns())
    with store.cursor() as cursor:

        def direct(sql: str) -> object:
            asked = f"WITH figures AS (SELECT {columns} FROM claim) {sql}"
            return cursor.execute(asked).fetchmany(1_000)

        first = next(iter(QUERIES.values()))
        told("first, with the copy", seconds(lambda: asking.ask(store, first), 1))
        store.meta_set("benchmark", "sql")
        told("after a write, the copy renewed", seconds(lambda: asking.ask(store, first), 1))
        for name, sql in QUERIES.items():
            here = seconds(lambda sql=sql: asking.ask(store, sql))
            told(name, here, seconds(lambda sql=sql: direct(sql)))
    begun = time.perf_counter()
    size = sum(map(len, asking.pieces(store, FILE)))
    taken = time.perf_counter() - begun
    sys.stdout.write(f"{'a file of all, 4 columns':32} {taken:8.3f} s   {size / 1e6:,.0f} MB\n")


def main() -> None:
    """Make the store if there is none, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    corpus.offer(parser)
    given = parser.parse_args()
    path = corpus.wanted(given)
    with Store.open(path) as store:
        measure(store)


if __name__ == "__main__":
    main()
