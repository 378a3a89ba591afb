"""
Routes beside the pages: health, figures in every form of a download, one figure, the articles.

They answer from the store that the pages use. `addresses.ADDRESSES` is the one table of them: the
routes, their description in OpenAPI and the documentation's tests are made from it. All but those
that want the token of the note beside the store (guard.py) only read and are open. Errors are JSON
with words: `{"error": "…"}`. Work with the store runs in threads, so that no page waits for it.
"""

from newsfigures.http.addresses import ADDRESSES, API
from newsfigures.http.asking import COLUMNS, FILTERS, PAGING, filters
from newsfigures.http.passage import middleware
from newsfigures.http.routes import routes

__all__ = ["ADDRESSES", "API", "COLUMNS", "FILTERS", "PAGING", "filters", "middleware", "routes"]
