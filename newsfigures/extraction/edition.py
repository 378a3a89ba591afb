"""
By what an article was read: the version, the rules, the lexicons and the names, as one word.

An article whose `extractor` is another word was read by another edition and may read otherwise now.
"""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from newsfigures import __version__
from newsfigures.catalog import DATA, Entity

__all__ = ["now"]

_RULES = Path(__file__).parent
_NAMES = ("entities.csv", "chips.csv", "metrics.toml")
_LENGTH = 12


def _files() -> list[Path]:
    own = [file for kind in ("*.py", "*.toml") for file in _RULES.rglob(kind)]
    return [*sorted(own), *(DATA / name for name in _NAMES)]


@cache
def _digest() -> str:
    """Return the digest of the rules, the lexicons and the listed names; read once."""
    digest = sha256()
    for file in _files():
        digest.update(file.name.encode())
        # Line ends, which git may change, are no part of a rule.
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def now(extra: Sequence[Entity] = ()) -> str:
    """Return the edition that reads now and knows some names besides the listed ones."""
    return _knowing(_digest(), extra) if extra else _alone(_digest())


@cache
def _alone(rules: str) -> str:
    return _knowing(rules, ())


def _knowing(rules: str, extra: Sequence[Entity]) -> str:
    digest = sha256(rules.encode())
    for one in extra:
        aliases, ambiguous = sorted(one.aliases), sorted(one.ambiguous)
        digest.update(repr((one.name, one.kind, one.parent, aliases, ambiguous)).encode())
    return f"{__version__}+{digest.hexdigest()[:_LENGTH]}"
