"""
Time the pages with charts on a store of a million figures, beside an empty page with one chart.

    python benchmarks/panels.py                          # makes both stores first, some minutes
    python benchmarks/panels.py --store million.duckdb --small tenk.duckdb --markdown

The peer is a Streamlit page of a title and one Plotly chart of as many marks as a card may draw,
run in the same process in turn with each of ours. Each page is opened anew (nothing kept) and then
run again; a panel's time is the page's, over the number of its charts. Seconds are those of the
processor, all threads; those on the clock, fewer where several cores work on a query, are told
beside them and depend on what else the machine does.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import corpus  # noqa: E402
from benchmarks.sessions import p95  # noqa: E402
from newsfigures import store  # noqa: E402
from newsfigures.charts import bounded  # noqa: E402
from newsfigures.ui import lasting  # noqa: E402

PAGES = ("overview", "training_cost", "compute", "investment", "market_projections")
TIMES, SECONDS = 9, 600
SMALL = 10_000
PEER = f"""
import plotly.graph_objects as go
import streamlit as st
st.title("An empty page")
n = {bounded.EACH}
st.plotly_chart(go.Figure(go.Scatter(
    x=list(range(n)), y=[i * i for i in range(n)], mode="markers",
    customdata=[[str(i), "Words in a box " * 12] for i in range(n)],
    hovertemplate="%{{customdata[1]}}<extra></extra>",
)))
"""
BARS = {"p95, s": 0.3, "times the peer": 1.5, "growth from 10,000": 4.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """
    Seconds a panel of a page: opened with nothing kept, run again, and of all such runs p95.

    `peer` is what the empty page took in turn with it, `clock` the p95 on the clock.
    """

    page: str
    panels: int
    cold: float
    warm: float
    peer: float
    p95: float
    clock: float
    marks: int


def _run(app: AppTest) -> tuple[float, float]:
    """Run a page; return the seconds of the processor and those on the clock."""
    began, at = time.process_time(), time.perf_counter()
    app.run(timeout=SECONDS)
    spent = time.process_time() - began, time.perf_counter() - at
    if app.exception:
        raise SystemExit(f"The page failed: {app.exception[0].value}")
    return spent


def timed(name: str, app: AppTest, peer: AppTest) -> Timed:
    """Run a page with nothing kept of the store's answers, then again; see `Timed`."""
    # The first run of each page of Streamlit's test looks for components in all that is installed,
    # which a server does once when it starts.
    _run(app)
    st.cache_data.clear()
    lasting.forget()
    first = _run(app)
    # In turn, so that what the machine does meanwhile meets both.
    both = [(_run(peer), _run(app)) for _ in range(TIMES)]
    empty, again = [one for (one, _), _ in both], [one for _, (one, _) in both]
    charts = app.get("plotly_chart")
    panels = max(1, len(charts))
    cold, ran = first[0], [first, *(one for _, one in both)]
    return Timed(
        page=name,
        panels=panels,
        cold=cold / panels,
        warm=statistics.median(again) / panels,
        peer=statistics.median(empty),
        p95=p95([spent for spent, _ in ran]) / panels,
        clock=p95([passed for _, passed in ran]) / panels,
        marks=sum(chart.proto.spec.count('"f_') for chart in charts),
    )


def measure(path: Path) -> list[Timed]:
    """Return the times of the peer and of each page on a store."""
    os.environ["NEWSFIGURES_DB"] = str(path)
    store.close_shared()
    store.shared()
    # What is imported with the first page is no part of any page.
    peer = AppTest.from_string(PEER)
    for warmed in (peer, _page(PAGES[0])):
        _run(warmed)
    found = [timed("an empty page with one chart", AppTest.from_string(PEER), peer)]
    found += [timed(name, _page(name), peer) for name in PAGES]
    store.close_shared()
    return found


def _page(name: str) -> AppTest:
    return AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=SECONDS)


def told(small: Sequence[Timed], large: Sequence[Timed], *, markdown: bool) -> str:
    """Return both as a table: per panel and page cold, warm, p95, times the peer, growth."""
    heads = ("page", "panels", "10k warm, s", "cold, s", "warm, s", "p95, s", "clock, s", "× peer",
             "growth")  # fmt: skip
    lines = [
        (one.page, f"{one.panels}", f"{few.warm:.3f}", f"{one.cold:.3f}", f"{one.warm:.3f}",
         f"{one.p95:.3f}", f"{one.clock:.3f}", f"{one.warm / one.peer:.2f}",
         f"{one.warm / few.warm:.2f}")
        for few, one in zip(small, large, strict=True)
    ]  # fmt: skip
    if markdown:
        rule = "| --- |" + " ---: |" * (len(heads) - 1)
        body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"| {' | '.join(heads)} |\n{rule}\n{body}\n"
    return "\n".join("".join(f"{cell:>14}" for cell in line) for line in (heads, *lines)) + "\n"


def main() -> None:
    """Make the stores that are not given, open every page on both, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    corpus.offer(parser)
    parser.add_argument("--small", type=Path, help="a store of 10,000 figures; else one is made")
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    few = given.small or Path(tempfile.gettempdir()) / f"newsfigures-{SMALL}.duckdb"
    if not few.exists():
        corpus.build(few, SMALL)
    large = corpus.wanted(given)
    sys.stdout.write(told(measure(few), measure(large), markdown=given.markdown))


if __name__ == "__main__":
    main()
