"""What every request and every answer passes through, the pages' too."""

from collections.abc import Iterable

from starlette.middleware import Middleware

from newsfigures.http.admission import Admission
from newsfigures.http.headers import SecurityHeaders


def middleware(inline: Iterable[str] = ()) -> list[Middleware]:
    """Return it, outermost first; `inline` are scripts of others that stand in the pages."""
    return [Middleware(SecurityHeaders, inline=tuple(inline)), Middleware(Admission)]
