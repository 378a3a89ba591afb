"""
An e-mail's own words and the messages quoted below them, each apart.

Mail programs mark what they quote by a line that says who wrote when, by a block of header lines
or by `>` at the start of each line. What stands between quoted lines is the writer's own.
"""

import re
from dataclasses import dataclass

from newsfigures.reading.details import Details, read_date

_WROTE = re.compile(r"^(?:On|Am|Le)\b.{5,300}?\b(?:wrote|schrieb|a écrit)\s*:[ \t]*$", re.M | re.S)
_RULE = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:Original|Forwarded|Weitergeleitete)[ \t]+(?:Message|Nachricht)[ \t]*"
    r"-{2,}|Begin forwarded message:|_{10,})[ \t]*$",
    re.M | re.I,
)
_HEADS = re.compile(
    r"^\*?From:\*?[ \t]*\S[^\n]*\n"
    r"(?:\*?(?:Sent|Date|To|Cc|Subject|Reply-To):\*?[^\n]*\n(?:[ \t]+\S[^\n]*\n)?)+",
    re.M,
)
_HEAD = re.compile(r"^\*?(From|Sent|Date|Subject):\*?[ \t]*(.*)$", re.M)
_QUOTED = re.compile(r"^>[^\n]*(?:\n|$)(?:>[^\n]*(?:\n|$))*", re.M)
_SIGNATURE = re.compile(r"^-- ?\n(?:[^\n]*\n?){0,12}\Z", re.M)
_MARK = re.compile(r"^> ?", re.M)
_PERSON = re.compile(r"\d{1,2}:\d\d(?::\d\d)?\s*(?:[AP]M)?,?\s+(.{2,80}?)\s*(?:<|$)")
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a thread, and what the lines above it say of it."""

    words: str
    known: Details


def _of_wrote(line: str) -> Details:
    known = Details()
    flat = " ".join(line.split())
    who = _PERSON.search(re.sub(r"\s*(?:wrote|schrieb|a écrit)\s*:\s*$", "", flat))
    known.learn("the line above the quoted message", published=read_date(flat),
                author=who[1].strip(' "') if who else None)  # fmt: skip
    return known


def _of_heads(block: str) -> Details:
    said = {name.lower(): value.strip() for name, value in _HEAD.findall(block)}
    known = Details()
    known.learn(
        "header of the quoted message",
        published=read_date(said.get("date") or said.get("sent")),
        title=plain_subject(said.get("subject", "")) or None,
        author=re.sub(r"\s*[<\[].*", "", said.get("from", "")).strip(' "*') or None,
    )
    return known


def plain_subject(subject: str) -> str:
    """
    Return a subject without the marks of answering and passing on.

        >>> plain_subject("Fwd: RE: Nvidia's quarter")
        "Nvidia's quarter"
    """
    return re.sub(r"^(?:\s*(?:re|fwd?|aw|wg|tr)\s*:\s*)+", "", subject, flags=re.I).strip()


def _first(text: str) -> tuple[int, int, Details, bool] | None:
    """Return where a quoted message begins: of its mark, of its words, what is said, if marked."""
    found: list[tuple[int, int, Details, bool]] = []
    if m := _WROTE.search(text):
        found.append((m.start(), m.end(), _of_wrote(m[0]), True))
    if m := _RULE.search(text):
        after = len(text) - len(text[m.end() :].lstrip())
        heads = _HEADS.match(text, after)
        if heads:
            found.append((m.start(), heads.end(), _of_heads(heads[0]), False))
        elif not m[0].strip().startswith("_"):
            found.append((m.start(), m.end(), Details(), False))
    if m := _HEADS.search(text):
        found.append((m.start(), m.end(), _of_heads(m[0]), False))
    if m := _QUOTED.search(text):
        found.append((m.start(), m.start(), Details(), True))
    return min(found, key=lambda each: each[0], default=None)


def _unsigned(text: str) -> str:
    return _SIGNATURE.sub("", text).strip()


def split(text: str, depth: int = 0) -> list[Message]:
    """
    Return the messages of a thread, the newest first; the first is the mail's own words.

        >>> [each.words for each in split("Agreed.\\nOn 27 Jan 2025 Ada wrote:\\n> It cost $5.")]
        ['Agreed.', 'It cost $5.']
    """
    begin = _first(text) if depth < _MOST else None
    if begin is None:
        return [Message(words=_unsigned(text), known=Details())]
    start, end, known, by_mark = begin
    own, rest = text[:start], text[end:]
    if by_mark and _QUOTED.search(rest):
        quoted = "".join(m[0] for m in _QUOTED.finditer(rest))
        own = f"{own.rstrip()}\n\n{_QUOTED.sub(chr(10), rest).strip()}"
        rest = _MARK.sub("", quoted)
    elif by_mark and start == end:
        return [Message(words=_unsigned(text), known=Details())]
    first, *older = split(rest.lstrip("\n"), depth + 1)
    return [
        Message(words=_unsigned(own), known=Details()),
        Message(words=first.words, known=known),
        *older,
    ]
