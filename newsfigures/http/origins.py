"""Whether a browser sends a request for a page of another site."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers

ELSEWHERE = "This was sent for a page of another site. Only this app may ask that."


def is_from_elsewhere(headers: Headers) -> bool:
    """Say whether a browser sends this for a page that is not ours; False for other programs."""
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")
