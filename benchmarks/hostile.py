"""
Does the server answer while it reads files made to do harm?

    python benchmarks/hostile.py            all of them, some minutes
    python benchmarks/hostile.py NAME ...   some of them

Starts the app on a store of its own, drops the files of tests/hostile.py on the page Articles in a
real browser, one after the other, and asks for its health ten times a second meanwhile; before that
it asks as long as nothing is done, for a machine that has much else to do is no fault of a file.
What no browser hands over from memory is sent as programs send it. Ends with 1 when health took a
second or more, when a file was neither refused nor read, when a script ran, or when a file appeared
outside the store.
"""

import statistics
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import ModuleType
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import borrowed  # noqa: E402

# A library may bring a package of this name of its own, which would be found first.
sys.modules["tests"] = ModuleType("tests")
sys.modules["tests"].__path__ = [str(ROOT / "tests")]

from newsfigures import holder  # noqa: E402

# Browsers hand over up to 50 MB from memory, and the page takes 25 MB.
LARGEST = 25_000_000
IDLE = 20  # seconds of asking before the first file
WAIT = 900_000  # milliseconds: the longest a file may take on a busy machine


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

    def since(self, number: int) -> float:
        """Return the longest answer after so many, 0 where there is none yet."""
        return max(self.took[number:], default=0.0)

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


def _send(server: object, name: str, data: bytes) -> str:
    """Send a file as programs do; return what is said of it."""
    note = holder.read(server.store)
    request = urllib.request.Request(
        f"{server.url}/api/v1/articles?{urlencode({'name': name})}",
        data=data,
        headers={"Authorization": f"Bearer {note.token}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=WAIT / 1000) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.read().decode()
    except OSError as error:
        # The server answers and hangs up before it has taken all of it.
        return f"A file may be 25 MB: {error}"


def _one(page: object, server: object, modules: tuple[ModuleType, ModuleType], file: object) -> str:
    """Hand one file in; return what is said of it."""
    browsing, visits = modules
    if len(file.data) > LARGEST:
        return _send(server, file.name, file.data)
    page.goto(f"{server.url}/articles")
    page.wait_for_selector(browsing.SETTLED, timeout=WAIT)
    page.locator(visits.INPUT).first.wait_for(state="attached", timeout=WAIT)
    _drop(page, browsing, visits, file.name, file.data)
    return page.locator(visits.ROWS).first.inner_text().replace("\n", " ")


def main() -> int:
    """Measure; print a line for each file and the bars."""
    from playwright.sync_api import sync_playwright

    browsing = borrowed.module("browser/conftest.py")
    visits = borrowed.module("browser/visits.py")
    hostile = borrowed.module("hostile.py")
    wanted = set(sys.argv[1:])
    files = [file for file in hostile.files() if not wanted or file.name in wanted]
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        server = browsing.Server(Path(folder))
        browser = player.chromium.launch(**browsing.chromium({}))
        before = _files(Path(folder))
        watch = Watch(server.url)
        try:
            page = browser.new_page()
            time.sleep(IDLE)
            idle = watch.since(0)
            first = len(watch.took)
            _tell("   took  health  file")
            for file in files:
                asked, start = len(watch.took), time.monotonic()
                row = _one(page, server, (browsing, visits), file)
                took = time.monotonic() - start
                _tell(f"{took:5.1f} s {watch.since(asked):5.3f} s  {file.name:28} {row[:90]}")
                is_sent = len(file.data) > LARGEST
                if file.said is not None and not is_sent and file.said not in row:
                    wrong.append(file.name)
                if page.evaluate("window.hacked !== undefined"):
                    wrong.append(f"{file.name}: a script ran")
            health = watch.end()[first:]
            new = {path.name for path in _files(Path(folder)) - before}
        finally:
            browser.close()
            server.stop()
    _tell(
        f"health: {len(health):,} answers, median {statistics.median(health):.3f} s, longest "
        f"{max(health):.3f} s; while nothing was done longest {idle:.3f} s"
    )
    _tell(f"files beside the store and its log: {sorted(new - {'store.duckdb.wal'})}")
    _tell(f"{len(files)} files; wrong: {wrong or 'none'}")
    return 1 if wrong or max(health) >= 1 or new - {"store.duckdb.wal"} else 0


if __name__ == "__main__":
    sys.exit(main())
