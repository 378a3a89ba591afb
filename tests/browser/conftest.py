"""A server on a free port with a store of its own, and a page that says when it has settled."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page

from newsfigures import holder

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SETTLED = (
    '[data-testid="stApp"][data-test-script-state="notRunning"]'
    '[data-test-connection-state="CONNECTED"]'
)
STALE = '[data-stale="true"], [data-testid="stSkeleton"]'


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


class Server:
    """The app as `make run` serves it, on a store in a folder of its own; `root` is the code."""

    def __init__(self, folder: Path, root: Path = ROOT, *, samples: bool = True) -> None:
        self.store = folder / "store.duckdb"
        self.log = folder / "server.log"
        self.url = f"http://127.0.0.1:{free_port()}"
        environment = {**os.environ, "NEWSFIGURES_DB": str(self.store)}
        build = [sys.executable, "-m", "newsfigures", "build"]
        subprocess.run(build, cwd=root, env=environment, check=True, capture_output=True)
        if not samples:
            leave = [sys.executable, "-m", "newsfigures", "samples", "remove"]
            subprocess.run(leave, cwd=root, env=environment, check=True, capture_output=True)
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
        page.on("request", self._note)

    def _note(self, request) -> None:
        if request.url.startswith(("http", "ws")) and "127.0.0.1" not in request.url:
            self.outside.append(request.url)

    def settle(self) -> None:
        """Wait until the script has ended and nothing on the page is from an older run."""
        self.page.wait_for_selector(SETTLED, timeout=60_000)
        self.page.wait_for_function(f"!document.querySelector('{STALE}')", timeout=60_000)
        assert self.page.locator('[data-testid="stException"]').count() == 0

    def open(self, path: str = "/") -> Page:
        """Go to a page of the app and wait for it."""
        self.page.goto(self.url + path)
        self.settle()
        return self.page


@pytest.fixture
def visitor(page, server):
    """Visit the app; at the end nothing outside this machine may have been asked for."""
    someone = Visitor(page, server.url)
    yield someone
    assert someone.outside == []
