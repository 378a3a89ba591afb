"""An address as somebody wrote it, and the addresses of machines: which of them may be asked."""

import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from newsfigures.errors import WebError
from newsfigures.web.allowance import Allowance

Machine = IPv4Address | IPv6Address
# Gives the addresses of a name as words; raises OSError for a name that has none.
Resolve = Callable[[str, int], Iterable[str]]

LONGEST = 2_000
PORTS = {"http": 80, "https": 443}
# What is no machine of the public internet: the special-purpose address registries of IANA (RFC
# 6890 and what followed), and what carries an IPv4 address inside an IPv6 one, by which any
# address could be written in another form. Multicast is left out of the registries.
_V4 = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24
198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
"""
_V6 = """
2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
"""
_SPECIAL = tuple(ip_network(one) for one in (_V4 + _V6).split())
# All of IPv6 that is given to machines of the public internet (RFC 4291); ::1, IPv4-mapped,
# NAT64, link-local, unique local and multicast addresses lie outside.
_GLOBAL_V6 = ip_network("2000::/3")
# Where clouds tell a machine its own secrets; refused even where their network is allowed.
_METADATA = frozenset(
    ip_address(one)
    for one in (
        "169.254.169.254", "169.254.170.2", "169.254.170.23", "100.100.100.200", "168.63.129.16",
        "192.0.0.192", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254",
    )
)  # fmt: skip
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2000-\u200f\u2028-\u202f\u2060\u3000\ufeff]")
# A name as it is looked up; other letters have become these (IDNA) by then.
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", re.I)
# A host whose last part is a number is an IPv4 address, however it is written (WHATWG URL).
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address in its parts; `host` is a name or an address without brackets."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_usual(self) -> bool:
        """Say whether the port is that of the scheme."""
        return self.port == PORTS[self.scheme]

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.is_usual else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def read(address: str) -> Place:
    """Return an address in its parts, or raise WebError that says what is wrong with it."""
    said = address.strip()
    if len(said) > LONGEST:
        raise WebError(f"The address has {len(said):,} characters; {LONGEST:,} are the most.")
    if _UNSEEN.search(said):
        raise WebError(
            f"“{said}” is no web address: it holds a space, a backslash or a sign that is not "
            "seen. Write it as the browser shows it."
        )
    try:
        parts = parse_url(said)
    except LocationParseError as error:
        raise WebError(
            f"“{said}” is no web address. Write one such as https://example.com/article."
        ) from error
    if parts.scheme not in PORTS or not said.lower().startswith(f"{parts.scheme}://"):
        raise WebError(f"“{said}” does not begin with http:// or https://; only these are fetched.")
    if parts.auth is not None or "@" in re.split(r"[/?#]", said)[2]:
        raise WebError(
            "The address holds a user name or password before an @; such are never sent. Take "
            "them out, or save the page and add the file."
        )
    host = (parts.host or "").strip("[]").rstrip(".")
    if not host:
        raise WebError(f"“{said}” names no site. Write one such as https://example.com/article.")
    _check_form(host)
    port = PORTS[parts.scheme] if parts.port is None else parts.port
    return Place(scheme=parts.scheme, host=host, port=port, target=parts.request_uri)


def _check_form(host: str) -> None:
    """Raise unless a host is a name, or an address in its one usual form."""
    if _literal(host) is not None:
        return
    if not _NAME.fullmatch(host):
        raise WebError(f"“{host}” is no name of a site. Write it as the browser shows it.")
    if _NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        raise WebError(f"“{host}” is a machine's number in an unusual form. Write the site's name.")


def _literal(host: str) -> Machine | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def is_public(machine: Machine) -> bool:
    """Say whether an address is one of a machine of the public internet."""
    if isinstance(machine, IPv6Address) and machine not in _GLOBAL_V6:
        return False
    if any(machine in network for network in _SPECIAL):
        return False
    # What Python knows besides, of registries newer than the lists above.
    return machine.is_global and not machine.is_multicast


def _may_be_asked(machine: Machine, allowed: Allowance) -> bool:
    if machine in _METADATA or getattr(machine, "scope_id", None):
        return False
    return is_public(machine) or any(machine in network for network in allowed.networks)


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a name as the system knows them, the best first."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def machines(place: Place, allowed: Allowance, resolve: Resolve) -> list[Machine]:
    """
    Return the addresses of a place, looked up once, all of which may be asked.

    Raises WebError where one of them may not: a name that leads both outside and inside is made
    to do harm. TimeoutError comes from `resolve`.
    """
    literal = _literal(place.host)
    try:
        words = [str(literal)] if literal else list(resolve(place.host, place.port))
    except TimeoutError:
        raise
    except (OSError, UnicodeError) as error:
        raise WebError(
            f"There is no site “{place.host}”, or its name cannot be looked up. Check the address."
        ) from error
    found = [machine for one in words if (machine := _literal(one)) is not None]
    if not found or len(found) < len(words):
        raise WebError(f"The name “{place.host}” leads to no address. Check it.")
    if not all(_may_be_asked(each, allowed) for each in found):
        raise WebError(
            f"“{place.host}” is not on the public internet, and pages of other networks are not "
            "fetched. Save the page and add the file."
        )
    inside = any(not is_public(each) for each in found)
    if not place.is_usual and place.port not in PORTS.values() and not inside:
        raise WebError(
            f"Port {place.port} is none that pages of the web are at; 80 and 443 are asked."
        )
    return found
