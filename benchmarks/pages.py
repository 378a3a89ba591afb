"""
Time every question that pages ask, over a store of a million figures, beside a limit of that run.

    python benchmarks/pages.py                    # makes the store first, a minute or more
    python benchmarks/pages.py --store million.duckdb --markdown

The limit is what DuckDB itself takes to count the claims by metric, one pass over one column. Each
question is asked three times with what a page usually asks; the fastest counts, as processor
seconds of all threads, since the time on the clock depends on what else the machine does.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import corpus  # noqa: E402
from newsfigures import consistency, queries  # noqa: E402
from newsfigures.catalog import metrics  # noqa: E402
from newsfigures.store import Store  # noqa: E402

TIMES = 3
LIMIT = "SELECT metric, count(*) FROM claim_kept GROUP BY metric"
# Figures of the kinds that pages ask for by their id.
_SOME = """
SELECT
    (SELECT min(article_id) FROM article WHERE NOT is_sample) AS article_id,
    (SELECT min(figure_id) FROM figure WHERE metric = 'training_cost') AS figure_id,
    (SELECT min(derived_id) FROM derived) AS derived_id
"""
_EVERY = queries.EVERYTHING
_PAGE = {**_EVERY, "sort": "newest", "skip": 0, "most": 100}
_MONEY = ["funding_raised", "capex", "investment_pledge", "revenue"]


def asked(store: Store) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return what is asked: a name for the table -> the query and its values."""
    with store.cursor() as cursor:
        row = cursor.execute(_SOME).fetchone() or ()
    article, figure, derived = row
    bare = {**queries.UNFILTERED}
    by_article = {
        name: (name, {"article_id": article})
        for name in (
            "article_by_id", "claims_by_article", "contract_of_article", "figures_of_article",
            "rejected_of_article", "rejections_by_article",
        )
    }  # fmt: skip
    by_claim = {
        name: (name, {"claim_id": figure})
        for name in ("claim_by_id", "figure_evidence", "other_claims", "preferences_about")
    }
    alone = {
        name: (name, {})
        for name in (
            "articles", "check_claims", "check_decisions", "check_evidence", "check_inputs",
            "check_orphans", "check_texts", "chips", "claim_digests", "first_dates", "metrics",
            "name_counts", "publishers", "refused_why", "reference_sources", "removed_articles",
            "told_again", "usd_rates",
        )
    }  # fmt: skip
    with_samples = {name: (name, {"with_samples": True}) for name in ("subjects",)}
    searches = {
        "search_claims, first page": _PAGE,
        "search_claims, page 5,000": _PAGE | {"skip": 499_900},
        "search_claims, one metric": _PAGE | {"metrics": ["training_cost"]},
        "search_claims, largest": _PAGE | {"sort": "largest"},
        "search_claims, least sure": _PAGE | {"sort": "doubtful"},
        "search_claims, a word": _PAGE | {"words": ["jefferies"]},
    }
    counts = {
        "all": _EVERY,
        "one metric": _EVERY | {"metrics": ["training_cost"]},
        "a word": _EVERY | {"words": ["jefferies"]},
        "a frequent word": _EVERY | {"words": ["deepseek"]},
        "a size": _EVERY | {"size_unit": "USD", "size_from": 1e9},
    }
    return {
        **{title: ("search_claims", values) for title, values in searches.items()},
        **{f"facets, {title}": ("facets", values) for title, values in counts.items()},
        **{f"search_counts, {key}": ("search_counts", values) for key, values in counts.items()},
        "export, one company": ("export", _EVERY | {"companies": ["Mistral AI"]}),
        "all_claims, one company": (
            "all_claims", {"metrics": ["training_cost"], **bare, "names": ["Mistral AI"]},
        ),
        "fitting_claims, one company": (
            "fitting_claims", {"metrics": ["training_cost"], **bare, "names": ["Mistral AI"]},
        ),
        "drawn_claims": ("drawn_claims", {"metrics": ["training_cost"], **bare, "most": 150}),
        "drawn_money": ("drawn_money", {"metrics": _MONEY, **bare, "most": 150}),
        "drawn_markets": ("drawn_markets", {"metrics": ["market_size"], **bare, "most": 150}),
        "articles_to_review": (
            "articles_to_review", {"with_samples": True, "article": "", "most": 1000},
        ),
        "listed_articles": ("listed_articles", {"words": ["ai"], "most": 1000}),
        "claims_for_sums": (
            "claims_for_sums", {"metrics": list(consistency.METRICS), **bare, "most": 100},
        ),
        "how_many_claims": ("how_many_claims", {"metrics": _MONEY, **bare}),
        "evidence_by_month": ("evidence_by_month", {"with_samples": True, "edition": "another"}),
        "articles_of_months": (
            "articles_of_months",
            {"publishers": ["Reuters"], "others": True, "since": "2025-01-01",
             "until": "2025-12-31", "with_samples": True, "most": 12},
        ),
        "names_in_metrics": (
            "names_in_metrics", {"metrics": ["training_cost"], "with_samples": True},
        ),
        "newest_of_themes": (
            "newest_of_themes",
            {"themes": sorted({m.theme for m in metrics().values()}), "with_samples": True,
             "reviewed_only": False},
        ),
        "disagreements": (
            "disagreements",
            {"lasting": [], "of_period": [], "of_year": [], "most": 10, "with_samples": True},
        ),
        "changes": ("changes", {"since": "2026-01-01", "most": 10, "with_samples": True}),
        "review_queue": ("review_queue", {"articles": [], "most": 50, "with_samples": True}),
        "unlisted_names": ("unlisted_names", {"most": 50, "with_samples": True}),
        "unreviewed_of_metric": ("unreviewed_of_metric", {"metric": "gpu_hours"}),
        "articles_read_before": ("articles_read_before", {"edition": "another"}),
        "reviewed_articles": ("reviewed_articles", {"everything": False}),
        "decisions": ("decisions", {"most": 50}),
        "rereadings": ("rereadings", {"most": 50}),
        "alike_claims": ("alike_claims", {"claim_id": figure, "with_samples": True}),
        "figure_to_review": ("figure_to_review", {"figure_id": figure}),
        "history_of_figure": ("history_of_figure", {"figure_id": figure}),
        "inputs_of_derived": ("inputs_of_derived", {"claim_id": derived}),
        "who_changed": (
            "who_changed",
            {"claims": [figure], "articles": [article], "since": "2000-01-01",
             "until": "2100-01-01"},
        ),
        **by_article,
        **by_claim,
        **alone,
        **with_samples,
    }  # fmt: skip


