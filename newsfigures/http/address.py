"""What there is to say of one address."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsfigures.access import ACTIONS, Action, Role
from newsfigures.http.answers import Handler
from newsfigures.http.asking import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """
    One address with one method.

    `action` is what is done by asking it; who may not is refused before the handler is asked.
    `gives` are media types with the name of their schema (description.SCHEMAS), '' for bytes;
    `errors` the statuses of its errors besides 405 and 414, which any address may answer.
    """

    path: str
    handler: Handler
    action: Action
    says: str
    gives: Mapping[str, str]
    method: str = "GET"
    asks: tuple[Asked, ...] = ()
    errors: tuple[int, ...] = (400, 503)
    successes: tuple[int, ...] = (200,)
    head: Mapping[str, str] = field(default_factory=dict)
    is_stable: bool = True
    # Whether its answer is the same until something is written: then it has an ETag.
    keeps: bool = False
    takes_file: bool = False

    @property
    def wants_token(self) -> bool:
        """Say whether it wants a token even where reading is open: it does more than read."""
        return ACTIONS[self.action].least > Role.VIEWER
