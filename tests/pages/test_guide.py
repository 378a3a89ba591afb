"""What the guide calls a button, a tab or a fold is what a reader finds on the page."""

from newsfigures.catalog import ROOT
from tests.apps import page


def test_names_in_the_guide_are_those_on_the_pages(full):
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    shown = {}
    for name in ("training_cost", "data", "review", "snapshots"):
        app = page(name).run()
        shown[name] = [one.label for one in (*app.button, *app.expander, *app.tabs)]
    for name, label in {"snapshots": "Cite as of now", "data": "Read these by a program",
                        "review": "Accept", "training_cost": "Notes"}.items():  # fmt: skip
        assert label in shown[name], label
        assert label.lower() in guide.lower()
