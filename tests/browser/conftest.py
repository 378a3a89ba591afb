"""A server on a free port with a store of its own, and a page that says when it has settled."""

import atexit
import functools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

import manage
from newsfigures import holder

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SETTLED = (
    '[data-testid="stApp"][data-test-script-state="notRunning"]'
    '[data-test-connection-state="CONNECTED"]'
)
# What stands in the page itself, and pages of the browser.
HERE = ("data", "blob", "about", "chrome")
# What was asked for with the last click has been answered; `asked.js` knows.
ANSWERED = "() => !window.nfAsked"
ASKED = (Path(__file__).parent / "asked.js").read_text()
# Nothing that the page shows is from an older run, and every chart is drawn.
DONE = """() => !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]') &&
  Array.from(document.querySelectorAll('[data-testid="stPlotlyChart"]')).every(
    each => each.offsetParent === null || each.querySelector('.plot-container'))"""


def chromium(options: dict) -> dict:
    """Return how to start the machine's Chromium where there is one, else Playwright's own."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return {
        **options,
        "executable_path": path,
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the browser as everywhere here."""
    return chromium(browser_type_launch_args)


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@functools.cache
def built(*, samples: bool) -> Path:
    """Return a store as `make run` makes it, or that without its samples; made once, copied."""
    folder = tempfile.TemporaryDirectory(prefix="newsfigures-built-")
    atexit.register(folder.cleanup)
    store = Path(folder.name) / "store.duckdb"
    verb = ["build"]
    if not samples:
        shutil.copy(built(samples=True), store)
        verb = ["samples", "remove"]
    subprocess.run(
        [sys.executable, "-m", "newsfigures", *verb],
        cwd=ROOT, env={**os.environ, "NEWSFIGURES_DB": str(store)}, check=True, capture_output=True,
    )  # fmt: skip
    return store


class Server:
    """
    The app as `make run` serves it, on a store in a folder of its own; `root` is the code.

    `variables` are set in its environment besides.
    """

    def __init__(
        self, folder: Path, root: Path = ROOT, *, samples: bool = True, **variables: str
    ) -> None:
        self.store = folder / "store.duckdb"
        self.log = folder / "server.log"
        self.url = f"http://127.0.0.1:{free_port()}"
        environment = {
            **manage.MEMORY,
            **os.environ,
            "NEWSFIGURES_DB": str(self.store),
            **variables,
        }
        if not self.store.exists():
            shutil.copy(built(samples=samples), self.store)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "streamlit",
                    "run",
                    "app.py",
                    "--server.port",
                    self.url.rsplit(":", 1)[1],
                ],
                cwd=root,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait()

    def wait(self) -> None:
        """Return when the server answers; fail with its log when it does not."""
        for _ in range(900):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):
                    return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        raise AssertionError(f"The app did not start:\n{self.log.read_text()}")

    def kill(self) -> None:
        """End the server as `kill -9` does, in the middle of whatever it does."""
        self.process.kill()
        self.process.wait(20)

    def stop(self) -> None:
        """End the server and wait for it; one that was killed has ended already."""
        if self.process.poll() is not None:
            return
        assert holder.read(self.store).url == self.url
        self.process.terminate()
        self.process.wait(20)
        assert holder.read(self.store) is None, "an app that left says that it holds the store"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server with the sample library and the reference data; one for each module."""
    running = Server(tmp_path_factory.mktemp("server"))
    yield running
    running.stop()


class Visitor:
    """A browser page that waits until Streamlit has drawn everything."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.outside: list[str] = []
        page.add_init_script(ASKED)
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: self._note(socket.url))
        page.on("console", self._hear)

    def _note(self, address: str) -> None:
        """Note what is asked of another server than the app's."""
        there = urlsplit(address)
        if there.scheme not in HERE and there.netloc != urlsplit(self.url).netloc:
            self.outside.append(address)

    def _hear(self, message) -> None:
        """Note what the browser did not let the page do, and policies it does not understand."""
        if any(word in message.text for word in ("Content Security Policy", "-Policy header")):
            self.outside.append(message.text)

    def settle(self) -> None:
        """Wait until what was asked for has been run and all of the page is there."""
        self.page.wait_for_function(ANSWERED, timeout=60_000)
        self.page.wait_for_selector(SETTLED, timeout=60_000)
        self.page.wait_for_function(DONE, timeout=60_000)
        assert self.page.locator('[data-testid="stException"]').count() == 0

    def open(self, path: str = "/") -> Page:
        """Go to a page of the app and wait for it."""
        self.page.goto(self.url + path)
        self.settle()
        return self.page


@pytest.fixture
def visitor(page, server):
    """Visit the app; nobody else may have been asked for anything, nor anything been forbidden."""
    someone = Visitor(page, server.url)
    yield someone
    assert someone.outside == []
