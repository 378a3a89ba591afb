"""Amounts that only say what is counted among a class of things: `$10B+ projects`."""

from newsfigures.extraction import patterns as re
from newsfigures.model import Span

# What puts things into a class: `$10B+ projects`, `1 GW+ and larger sites`, `by power (≥1 GW)`.
_CLASS = re.compile(
    r"\+(?: (?:and|or|&) [^.;\n]{1,24}?)?\+? (?:[\w-]+ ){0,2}"
    r"(?i:data[ -]?cent(?:re|er)s|projects|campuses|sites|facilities|clusters|deals|rounds"
    r"|contracts|orders|start-?ups|companies|models)\b"
)
_BY_CLASS = re.compile(r"(?i)\bby [a-z]+ \([≥>]?=? ?$")


def is_class(clean: str, at: Span) -> bool:
    """
    Say whether an amount only says what is counted among a class of things.

        >>> is_class("a list of $10B+ projects", Span(10, 14))
        True
        >>> is_class("projects worth $10B+ in all", Span(15, 19))
        False
    """
    if clean.startswith("+", at.end) and _CLASS.match(clean, at.end):
        return True
    return clean[at.start - 1 : at.start] in ("(", "≥", ">") and bool(
        _BY_CLASS.search(clean, max(0, at.start - 24), at.start)
    )


_INDEX = re.compile(r"\b(?:S&P|Nasdaq|FTSE|Russell|Fortune|CSI|Nikkei|Stoxx|Global|Forbes) $")


def in_index_name(clean: str, at: Span) -> bool:
    """
    Say whether a number is part of the name of an index or list of firms.

        >>> in_index_name("most S&P 500 members", Span(9, 20))
        True
        >>> in_index_name("most of the 500 members", Span(12, 23))
        False
    """
    return _INDEX.search(clean, max(0, at.start - 12), at.start) is not None
