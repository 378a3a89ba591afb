"""A file that holds several articles: what each is called in it, its bytes, what is said of it."""

from dataclasses import dataclass, field

from newsfigures.errors import InputError
from newsfigures.reading.details import WITHIN, Details

# A file with more is a collection, to be given piece by piece.
MOST_PARTS = 1_000
# Archives in archives in an archive; deeper ones are made to do harm.
DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    One article in a file of several.

    `name` is "" for what the file itself says, apart from what is attached. `words` are text as
    it stands, of `media`; else `data` is a file of its own. `known` is what the file around it
    says of it.
    """

    name: str
    data: bytes = b""
    words: str | None = None
    media: str = "text"
    known: Details = field(default_factory=Details)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A part that cannot be read, and why."""

    name: str
    error: InputError


def inside(around: str, name: str) -> str:
    """Return the name of a part as it is shown: the file's, then its own without odd signs."""
    own = "".join(c if c.isprintable() else "?" for c in name)
    return f"{around}{WITHIN}{own[-200:]}" if own else around
