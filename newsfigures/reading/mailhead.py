"""Whether bytes are an e-mail, told by its header."""

import re

_HEADER = re.compile(
    rb"\A(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n"
)
_SENDER = re.compile(rb"^From:", re.M | re.I)
# Lines that mail programs write and people do not.
_BY_MACHINE = re.compile(
    rb"^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To|DKIM-Signature):", re.M | re.I
)


def is_mail(data: bytes) -> bool:
    """Say whether bytes begin with the header of an e-mail."""
    head = _HEADER.match(data[:200_000].replace(b"\r\n", b"\n"))
    return bool(head and _SENDER.search(head[0]) and _BY_MACHINE.search(head[0]))
