"""What a visitor does on the Articles page, and what the server says it holds."""

import json
import urllib.request

INPUT = '[data-testid="stFileUploader"] input[type=file]'
ROWS = "table.nf-files tbody tr"


def get(url):
    """Return a JSON answer of the server."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)


def counts(server):
    """Return how much is in the store."""
    ready = get(f"{server.url}/readyz")
    assert ready.pop("status") == "ready"
    return ready


def own_figures(server, origin):
    """Return the figures of one origin that are not from samples, in the order of their text."""
    answer = get(f"{server.url}/api/v1/figures.json?samples=0&origin={origin}&limit=1000")
    return sorted(answer["figures"], key=lambda row: (row["start_offset"] or 0, row["metric"]))


def drop(visitor, *files):
    """Hand files to the page, paths or (name, bytes), and wait for what was found in them."""
    given = [
        file if isinstance(file, str) else {"name": file[0], "mimeType": "", "buffer": file[1]}
        for file in files
    ]
    visitor.page.locator(INPUT).first.set_input_files(given)
    visitor.page.get_by_text("What was found:").wait_for(timeout=60_000)
    visitor.settle()


def give_date(visitor, digits):
    """Type the date of publication, as digits of year, month and day."""
    visitor.page.get_by_role("spinbutton", name="year, Date of publication").click()
    visitor.page.keyboard.type(digits, delay=20)
    visitor.page.keyboard.press("Escape")


def save(visitor):
    """Save what was found, and wait for the word that it is saved."""
    visitor.page.get_by_role("button", name="Save ").click()
    visitor.page.get_by_text("saved with").wait_for(timeout=60_000)
    visitor.settle()


def rows(visitor):
    """Return the words of each row of the table of files."""
    return [row.inner_text() for row in visitor.page.locator(ROWS).all()]
