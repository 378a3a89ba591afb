"""
What pages ask, beside pandas doing the same work on the same rows held in memory.

    python benchmarks/frames.py                     # makes a store of a million first
    python benchmarks/frames.py --store million.duckdb --markdown

Both answers are compared and must be the same. Each is asked three times; the fastest counts, as
processor seconds of all threads. What pandas takes to have the rows at all, in seconds and memory,
is told in a line of its own: the store needs neither before its first answer.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import corpus  # noqa: E402
from benchmarks.pages import fastest  # noqa: E402
from newsfigures import export, queries  # noqa: E402
from newsfigures.export.lines import Counted  # noqa: E402
from newsfigures.store import Store  # noqa: E402

ALL, BARE = queries.EVERYTHING, queries.UNFILTERED
PAGE = {**ALL, "sort": "newest", "skip": 0, "most": 100}
MONEY = ["funding_raised", "capex", "revenue", "training_cost"]
WORD = "jefferies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question of a page: what it needs of an answer, from the store and from pandas."""

    page: str
    asked: str
    ours: Callable[[Store], Any]
    theirs: Callable[[pd.DataFrame], Any]


def _newest(rows: pd.DataFrame) -> list[str]:
    """Return the ids of the first hundred, newest first."""
    by = ["published", "article_id", "start_offset", "claim_id"]
    newest = rows.sort_values(by, ascending=[False, True, True, True], na_position="last")
    return list(newest["claim_id"].head(100))


def _search(**asked: Any) -> Callable[[Store], list[str]]:
    return lambda store: list(queries.run(store, "search_claims", **PAGE | asked)["claim_id"])


def _counted(rows: pd.DataFrame, *by: str) -> dict[Any, int]:
    return {key: int(n) for key, n in rows.groupby(list(by), dropna=False).size().items()}


def _by_three(store: Store, **asked: Any) -> dict[Any, int]:
    found = queries.run(store, "search_counts", **ALL | asked)
    keys = zip(found["metric"], found["origin"], found["status"], strict=True)
    return dict(zip(keys, map(int, found["claims"]), strict=True))


def _facet(store: Store, **asked: Any) -> dict[str, int]:
    found = queries.run(store, "facets", **ALL | asked)
    found = found[found["facet"] == "metric"]
    return dict(zip(found["value"], map(int, found["claims"]), strict=True))


def _csv(store: Store) -> int:
    counted = Counted()
    for _ in export.pieces(store, "export", ALL, counted=counted):
        pass
    return counted.rows


def _csv_of(rows: pd.DataFrame) -> int:
    names = [name for name in queries.returns("export") if name in rows]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        rows[names].to_csv(nowhere, index=False)
    return len(rows)


FACETS = ("metric", "company", "subject", "origin", "status", "review_state", "publisher",
          "cost_basis", "sureness", "bar", "about_year")  # fmt: skip


def _all_facets(rows: pd.DataFrame) -> dict[str, int]:
    """Count every facet, as the page shows them all, and return the counts of the first."""
    years, months = rows["published"].dt.year, rows["published"].dt.to_period("M")
    counts = [rows[name].value_counts() for name in FACETS]
    counts += [years.value_counts(), months.value_counts()]
    return {name: int(n) for name, n in counts[0].items()}


def _words(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["sought"].str.contains(rf"(?:^|[^\w]){WORD}", regex=True)]


def _large(rows: pd.DataFrame) -> pd.DataFrame:
    most = rows["value_usd_high"].fillna(rows["value_usd"])
    return rows[most >= 1e9]


def _names(rows: pd.DataFrame) -> int:
    some = rows[rows["metric"] == "training_cost"]
    named = pd.concat([some[["claim_id", "subject"]].set_axis(["id", "name"], axis=1),
                       some[["claim_id", "company"]].set_axis(["id", "name"], axis=1)])  # fmt: skip
    return int(named.dropna().groupby("name")["id"].nunique().size)


def _months(rows: pd.DataFrame) -> int:
    own = rows[rows["origin"] == "article"]
    keys = [own["publisher"], own["published"].dt.to_period("M")]
    return int(own.groupby(keys, dropna=False).agg(n=("claim_id", "size"))["n"].sum())


