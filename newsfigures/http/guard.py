"""
Who asks, and whether they may: by the token of a request, before its handler is asked.

Without a token somebody may read. The token of the note beside the store (holder.py) is that of
this machine's user. A page of another site can make a browser send us a request, but cannot read
that word; it is told by its origin as well, so that a word that has leaked into a browser is of
no use there either.
"""

import hmac

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newsfigures import access, holder
from newsfigures.access import ACTIONS, OPERATOR, Action, Person, Role
from newsfigures.http.answers import Handler, error
from newsfigures.http.origins import is_from_elsewhere

ELSEWHERE = "This was sent for a page of another site. Only this app may ask that."
NO_TOKEN = (
    "This needs the token that stands in the note beside the store, a file with the store's name "
    "and .holder at its end: send it as “Authorization: Bearer TOKEN”."
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
    return None


def _stranger(request: Request) -> Person:
    """Return what somebody is who shows no token."""
    return Person(role=Role.VIEWER, key=request.client.host if request.client else "")


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
    that is not enough, where the store is for reading only, or for a page of another site.
    """

    async def answer(request: Request) -> Response:
        word = _given(request.headers)
        person = _stranger(request) if word is None else _known(word)
        if action is Action.HEALTH:
            person = person or _stranger(request)
        if refused := _refusal(request, person, action):
            return refused
        with access.acting(person or _stranger(request)):
            return await handler(request)

    return answer
