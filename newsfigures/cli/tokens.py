"""The verb for the tokens of programs that ask over HTTP: make, list, revoke."""

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.saying import DONE, NOTHING_DONE, SOME_FAILED, complain, count
from newsfigures.errors import AccessError, RefusedError

if TYPE_CHECKING:
    from newsfigures.access.tokens import Token


def tokens(options: argparse.Namespace) -> int:
    """Make a token for a program that asks over HTTP, list those there are, or revoke some."""
    try:
        return int(options.do(options))
    except (AccessError, RefusedError) as error:
        complain(error)
        return NOTHING_DONE


def _record(token: "Token") -> dict[str, Any]:
    """Return what is told of a token: neither it nor its digest."""
    from newsfigures.access import tokens as room

    told = asdict(token)
    told.pop("sha256")
    told = {name: each.isoformat() if hasattr(each, "isoformat") else each
            for name, each in told.items()}  # fmt: skip
    return told | {"state": token.state(room.now())}


def _make(options: argparse.Namespace) -> int:
    from newsfigures import places
    from newsfigures.access import tokens as room

    token, word = room.make(places.beside(), options.name, options.scope, options.days)
    if options.json:
        print(json.dumps({**_record(token), "token": word}, ensure_ascii=False))
        return DONE
    end = f"until {token.expires:%Y-%m-%d}" if token.expires else "without an end"
    print(word)
    complain(
        f"Token {token.id} “{token.name}”, scope {token.scope}, valid {end}. It is told only now: "
        "keep it where its program finds it."
    )
    return DONE


def _list(options: argparse.Namespace) -> int:
    from newsfigures import places
    from newsfigures.access import tokens as room

    found = room.listed(places.beside())
    for token in found:
        if options.json:
            print(json.dumps(_record(token), ensure_ascii=False))
            continue
        end = f"until {token.expires:%Y-%m-%d}" if token.expires else "without an end"
        state = token.state(room.now())
        print(f"{token.id}  {token.scope:5}  {state:7}  made {token.made:%Y-%m-%d}, {end}  "
              f"{token.name}")  # fmt: skip
    if not found and not options.json:
        print("There is no token.")
    return DONE


def _revoke(options: argparse.Namespace) -> int:
    from newsfigures import places
    from newsfigures.access import tokens as room

    failed = 0
    for own in options.ids:
        token = room.revoke(places.beside(), own)
        failed += token is None
        if token is None:
            complain(f"There is no token {own} that counts; `tokens list` says which there are.")
        elif options.json:
            print(json.dumps(_record(token), ensure_ascii=False))
        else:
            print(f"Revoked {own} “{token.name}”. It is refused from now on.")
    if not options.json and len(options.ids) > 1:
        print(f"{count(len(options.ids) - failed, 'token')} revoked.")
    if failed == len(options.ids):
        return NOTHING_DONE
    return SOME_FAILED if failed else DONE


def add(verbs: Any) -> None:
    """Add the verb of this module."""
    from newsfigures.access.tokens import DAYS, SCOPES

    one = verb(
        verbs, tokens, 'tokens make --name "nightly load" --scope write', json="say it as JSON"
    )
    doing = one.add_subparsers(dest="what", required=True, metavar="make|list|revoke")
    for what, do, says in (
        ("make", _make, "make a token; it is printed once and kept only as a digest"),
        ("list", _list, "say the tokens: id, scope, whether valid, until when, name"),
        ("revoke", _revoke, "let tokens count no more, at once"),
    ):
        each = doing.add_parser(what, help=says, description=says)
        each.set_defaults(do=do)
        # As after `tokens` itself, which says what it is unless it is said here.
        each.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
        if what == "make":
            each.add_argument("--name", required=True, help="under which work done with it is kept")
            each.add_argument("--scope", choices=tuple(SCOPES), default="read", help="read if none")
            long = f"how long it is valid, {DAYS} if none; 0: without an end"
            each.add_argument("--days", type=int, default=DAYS, metavar="N", help=long)
        if what == "revoke":
            each.add_argument("ids", nargs="+", metavar="TOKEN_ID")