PAIRS = (
    Pair(page="Charts", asked="how many claims of four metrics",
         ours=lambda s: int(
             queries.run(s, "how_many_claims", metrics=MONEY, **BARE)["claims"].sum()),
         theirs=lambda r: int(r["metric"].isin(MONEY).sum())),
    Pair(page="Training cost", asked="names that have a cost",
         ours=lambda s: len(queries.run(s, "names_in_metrics", metrics=["training_cost"],
                                        with_samples=True)),
         theirs=_names),
    Pair(page="Overview", asked="figures by publisher and month",
         ours=lambda s: int(queries.run(s, "evidence_by_month", with_samples=True,
                                        edition="another")["figures"].sum()),
         theirs=_months),
    Pair(page="Data", asked="all facets with counts", ours=_facet, theirs=_all_facets),
    Pair(page="Data", asked="counts by metric, origin, status", ours=_by_three,
         theirs=lambda r: _counted(r, "metric", "origin", "status")),
    Pair(page="Data", asked=f"counts of “{WORD}”", ours=lambda s: _by_three(s, words=[WORD]),
         theirs=lambda r: _counted(_words(r), "metric", "origin", "status")),
    Pair(page="Data", asked="counts of over $1 bn",
         ours=lambda s: _by_three(s, size_unit="USD", size_from=1e9),
         theirs=lambda r: _counted(_large(r), "metric", "origin", "status")),
    Pair(page="Data", asked="the hundred newest",
         ours=lambda s: _search()(s), theirs=lambda r: _newest(r)),
    Pair(page="Data", asked=f"the hundred newest of “{WORD}”",
         ours=lambda s: _search(words=[WORD])(s), theirs=lambda r: _newest(_words(r))),
    Pair(page="Data", asked="all as CSV", ours=_csv, theirs=_csv_of),
)  # fmt: skip


def held(store: Store) -> tuple[pd.DataFrame, float, float]:
    """Return all claims as pandas holds them, the seconds that took, and their memory in MB."""
    began = time.process_time()
    # Our own answers are small and hold plain strings (newsfigures/queries.py); pandas gets what is
    # best for very many rows, and its own choice.
    with store.cursor() as cursor, pd.option_context("mode.string_storage", "pyarrow"):
        rows = cursor.execute("SELECT * FROM claim_kept").df()
    rows["published"] = pd.to_datetime(rows["published"])
    spent = time.process_time() - began
    return rows, spent, rows.memory_usage(deep=True).sum() / 1e6


def measure(store: Store) -> list[tuple[str, ...]]:
    """Return a row for each question: page, question, seconds of both, how many times as fast."""
    rows, spent, memory = held(store)
    lines: list[tuple[str, ...]] = []
    for pair in PAIRS:
        ours, theirs = pair.ours(store), pair.theirs(rows)
        if ours != theirs:
            raise SystemExit(f"{pair.page}, {pair.asked}: {ours!r} and pandas {theirs!r}")
        a, _ = fastest(lambda pair=pair: pair.ours(store))
        b, _ = fastest(lambda pair=pair: pair.theirs(rows))
        lines.append((pair.page, pair.asked, f"{a:.3f}", f"{b:.3f}", f"{b / a:.1f}"))
    return [
        *lines,
        ("all", f"to have {len(rows):,} rows in {memory:,.0f} MB", "", f"{spent:.1f}", ""),
    ]


HEADS = ("page", "question", "newsfigures, s", "pandas, s", "times as fast")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    corpus.offer(parser)
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    with Store.open(corpus.wanted(given)) as store:
        lines = measure(store)
    if given.markdown:
        body = "".join(f"| {' | '.join(line)} |\n" for line in lines)
        sys.stdout.write(f"| {' | '.join(HEADS)} |\n| --- | --- | ---: | ---: | ---: |\n{body}")
        return
    for page, asked, *numbers in (HEADS, *lines):
        sys.stdout.write(f"{page:15}{asked:46}{''.join(f'{each:>16}' for each in numbers)}\n")


if __name__ == "__main__":
    main()
