"""The description of the addresses is what they do: every one, every filter, every answer."""

import os

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from newsfigures import http
from newsfigures.http.description import openapi
from tests.served import one_article

SAID = openapi(http.ADDRESSES)
# Of every address, so that a run has some hundred requests; a long one takes more.
EXAMPLES = int(os.environ.get("EXAMPLES", "5"))


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """The address of a server whose store has one article and the reference data."""
    with one_article(tmp_path_factory.mktemp("described")) as address:
        yield address


api = schemathesis.openapi.from_dict(SAID)


@api.include(method="GET").parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_an_address_or_its_description(case, base):
    # What a size is, and which figure there is to go on after, no schema can say.
    case.call_and_validate(base_url=base, excluded_checks=[positive_data_acceptance])


def test_the_description_lists_every_route():
    routes = {route.path for route in http.routes()} - {"/api/{rest:path}"}

    assert set(SAID["paths"]) == routes


def test_an_answer_of_a_page_is_just_as_described(base):
    page = requests.get(f"{base}/api/v1/figures.json?limit=3&origin=article", timeout=60).json()
    row = SAID["components"]["schemas"]["Figure"]

    assert list(page["figures"][0]) == row["required"] == list(row["properties"])


def test_the_description_is_at_its_address(base):
    found = requests.get(f"{base}/api/v1/openapi.json", timeout=60)

    assert found.status_code == 200
    assert found.json() == SAID


def test_every_example_is_taken(base):
    for address in http.ADDRESSES:
        for one in address.asks:
            # What there is to go on after, or was kept, no example can know.
            if one.name in ("after", "snapshot", "to") or address.wants_token:
                continue
            asked = f"{base}{address.path}"
            found = requests.head(asked, params={one.name: one.example}, timeout=60)

            assert found.status_code == 200, (address.path, one.name)
