"""No test reaches the network: anything but this machine is refused. Browser tests run last."""

import ipaddress
import socket
import sys
from types import ModuleType
from typing import Any

import duckdb
import pytest
from hypothesis import settings
from plotly.graph_objects import Figure

from newsfigures.charts.paper import Final
from newsfigures.store import Store

# How long an example takes says how busy the machine is, and nothing about what is tested.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_connect = socket.socket.connect


def _is_here(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = address[0]
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def pytest_collection_modifyitems(items):
    """
    Put browser tests last.

    The browser's driver keeps an event loop running in this thread until the session ends, and
    tests that start a loop of their own cannot run beside it.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(autouse=True)
def own_main():
    """Begin processes as a program does: a page run by Streamlit's test is left as `__main__`."""
    sys.modules["__main__"] = ModuleType("__main__")


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Refuse every connection that leaves this machine, and every name look-up."""

    def connect(self, address):
        if not _is_here(address):
            raise AssertionError(f"A test tried to reach {address!r}; nothing may use the network.")
        return _connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()


BETWEEN = "SELECT * FROM {} EXCEPT SELECT * FROM {}"


@pytest.fixture(autouse=True, scope="session")
def plotly_knows_every_chart():
    """Let plotly look at each chart that a page of a test shows, which no page waits for."""
    made = Final.__init__

    def looked_at(final, spec, signs):
        Figure(spec)
        made(final, spec, signs)

    patch = pytest.MonkeyPatch()
    patch.setattr(Final, "__init__", looked_at)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def claims_are_kept_right():
    """
    Compare, whenever a test closes a store, the claims it kept with those worked out anew.

    Claims are kept article by article as something is written; what any test writes is a trial.
    """
    close = Store.close

    def checked(store):
        try:
            with store.cursor() as cursor:
                lost = cursor.execute(BETWEEN.format("searchable", "claim_kept")).fetchall()
                stale = cursor.execute(BETWEEN.format("claim_kept", "searchable")).fetchall()
        # Closed already, or never made: there is nothing to compare.
        except (duckdb.ConnectionException, duckdb.CatalogException):
            lost = stale = []
        close(store)
        assert not lost, f"claims not kept: {lost[:3]}"
        assert not stale, f"claims kept that are no more: {stale[:3]}"

    patch = pytest.MonkeyPatch()
    patch.setattr(Store, "close", checked)
    yield
    patch.undo()
