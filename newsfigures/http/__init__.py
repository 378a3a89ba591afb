"""
Routes beside the pages: health, figures in every form of a download, one figure, the articles.

They only read, and answer from the store that the pages use. Errors are JSON with words:
`{"error": "…"}`. Work with the store runs in threads, so that no page waits for it.
"""

from newsfigures.http.asking import LISTS, OTHERS, PAGING, filters
from newsfigures.http.headers import middleware
from newsfigures.http.table import API, routes

__all__ = ["API", "LISTS", "OTHERS", "PAGING", "filters", "middleware", "routes"]
