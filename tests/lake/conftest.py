"""Lakes in a real PostgreSQL, which is started once."""

import pytest

from newsfigures import cli, places
from newsfigures.store import Store
from tests import lakes
from tests.lived import worked_in

__all__ = ["worked_in"]


@pytest.fixture(scope="session")
def postgres():
    with lakes.postgres() as running:
        yield running


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("lakes")


@pytest.fixture(scope="session")
def lived_in(postgres, folder, worked_in):
    """The address of a lake into which a store in which people have worked was put, by the verb."""
    address = postgres.lake("lived", folder / "lived")
    assert cli.main(["transfer", str(worked_in), address]) == 0
    return address


@pytest.fixture(scope="session")
def in_file(worked_in):
    """That store, open."""
    with Store.open(worked_in) as one:
        yield one


@pytest.fixture(scope="session")
def in_lake(lived_in):
    """That lake, open; read only."""
    with Store.open(places.named(lived_in)) as one:
        yield one
