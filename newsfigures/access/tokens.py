"""
Tokens for programs that ask over HTTP: made, listed and revoked, kept beside the store.

A line of the file `<store>.tokens` says that a token was made or revoked; no line is ever changed,
so that two who write at once lose nothing. Of the token itself only the SHA-256 is kept: it is 32
random bytes, which nobody guesses, so that nothing slower is needed. The file is for the user who
runs the app (mode 600) and in no backup, download or answer.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newsfigures.access.actions import Action, Role
from newsfigures.access.gate import Person, check
from newsfigures.errors import AccessError

# What a token is for, and the role that is.
SCOPES = {"read": Role.VIEWER, "write": Role.EDITOR, "admin": Role.ADMIN}
# Begins each token, so that one that stands where it should not is found by scanners of secrets.
PREFIX = "nf"
DAYS = 90
LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """
    What is kept of a token; times are UTC, to the second.

    `name` is under which work done with it is kept; `expires` None: it does not end by itself;
    `revoked` None: it was not revoked.
    """

    id: str
    name: str
    scope: str
    sha256: str
    made: datetime
    expires: datetime | None
    revoked: datetime | None = None

    def state(self, now: datetime) -> str:
        """Return whether it is `valid`, `expired` or `revoked`."""
        if self.revoked:
            return "revoked"
        return "expired" if self.expires and now >= self.expires else "valid"


def now() -> datetime:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def place(store: Path) -> Path:
    """Return where the tokens of a store are kept."""
    return store.with_name(f"{store.name}.tokens")


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def make(store: Path, name: str, scope: str, days: int = DAYS) -> tuple[Token, str]:
    """
    Make a token; return what is kept of it, and the token, which is told only now.

    `days` 0: it does not end by itself. Raises AccessError for a name, scope or time that is none.
    """
    check(Action.TOKENS)
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST:
        raise AccessError(f"Name: give one of up to {LONGEST} characters; work is kept under it.")
    if scope not in SCOPES:
        raise AccessError(f"There is no scope {scope!r}. There are: {', '.join(SCOPES)}.")
    if days < 0:
        raise AccessError("Days: give how many it is to be valid, or 0 for no end.")
    own = secrets.token_hex(4)
    word = f"{PREFIX}_{own}_{secrets.token_urlsafe(32)}"
    expires = now() + timedelta(days=days) if days else None
    token = Token(id=own, name=name, scope=scope, sha256=_digest(word), made=now(), expires=expires)
    _append(store, {
        "id": own, "name": name, "scope": scope, "sha256": token.sha256,
        "made": token.made.isoformat(), "expires": expires.isoformat() if expires else None,
    })  # fmt: skip
    return token, word


def revoke(store: Path, own: str) -> Token | None:
    """Revoke a token by its id; None where there is none that counts."""
    check(Action.TOKENS)
    token = _read(store).get(own)
    if token is None or token.revoked:
        return None
    at = now()
    _append(store, {"id": own, "revoked": at.isoformat()})
    return replace(token, revoked=at)


def listed(store: Path) -> list[Token]:
    """Return every token, oldest first, those that are valid no more too."""
    return list(_read(store).values())


def known(store: Path, word: str) -> Person | None:
    """
    Return as whom a token lets somebody act, None where it is not valid.

    Raises AccessError where the file cannot be read: then nobody is known.
    """
    prefix, _, rest = word.partition("_")
    own = rest.partition("_")[0]
    token = _read(store).get(own) if prefix == PREFIX else None
    fits = hmac.compare_digest(_digest(word), token.sha256 if token else "")
    if token is None or not fits or token.state(now()) != "valid":
        return None
    return Person(role=SCOPES[token.scope], name=token.name, key=f"token {own}")


def _append(store: Path, line: dict[str, Any]) -> None:
    path = place(store)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Unreadable for others from the first moment on; a line goes in whole, behind the others.
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(opened, f"{json.dumps(line, ensure_ascii=False)}\n".encode())
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as error:
        raise AccessError(f"{path} cannot be written: {error.strerror}.") from error


def _read(store: Path) -> Mapping[str, Token]:
    """Return the tokens by their ids; AccessError for a file that is not as it should be."""
    path = place(store)
    try:
        state = path.stat()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise AccessError(f"{path} cannot be read: {error.strerror}.") from error
    return _parsed(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _parsed(path: Path, _changed: int, _size: int) -> Mapping[str, Token]:
    """Return the tokens of a file as it is now, by their ids."""
    tokens: dict[str, Token] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise AccessError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        try:
            _add(tokens, json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise AccessError(
                f"{path}, line {number}: this is no token. No token counts until that is mended; "
                "move the file away to begin anew."
            ) from error
    return MappingProxyType(tokens)


def _add(tokens: dict[str, Token], said: dict[str, Any]) -> None:
    """Add what a line says; ValueError, KeyError or TypeError where it says no such thing."""
    own = said["id"]
    if "revoked" in said:
        tokens[own] = replace(tokens[own], revoked=datetime.fromisoformat(said["revoked"]))
        return
    if said["scope"] not in SCOPES:
        raise ValueError(said["scope"])
    expires = datetime.fromisoformat(said["expires"]) if said["expires"] else None
    made = datetime.fromisoformat(said["made"])
    tokens[own] = Token(**{**said, "made": made, "expires": expires})
