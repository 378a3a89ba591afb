"""
Does the server answer while it is handed forty hostile files? And how long does an upload take?

    python benchmarks/hostile.py            all of them, some minutes
    python benchmarks/hostile.py NAME ...   some of them

Starts the app on a store of its own, drops the files of tests/hostile.py on the page Articles in a
real browser, one after the other, and asks for its health ten times a second meanwhile. Then
measures from the drop of an ordinary article to its figures, beside an empty rerun of the page.
Ends with 1 when health took a second or more, when a file was neither refused nor read, when a
script ran, or when a file appeared outside the store.
"""

import importlib.util
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
# Browsers hand over up to 50 MB from memory, the server takes 25 MB; larger ones are told so there.
LARGEST = 25_000_000
WAIT = 900_000  # milliseconds: the longest a file may take on a busy machine
ARTICLE = ROOT / "tests" / "seed" / "000_05256ea266f6d66f.txt"


def _module(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


class Watch:
    """Asks a server for its health ten times a second, and keeps how long each answer took."""

    def __init__(self, url: str) -> None:
        self.url, self.took, self._over = f"{url}/healthz", [], threading.Event()
        self.thread = threading.Thread(target=self._ask, daemon=True)
        self.thread.start()

    def _ask(self) -> None:
        while not self._over.wait(0.1):
            start = time.monotonic()
            with urllib.request.urlopen(self.url, timeout=60) as answer:
                answer.read()
            self.took.append(time.monotonic() - start)

    def end(self) -> list[float]:
        """Stop asking; return the seconds of each answer."""
        self._over.set()
        self.thread.join()
        return self.took


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def _drop(page: object, browsing: ModuleType, visits: ModuleType, name: str, data: bytes) -> float:
    visitor = browsing.Visitor(page, "")
    start = time.monotonic()
    visitor.page.locator(visits.INPUT).first.set_input_files(
        [{"name": name, "mimeType": "", "buffer": data}]
    )
    visitor.page.get_by_text("What was found:").wait_for(timeout=WAIT)
    visitor.page.wait_for_selector(browsing.SETTLED, timeout=WAIT)
    return time.monotonic() - start


def main() -> int:
    """Measure; print each line and the bars."""
    from playwright.sync_api import sync_playwright

    browsing = _module(ROOT / "tests/browser/conftest.py", "browsing")
    visits = _module(ROOT / "tests/browser/visits.py", "visits")
    hostile = _module(ROOT / "tests/hostile.py", "hostile")
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        server = browsing.Server(Path(folder))
        browser = player.chromium.launch(**browsing.chromium({}))
        before = _files(Path(folder))
        watch = Watch(server.url)
        try:
            page = browser.new_page()
            wanted = set(sys.argv[1:])
            files = [
                file
                for file in hostile.files()
                if len(file.data) <= LARGEST and (not wanted or file.name in wanted)
            ]
            for file in files:
                page.goto(f"{server.url}/articles")
                page.wait_for_selector(browsing.SETTLED, timeout=WAIT)
                took = _drop(page, browsing, visits, file.name, file.data)
                row = page.locator(visits.ROWS).first.inner_text().replace("\n", " ")
                _tell(f"{took:6.1f} s  {file.name:28} {row[:110]}")
                if file.said is not None and file.said not in row:
                    wrong.append(file.name)
                if page.evaluate("window.hacked !== undefined"):
                    wrong.append(f"{file.name}: a script ran")
            health = watch.end()
            new = {path.name for path in _files(Path(folder)) - before}
            data = ARTICLE.read_bytes()
            page.goto(f"{server.url}/articles")
            page.wait_for_selector(browsing.SETTLED, timeout=WAIT)
            uploads = [
                _drop(page, browsing, visits, f"{n}.txt", data + b"\nMore.\n" * n)
                for n in range(1, 6)
            ]
            again = []
            for _ in range(5):
                start = time.monotonic()
                page.get_by_text("These are right even where a file says otherwise").click()
                page.wait_for_timeout(50)
                page.wait_for_selector(browsing.SETTLED, timeout=WAIT)
                again.append(time.monotonic() - start)
        finally:
            browser.close()
            server.stop()
    _tell(
        f"health: {len(health):,} answers, median {statistics.median(health):.3f} s, longest "
        f"{max(health):.3f} s"
    )
    _tell(f"files beside the store and its log: {sorted(new - {'store.duckdb.wal'})}")
    _tell(
        f"an article of {len(data):,} bytes to its figures: median "
        f"{statistics.median(uploads):.2f} s; a rerun of the page: {statistics.median(again):.2f} s"
    )
    _tell(f"{len(files)} files; wrong: {wrong or 'none'}")
    return 1 if wrong or max(health) >= 1 or new - {"store.duckdb.wal"} else 0


if __name__ == "__main__":
    sys.exit(main())
