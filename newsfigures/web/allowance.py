"""Whether pages of the web may be fetched here, and from where: one setting of the operator."""

import os
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

from newsfigures.errors import WebError

SETTING = "NEWSFIGURES_WEB"
Network = IPv4Network | IPv6Network
_OFF = frozenset({"", "off", "no", "0", "false"})
OFF = (
    "Web addresses are not fetched here. Save the page and add the file; or whoever runs the app "
    f"allows it by the setting {SETTING}=on (docs/commands.md)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What may be fetched: public addresses, and those in `networks` besides."""

    networks: tuple[Network, ...] = ()


def read(words: str) -> Allowance | None:
    """
    Return what a setting allows, None for nothing; raise WebError for one that is not understood.

        >>> read("on, 10.1.0.0/16").networks
        (IPv4Network('10.1.0.0/16'),)
        >>> read("off") is None
        True
    """
    first, *rest = (one.strip() for one in words.split(","))
    if first.lower() in _OFF and not rest:
        return None
    try:
        if first.lower() != "on":
            raise ValueError(first)
        return Allowance(networks=tuple(ip_network(one) for one in rest))
    except ValueError as error:
        raise WebError(
            f"Web addresses are not fetched here: the setting {SETTING} reads “{words}”, and "
            f"{error} in it is not understood. Write off, on, or on with networks that may be "
            "fetched from besides public addresses, such as on,10.1.0.0/16."
        ) from error


def is_allowed() -> bool:
    """Say whether anything may be fetched; also True for a setting that is wrong, to tell why."""
    return os.environ.get(SETTING, "").strip().lower() not in _OFF


def allowance() -> Allowance:
    """Return what may be fetched, or raise WebError that says who can allow it."""
    allowed = read(os.environ.get(SETTING, ""))
    if allowed is None:
        raise WebError(OFF)
    return allowed
