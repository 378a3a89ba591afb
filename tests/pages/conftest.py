"""A full and an empty store for what is shown on pages."""

from tests.apps import empty, full, samples_and_seed

__all__ = ["empty", "full", "samples_and_seed"]
