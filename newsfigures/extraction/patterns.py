"""
Regular expressions that are compiled when first used, not when a module is imported.

The extraction has hundreds of them, and compiling all took most of the time it took to import it.
Modules import this one in place of the standard library's: `from newsfigures.extraction import
patterns as re`; all else is as there.
"""

import re
from re import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    I,
    M,
    Match,
    Pattern,
    S,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, cast

from newsfigures.extraction.firsts import opened

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "I",
    "M",
    "Match",
    "Pattern",
    "S",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


class _Later:
    """Stands for a compiled expression; has its methods as its own once one was asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(opened(self.pattern, self._flags), self._flags)
        for each in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, each, getattr(compiled, each))
        for each in ("flags", "groups", "groupindex"):
            setattr(self, each, getattr(compiled, each))
        found = getattr(compiled, name)
        setattr(self, name, found)
        return found


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""
    Return an expression that is compiled when one of its methods is first called.

        >>> compile(r"\d+").search("in 2025")[0]
        '2025'
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))
