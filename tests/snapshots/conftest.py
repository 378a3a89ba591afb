"""A store that people have worked in, for what is kept of it."""

from tests.lived import lived, worked_in

__all__ = ["lived", "worked_in"]
