"""A store that people have worked in, for what is done with a store as a whole."""

from tests.lived import lived, worked_in

__all__ = ["lived", "worked_in"]
