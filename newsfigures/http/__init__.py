"""
Routes beside the pages: health, figures in every form of a download, one figure, the articles.

They answer from the store that the pages use. All but those of GUARDED only read and are open;
those want the token of the note beside the store (guard.py). Errors are JSON with words:
`{"error": "…"}`. Work with the store runs in threads, so that no page waits for it.
"""

from newsfigures.http.asking import LISTS, OTHERS, PAGING, filters
from newsfigures.http.headers import middleware
from newsfigures.http.table import API, GUARDED, TABLE, routes

__all__ = [
    "API",
    "GUARDED",
    "LISTS",
    "OTHERS",
    "PAGING",
    "TABLE",
    "filters",
    "middleware",
    "routes",
]
