"""What there is to say of one address."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsfigures.http.answers import Handler
from newsfigures.http.asking import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """
    One address with one method.

    `gives` are media types with the name of their schema (description.SCHEMAS), '' for bytes;
    `errors` the statuses of its errors besides 405 and 414, which any address may answer.
    """

    path: str
    handler: Handler
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
    wants_token: bool = False
    takes_file: bool = False
