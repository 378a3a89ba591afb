"""The tables of Investment as HTML: real tables, whose words are escaped and open evidence."""

from newsfigures.charts.money import flows, told, totals
from newsfigures.charts.money.pledges import lines, together
from newsfigures.ui import money, payments
from tests.claims import claims

ROW = {
    "metric": "compute_contract", "status": "announced", "origin": "reference",
    "company": "OpenAI", "sentence": "A <i>bold</i> <x>note</x>.", "value": 3e11,
}  # fmt: skip


def pledges():
    rows = claims(
        {**ROW, "subject": "Oracle contract"},
        {**ROW, "subject": "Amazon investment", "metric": "funding_raised", "value": 5e10},
        {**ROW, "subject": "AWS contract", "value": 4e10},
    )
    return together(lines(rows))


def test_the_matrix_has_a_row_for_who_pays_and_marks_what_can_come_back():
    html = money.matrix_html(flows.flows(pledges()))

    assert html.count('<th scope="row">') == 2
    assert '<th scope="col">Oracle</th>' in html
    assert '<td class="round"><button type="button" data-claim="c2">$40B committed ↺' in html
    assert '<td><button type="button" data-claim="c0">$300B committed</button>' in html


def test_the_lines_of_a_total_open_their_evidence_and_are_escaped():
    found = pledges()
    html = money.lines_html(told.lines(totals.total("OpenAI", found)))

    assert html.count("data-claim") == 3
    assert "A bold &lt;x&gt;note&lt;/x&gt;." in html
    assert "<x>" not in html


def test_the_list_for_phones_has_every_link_of_the_map():
    html = payments.html(flows.flows(pledges()))

    assert html.count("<li>") == html.count("data-claim") == 3
    assert "<span>OpenAI → Amazon</span>" in html
    assert 'data-claim="c2">$40B committed ↺</button>' in html
