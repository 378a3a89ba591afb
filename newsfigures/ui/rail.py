"""
A rail beside a long article: where in it the figures stand, each a link to its mark; pure.
"""

from html import escape

from newsfigures.ui import figure_cards, words
from newsfigures.ui.seen import Seen

# Characters from which on a text does not fit a screen.
LONG = 2_500


def rail(seen: Seen, focus: str = "") -> str:
    """Return the rail as HTML, '' for a text that needs none."""
    if len(seen.text) < LONG or not seen.figures:
        return ""
    ticks = "".join(
        f'<a href="#{escape(figure_cards.place(row))}" '
        f'class="nf-{figure_cards.theme(row)}{" nf-focus" if row["claim_id"] == focus else ""}" '
        f'style="--at: {row["start_offset"] / len(seen.text):.2%}" '
        f'title="{escape(_says(number, row))}">'
        f"{figure_cards.SHAPES[figure_cards.theme(row)]}</a>"
        for number, row in enumerate(seen.figures, start=1)
    )
    return f'<nav class="nf-rail" aria-label="Where in the text the figures stand">{ticks}</nav>'


def _says(number: int, row: figure_cards.Row) -> str:
    label = words.inside(row["metric"])
    return f"{number}: {words.amount(row)}, {label} of {figure_cards.about(row)}"
