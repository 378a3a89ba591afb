"""What the pages are made of: cached questions, filters, the chart card, the evidence panel."""

from newsfigures.ui import accuracy
from newsfigures.ui.asking import ask, claims, counts, drawn, told, without_filters
from newsfigures.ui.asking import money as money_claims
from newsfigures.ui.beyond import all_of, for_sums
from newsfigures.ui.card import card
from newsfigures.ui.controls import Control
from newsfigures.ui.doors import link
from newsfigures.ui.evidence import open_figure
from newsfigures.ui.filters import claim_filters, held, samples_toggle
from newsfigures.ui.nearest import nearest
from newsfigures.ui.table import claim_table, csv_of, download, show_table
from newsfigures.ui.words import md

__all__ = [
    "Control",
    "accuracy",
    "all_of",
    "ask",
    "card",
    "claim_filters",
    "claim_table",
    "claims",
    "counts",
    "csv_of",
    "download",
    "drawn",
    "for_sums",
    "held",
    "link",
    "md",
    "money_claims",
    "nearest",
    "open_figure",
    "samples_toggle",
    "show_table",
    "told",
    "without_filters",
]
