"""
Access: who may do what. Roles, the one table of actions, who is acting, and the refusal.

Everything that writes comes past `check`: the store asks it before each transaction.
"""

from newsfigures.access.actions import ACTIONS, Action, Role, Rule
from newsfigures.access.gate import (
    BROKEN,
    OPERATOR,
    PROGRAM,
    READ_ONLY,
    Person,
    acting,
    allowed,
    ask,
    check,
    current,
    may,
    signature,
    why_not,
)
from newsfigures.access.settings import is_read_only

__all__ = [
    "ACTIONS",
    "BROKEN",
    "OPERATOR",
    "PROGRAM",
    "READ_ONLY",
    "Action",
    "Person",
    "Role",
    "Rule",
    "acting",
    "allowed",
    "ask",
    "check",
    "current",
    "is_read_only",
    "may",
    "signature",
    "why_not",
]
