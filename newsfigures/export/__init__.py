"""
Rows of a query as files and as records: whole, in one order, numbers as numbers.

Nothing is ever cut: an answer that does not fit a format is refused with the format that takes it.
"""

from newsfigures.export.cells import csv_text, guarded
from newsfigures.export.files import FLAVOURS, FORMS, Form, Written, manifest, measured
from newsfigures.export.lines import estimated, pieces
from newsfigures.export.meanings import columns
from newsfigures.export.records import named, page, records
from newsfigures.export.stretches import columns as chosen

__all__ = [
    "FLAVOURS",
    "FORMS",
    "Form",
    "Written",
    "chosen",
    "columns",
    "csv_text",
    "estimated",
    "guarded",
    "manifest",
    "measured",
    "named",
    "page",
    "pieces",
    "records",
]
