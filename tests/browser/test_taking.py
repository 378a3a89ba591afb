"""Files made to do harm stop nobody, and what was removed comes back."""

import re
from pathlib import Path

import pytest

from tests import hostile
from tests.browser import visits

pytestmark = pytest.mark.browser


def test_hostile_files_stop_nothing_run_nothing_and_write_nothing(visitor, server):
    quick = {"locked.pdf", "script.pdf", "laughs.docx", "script.html", "half.txt", "formula.txt"}
    files = [file for file in hostile.files() if file.name in quick]
    parts = {"../../../../escaped.txt": hostile.WORDS, "deep.zip": hostile.packed({})}
    before = visits.counts(server), set(server.store.parent.iterdir())
    visitor.open("/articles")
    visits.drop(
        visitor, *((file.name, file.data) for file in files), ("all.zip", hostile.packed(parts))
    )
    rows = visits.rows(visitor)

    assert len(rows) == len(quick) + len(parts)
    for file in files:
        row = next(row for row in rows if file.name in row)
        assert (file.said in row) if file.said else ("Read, not saved yet" in row)
    assert any("all.zip › ../../../../escaped.txt" in row for row in rows)
    assert visitor.page.evaluate("window.hacked === undefined")
    assert (visits.counts(server), set(server.store.parent.iterdir())) == before
    for place in (server.store.parent, Path.cwd()):
        assert not (place / "../../../../escaped.txt").exists()


def test_a_removed_article_is_brought_back_with_its_figures(visitor, server):
    visitor.open("/articles")
    visits.drop(visitor, ("back.txt", b"Cohere had revenue of $35.1 million in 2024, it said."))
    visits.save(visitor)
    before = visits.counts(server)
    page = visitor.page
    page.get_by_role("button", name=re.compile("^Read “")).click()
    visitor.settle()
    page.get_by_role("button", name="Remove …").click()
    page.get_by_role("button", name="Remove this article").click()
    page.get_by_text("was removed with its 1 figure").wait_for()
    visitor.settle()
    without = visits.counts(server)
    page.get_by_role("button", name="Undo: bring it back").click()
    page.get_by_text("is back with its 1 figure").wait_for()
    visitor.settle()

    assert without["articles"] == before["articles"] - 1
    assert without["figures"] == before["figures"] - 1
    assert visits.counts(server) == before
