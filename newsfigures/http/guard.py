"""
Who asks, and whether they may: by the token of a request, before its handler is asked.

Without a token somebody may read; where people sign in, what visitors may (access/roles.py). The
token of the note beside the store (holder.py) is that of this machine's user; others are made by
the command line, each with a scope (access/tokens.py). A page of another site can make a browser
send us a request, but cannot read a token; it is told by its origin as well, so that one that has
leaked into a browser is of no use there either.
"""

import hmac
import logging

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newsfigures import access, holder, places
from newsfigures.access import ACTIONS, OPERATOR, Action, Person, Role, rates, roles, tokens
from newsfigures.errors import AccessError, TooOftenError
from newsfigures.http.answers import Handler, error
from newsfigures.http.origins import ELSEWHERE, is_from_elsewhere

_log = logging.getLogger(__name__)

_NOBODY = Person(role=Role.NOBODY)

NO_TOKEN = (
    "This needs a token, sent as “Authorization: Bearer TOKEN”: one that whoever runs this made "
    "with “python -m newsfigures tokens make”, or on the same machine the token that stands in the "
    "note beside the store, a file with the store's name and .holder at its end."
)
UNKNOWN = "The token that was sent is not known here. " + NO_TOKEN


def _given(headers: Headers) -> str | None:
    """Return the token that a request was sent with, None for none."""
    scheme, _, word = headers.get("authorization", "").partition(" ")
    return word.strip() if scheme.lower() == "bearer" else None


def _known(word: str) -> Person | None:
    """Return whose token this is, None for nobody's."""
    if hmac.compare_digest(word.encode(), holder.token().encode()):
        return OPERATOR
    return tokens.known(places.beside(), word)


def _stranger(request: Request) -> Person:
    """Return what somebody is who shows no token."""
    there = roles.current()
    role = there.visitors if there else Role.VIEWER
    return Person(role=role, key=f"from {request.client.host}" if request.client else "")


def _wants_token(words: str) -> JSONResponse:
    answer = error(words, 401)
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _refusal(request: Request, person: Person | None, action: Action) -> Response | None:
    """Return the answer to who may not do something, None for who may."""
    word = _given(request.headers)
    if ACTIONS[action].least > Role.VIEWER and is_from_elsewhere(request.headers):
        return error(ELSEWHERE, 403)
    if person is None:
        return _wants_token(UNKNOWN)
    said = access.why_not(person, action)
    if said and word is None and said != access.READ_ONLY:
        return _wants_token(NO_TOKEN)
    return error(said, 403) if said else None


def guarded(action: Action, handler: Handler) -> Handler:
    """
    Let a handler be asked by whoever may do `action`, and act as them inside.

    Others are answered in words: 401 without a token or with one that is not known, 403 with one
    that is not enough, where the store is for reading only, or for a page of another site, 429 for
    who asks more often than is taken from one person.
    """

    async def answer(request: Request) -> Response:
        if action is Action.HEALTH:
            return await handler(request)
        word = _given(request.headers)
        try:
            person = _stranger(request) if word is None else _known(word)
            if refused := _refusal(request, person, action):
                return refused
            with access.acting(person or _NOBODY):
                if action in rates.USUAL:
                    rates.take(action)
                return await handler(request)
        except AccessError as wrong:
            # What is wrong, and where, is for whoever runs this.
            _log.error("%s", wrong)
            return error(access.BROKEN, 503)
        except TooOftenError as much:
            refused = error(str(much), 429)
            refused.headers["Retry-After"] = str(much.seconds)
            return refused

    return answer
