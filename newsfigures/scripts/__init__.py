"""
The scripts that pages run as they stand in them, and their digests.

The server's policy (http/headers.py) lets a page run these and no other script that stands in it,
so each is the same wherever it runs: what differs is handed over as `data-…` of its tag. No tag may
stand in a script, the page's sanitiser would take it out.
"""

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path

_FOLDER = Path(__file__).parent


def digest(script: str) -> str:
    """Return how a Content-Security-Policy names a script by what it says."""
    made = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    return f"'sha256-{made}'"


@cache
def _script(name: str) -> str:
    return (_FOLDER / f"{name}.js").read_text(encoding="utf-8")


def names() -> list[str]:
    """Return the names of all scripts."""
    return sorted(file.stem for file in _FOLDER.glob("*.js"))


def tag(name: str, **data: str) -> str:
    """Return a script as HTML, with what it is to know as its `data-…`."""
    known = "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())
    return f"<script{known}>{_script(name)}</script>"


def digests() -> list[str]:
    """Return the digests of all scripts, in the order of their names."""
    return [digest(_script(name)) for name in names()]
