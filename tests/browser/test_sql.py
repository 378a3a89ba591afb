"""The page SQL in the browser: its address, its keys, what is taken along."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.browser import visits

pytestmark = pytest.mark.browser

SQL = """SELECT subject, company, year(published) AS year, value_usd, published, claim_id
FROM figures
WHERE metric = 'training_cost' AND coalesce(value_usd_high, value_usd) >= $least_usd
ORDER BY value_usd DESC, claim_id"""


def test_sql_opens_on_the_answer_of_its_address(visitor, server):
    given = {
        "sql_text": [SQL],
        "sql_p_least_usd": ["100000000"],
        "sql_kind": ["Points"],
        "sql_y": ["value_usd"],
        "sql_x": ["published"],
        "sql_by": ["company"],
        "sql_scale": ["Log"],
    }
    visitor.open(f"/sql?{urlencode(given, doseq=True)}")
    assert parse_qs(urlsplit(visitor.page.url).query) == given
    page = visitor.page
    links = page.locator('.nf-claims a[aria-label^="Open the evidence"]').all()
    shown = [parse_qs(urlsplit(link.get_attribute("href")).query)["fig"][0] for link in links]
    asked = {"metric": "training_cost", "size": "over $100 million", "limit": 1000}
    answer = visits.get(f"{server.url}/api/v1/figures.json?{urlencode(asked)}")

    assert set(shown) == {row["claim_id"] for row in answer["figures"]}
    assert page.locator(".js-plotly-plot").count() == 1
    links[0].click()
    page.get_by_role("dialog").get_by_text("Status").first.wait_for()


def test_a_query_is_written_run_by_keys_and_taken_along(visitor):
    page = visitor.open("/sql")
    text = page.get_by_role("textbox", name="One SELECT over the table figures")
    text.fill("SELECT range AS n FROM range(1500) ORDER BY n DESC")
    text.press("Control+Enter")
    page.get_by_text("1,500 rows").first.wait_for()
    visitor.settle()
    page.get_by_role("button", name="Make a CSV of 1,500 rows").click()
    page.get_by_role("button", name="Save the CSV").wait_for()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Save the CSV").click()
    lines = taken.value.path().read_text(encoding="utf-8").splitlines()

    assert lines == ["n", *(str(n) for n in range(1499, -1, -1))]
    assert parse_qs(urlsplit(page.url).query)["sql_text"] == [text.input_value()]