def fastest(work: Callable[[], Any], times: int = TIMES) -> tuple[float, float]:
    """Return processor seconds of all threads and seconds on the clock, each of the best time."""
    spent, passed = [], []
    for _ in range(times):
        began, used = time.perf_counter(), time.process_time()
        work()
        passed.append(time.perf_counter() - began)
        spent.append(time.process_time() - used)
    return min(spent), min(passed)


def measure(store: Store, times: int = TIMES) -> list[tuple[str, int, float, float, float]]:
    """Return for each question its rows, processor and clock seconds, and times the limit."""

    def limit() -> None:
        with store.cursor() as cursor:
            cursor.execute(LIMIT).fetchall()

    least, _ = fastest(limit, times)
    lines = [("limit: claims counted by metric", 0, least, least, 1.0)]
    for title, (name, values) in asked(store).items():
        rows = len(queries.run(store, name, **values))
        spent, passed = fastest(lambda n=name, v=values: queries.run(store, n, **v), times)
        lines.append((title, rows, spent, passed, spent / least))
    return sorted(lines, key=lambda line: -line[2])


def told(lines: list[tuple[str, int, float, float, float]], *, markdown: bool) -> str:
    """Return the lines as a table, slowest first."""
    if markdown:
        head = "| question | rows | CPU s | clock s | times the limit |\n"
        return f"{head}| --- | ---: | ---: | ---: | ---: |\n" + "".join(
            f"| {title} | {rows:,} | {spent:.3f} | {passed:.3f} | {ratio:,.1f} |\n"
            for title, rows, spent, passed, ratio in lines
        )
    return "".join(
        f"{title:<36}{rows:>10,}{spent:>9.3f}{passed:>9.3f}{ratio:>9,.1f}\n"
        for title, rows, spent, passed, ratio in lines
    )


def main() -> None:
    """Make the store if none is given, ask everything, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    corpus.offer(parser)
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    with Store.open(corpus.wanted(given)) as store:
        sys.stdout.write(told(measure(store), markdown=given.markdown))


if __name__ == "__main__":
    main()
