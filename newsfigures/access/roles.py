"""
Roles of people who sign in: a small file that the operator writes, NEWSFIGURES_ACCESS.

Where it is set, people sign in; the file is read anew when it changes, so that a role that is
taken away is gone with the next thing somebody does. A file that is not as it should be lets
nobody do anything.
"""

import os
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from newsfigures.access.actions import Role
from newsfigures.access.gate import Person
from newsfigures.errors import AccessError

_ROLES = {role.word: role for role in Role}
_GIVEN = [role.word for role in Role if role is not Role.NOBODY]
# Whoever signed in this long ago signs in anew.
HOURS = 12
_SECONDS = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """
    Who has which role.

    `default` is the role of who signed in and is named nowhere, `visitors` that of who did not
    sign in, or shows no token over HTTP. `named` are e-mail addresses (`*@example.com` all of a
    domain) and `claimed` claims with their values, by role. `signed_by` is the claim that work is
    signed with; `unverified` lets e-mail addresses count that the provider does not vouch for.
    """

    default: Role
    visitors: Role
    hours: float
    signed_by: str
    unverified: bool
    providers: tuple[str, ...]
    named: Mapping[Role, tuple[str, ...]]
    claimed: Mapping[Role, Mapping[str, tuple[str, ...]]]

    def role(self, claims: Mapping[str, Any]) -> Role:
        """Return the greatest role that what a provider says of somebody gives them."""
        mail = str(claims.get("email") or "").strip().lower()
        if claims.get("email_verified") is not True and not self.unverified:
            mail = ""
        given: list[Role] = []
        for role, addresses in self.named.items():
            if mail and any(_fits(mail, one) for one in addresses):
                given.append(role)
        for role, wanted in self.claimed.items():
            if any(set(_values(claims.get(name))) & set(those) for name, those in wanted.items()):
                given.append(role)
        # Who is named has what they are named for, also where that is less than the usual.
        return max(given, default=self.default)

    def person(self, claims: Mapping[str, Any], otherwise: str = "") -> Person:
        """
        Return as whom somebody acts of whom a provider says this; {} is who did not sign in.

        `otherwise` is the key of who did not. Whoever signed in longer than `hours` ago did
        not.
        """
        if not claims.get("is_logged_in") or self.is_over(claims):
            return Person(role=self.visitors, key=otherwise)
        said = (claims.get(name) for name in (self.signed_by, "email", "sub"))
        name = next((words for each in said if (words := " ".join(str(each or "").split()))), "")
        if not name:
            return Person(role=self.visitors, key=otherwise)
        own = f"{claims.get('iss')} {claims.get('sub')}"
        return Person(role=self.role(claims), name=name, key=own)

    def is_over(self, claims: Mapping[str, Any]) -> bool:
        """Say whether somebody signed in too long ago, or it is not said when."""
        at = claims.get("iat")
        if isinstance(at, bool) or not isinstance(at, int | float):
            return True
        return time.time() - at >= self.hours * _SECONDS


def _fits(mail: str, pattern: str) -> bool:
    if pattern.startswith("*@"):
        return mail.rpartition("@")[2] == pattern[2:]
    return mail == pattern


def _values(said: Any) -> tuple[str, ...]:
    """Return the values of a claim, which may be one or a list."""
    return tuple(map(str, said)) if isinstance(said, list | tuple) else (str(said),) if said else ()


def place() -> Path | None:
    """Return where the file stands, None where nobody signs in."""
    words = os.environ.get("NEWSFIGURES_ACCESS", "").strip()
    return Path(words) if words else None


def current() -> Roles | None:
    """Return the roles there are now, None where nobody signs in; AccessError as `read`."""
    path = place()
    if path is None:
        return None
    try:
        state = path.stat()
    except OSError as error:
        raise AccessError(f"NEWSFIGURES_ACCESS={path} cannot be read: {error.strerror}.") from error
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> Roles:
    return read(path)


def read(path: Path) -> Roles:
    """Return the roles that a file gives; AccessError says what in it is not as it should be."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise AccessError(f"{path} cannot be read: {error}") from error
    known = {"default", "visitors", "hours", "signed_by", "unverified", "providers", *_GIVEN}
    _only(said, known, str(path))
    named, claimed = {}, {}
    for word in _GIVEN:
        its = _kind(said.get(word, {}), dict, f"{path}, [{word}]", "a table")
        _only(its, {"emails", "claims"}, f"{path}, [{word}]")
        named[_ROLES[word]] = tuple(
            _mail(one, path) for one in _words(its.get("emails", []), f"{path}, [{word}] emails")
        )
        wanted = _kind(its.get("claims", {}), dict, f"{path}, [{word}] claims", "a table")
        claimed[_ROLES[word]] = {
            name: _words(those, f"{path}, [{word}] claims, {name}")
            for name, those in wanted.items()
        }
    hours = said.get("hours", HOURS)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not hours > 0:
        raise AccessError(f"{path}: hours is {hours!r}; give a number above 0, such as {HOURS}.")
    return Roles(
        default=_role(said.get("default", "viewer"), path, "default", list(_ROLES)),
        visitors=_role(said.get("visitors", "nobody"), path, "visitors", ["nobody", "viewer"]),
        hours=hours,
        signed_by=_kind(said.get("signed_by", "name"), str, f"{path}: signed_by", "a claim's name"),
        unverified=_kind(
            said.get("unverified", False), bool, f"{path}: unverified", "true or false"
        ),
        providers=_words(said.get("providers", []), f"{path}: providers"),
        named=named,
        claimed=claimed,
    )


def _only(said: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(said) - known):
        raise AccessError(
            f"{where}: there is no {', '.join(unknown)}. There are: {', '.join(sorted(known))}."
        )


def _kind(value: Any, kind: type, where: str, belongs: str) -> Any:
    if not isinstance(value, kind):
        raise AccessError(f"{where} is {value!r}; {belongs} belongs there.")
    return value


def _words(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise AccessError(f"{where} is {value!r}; a list of words belongs there.")
    return tuple(value)


def _mail(words: str, path: Path) -> str:
    name, at, domain = words.strip().lower().rpartition("@")
    if not at or not domain or not name or "*" in domain or ("*" in name and name != "*"):
        raise AccessError(
            f"{path}: {words!r} is no e-mail address; write one, or *@example.com for all of a "
            "domain."
        )
    return f"{name}@{domain}"


def _role(word: Any, path: Path, name: str, there: list[str]) -> Role:
    if word not in there:
        raise AccessError(f"{path}: {name} is {word!r}. There are: {', '.join(there)}.")
    return _ROLES[word]
