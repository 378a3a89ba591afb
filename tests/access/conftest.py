"""An empty store for what is shown on pages."""

from tests.apps import empty

__all__ = ["empty"]
