"""Somebody who says something in a sentence."""

from newsfigures.model import noun


@noun()
class Source:
    """
    Somebody who says something in a sentence; `name` is None for an unnamed one.

    `start` and `end` place the name, `verb` is where the saying ends. `reach` is after
    (`N said X`), before (`the X that N gave`), trailing (`X, N said`), wide or whole.
    `inside` limits what is said, None for no limit of its own.
    """

    name: str | None
    kind: str
    start: int
    end: int
    verb: int
    reach: str
    weight: float
    inside: tuple[int, int] | None = None
