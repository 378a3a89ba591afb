"""
The one table of what can be done, and which role may do it.

Roles are in order: who may do more may do all that is less. `least` NOBODY needs no role at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType


class Role(IntEnum):
    """What somebody is here, in order of what they may do."""

    NOBODY = 0
    VIEWER = 1
    EDITOR = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        """Return it as it is written in settings, such as `viewer`."""
        return self.name.lower()


class Action(StrEnum):
    """What can be done; each writing path names one (Store.desk, Store._transaction, check)."""

    HEALTH = "health"
    UPKEEP = "upkeep"
    READ = "read"
    SQL = "sql"
    UPLOAD = "upload"
    CORRECT = "correct"
    NAME = "name"
    PREFER = "prefer"
    REREAD = "reread"
    SNAPSHOT = "snapshot"
    REMOVE = "remove"
    RESTORE = "restore"
    FORGET = "forget"
    DISCARD = "discard"
    SAMPLES = "samples"
    BULK = "bulk"
    CHECK = "check"
    MEND = "mend"
    BACKUP = "backup"
    REPLACE = "replace"
    TOKENS = "tokens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """
    Who may do something: at least this role.

    `writes`: it changes what is in the store, so that nobody may where that is for reading only.
    `doing` is what somebody does, in words that begin a sentence.
    """

    least: Role
    doing: str
    writes: bool = True


def _rule(least: Role, doing: str, *, writes: bool = True) -> Rule:
    return Rule(least=least, doing=doing, writes=writes)


ACTIONS: Mapping[Action, Rule] = MappingProxyType({
    Action.HEALTH: _rule(Role.NOBODY, "Asking whether the server answers", writes=False),
    # What the program does of itself, whoever makes it: bringing a store's form up to date.
    Action.UPKEEP: _rule(Role.NOBODY, "Keeping the store up to date", writes=False),
    Action.READ: _rule(Role.VIEWER, "Reading", writes=False),
    Action.SQL: _rule(Role.VIEWER, "Asking in SQL", writes=False),
    Action.UPLOAD: _rule(Role.EDITOR, "Adding articles"),
    Action.CORRECT: _rule(Role.EDITOR, "Deciding about figures"),
    Action.NAME: _rule(Role.EDITOR, "Adding names"),
    Action.PREFER: _rule(Role.EDITOR, "Preferring a figure"),
    Action.REREAD: _rule(Role.EDITOR, "Reading articles again"),
    Action.SNAPSHOT: _rule(Role.EDITOR, "Keeping a snapshot"),
    Action.REMOVE: _rule(Role.EDITOR, "Removing articles"),
    Action.RESTORE: _rule(Role.EDITOR, "Restoring articles"),
    Action.FORGET: _rule(Role.ADMIN, "Deleting articles for good"),
    Action.DISCARD: _rule(Role.ADMIN, "Deleting a snapshot for good"),
    Action.SAMPLES: _rule(Role.ADMIN, "Adding and removing the sample articles"),
    Action.BULK: _rule(Role.ADMIN, "Adding very many articles at once"),
    Action.CHECK: _rule(Role.ADMIN, "Looking the whole store through", writes=False),
    Action.MEND: _rule(Role.ADMIN, "Mending the store"),
    Action.BACKUP: _rule(Role.ADMIN, "Copying the whole store", writes=False),
    Action.REPLACE: _rule(Role.ADMIN, "Putting another store in the place of this one"),
    Action.TOKENS: _rule(Role.ADMIN, "Making and revoking tokens"),
})  # fmt: skip
