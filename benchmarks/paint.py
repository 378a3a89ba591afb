"""
How long until the app's first page is seen, beside an empty Streamlit app with one chart?

    python benchmarks/paint.py                    about two minutes
    python benchmarks/paint.py --store million.duckdb --markdown

Both are served side by side and opened in turn in a real browser that has nothing cached. Two times
are taken, each from the request: the first paint of anything, and when the first chart is drawn.
The limit is 1.3 times the empty app's first paint.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import borrowed  # noqa: E402

TIMES, LIMIT = 9, 1.3
EMPTY = """
import plotly.graph_objects as go
import streamlit as st
st.title("An empty page")
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[1, 4, 9])))
"""
PAINTED = """() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return paint ? paint.startTime / 1000 : null;
}"""
DRAWN = "[data-testid=stPlotlyChart] .plot-container"


def empty(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Serve the empty app."""
    script = folder / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port),
         "--server.headless", "true", "--browser.gatherUsageStats", "false"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def answered(url: str) -> None:
    """Wait until a server answers."""
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health"):
            return
        time.sleep(0.1)
    raise SystemExit(f"{url} does not answer.")


def opened(browser: Any, url: str) -> tuple[float, float]:
    """Open an app with nothing cached; return seconds to the first paint and the first chart."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.set_default_timeout(120_000)
        begun = time.perf_counter()
        page.goto(url, wait_until="commit")
        page.wait_for_selector(DRAWN)
        drawn = time.perf_counter() - begun
        return float(page.evaluate(PAINTED)), drawn
    finally:
        context.close()


def measure(store: Path | None) -> dict[str, list[tuple[float, float]]]:
    """Return the times of both apps, opened in turn."""
    from playwright.sync_api import sync_playwright

    browsing = borrowed.module("browser/conftest.py")
    found: dict[str, list[tuple[float, float]]] = {"newsfigures": [], "an empty app": []}
    with tempfile.TemporaryDirectory() as made, sync_playwright() as player:
        folder = Path(made)
        if store:
            shutil.copy(store, folder / "store.duckdb")
        server, port = browsing.Server(folder), browsing.free_port()
        other = empty(folder, port)
        browser = player.chromium.launch(**browsing.chromium({}))
        try:
            urls = {"newsfigures": server.url, "an empty app": f"http://127.0.0.1:{port}"}
            answered(urls["an empty app"])
            for number in range(TIMES + 1):
                for name, url in urls.items():
                    times = opened(browser, url)
                    # The first visit is the server's first run of anything.
                    found[name] += [times] if number else []
        finally:
            browser.close()
            other.terminate()
            other.wait()
            server.stop()
    return found


def main() -> int:
    """Measure and print; 1 when the limit is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--store", type=Path, help="a store to copy; else one of the samples")
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    found = measure(given.store)
    heads = ("", "first paint, s", "first chart, s")
    medians = {
        name: [statistics.median(times) for times in zip(*each, strict=True)]
        for name, each in found.items()
    }
    ours, theirs = medians.values()
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    lines = [(name, *(f"{t:.2f}" for t in times)) for name, times in medians.items()]
    lines.append(("ratio", *(f"{one:.2f}" for one in ratios)))
    if given.markdown:
        body = "".join(f"| {' | '.join(line)} |\n" for line in lines)
        sys.stdout.write(f"| {' | '.join(heads)} |\n| --- | ---: | ---: |\n{body}")
    else:
        for line in (heads, *lines):
            sys.stdout.write("".join(f"{cell:>18}" for cell in line) + "\n")
    return int(ratios[0] > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
