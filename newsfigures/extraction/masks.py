"""
Names as they can speak, and the masks over them.

`mask` hides every name behind one letter of its kind, repeated to the same length, so that the
shapes of crediting in lexicon/attribution.toml are plain patterns over masks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention

_LETTERS = {
    "person": "\ue000",
    "trade": "\ue001",
    "firm": "\ue002",
    "model": "\ue003",
    "mute": "\ue004",
}
ANY = "[\ue000-\ue004]"
PERSON = f"(?<!{ANY})\ue000+"
TRADE = f"(?<!{ANY})\ue001+"
FIRM = f"(?<!{ANY})\ue002+"
VOICE = f"(?<!{ANY})(?:\ue000+|\ue001+|\ue002+|\ue003+)"


@dataclass(slots=True, kw_only=True)
class Name:
    """
    A name in a stretch of text; offsets count from its start.

    `kind` is person, trade (analyst firms and publications), firm, model (which speaks for
    its maker) or mute. `listed` says whether catalog or context proved it. `via` is the
    mention's, `unlisted` for names added here.
    """

    start: int
    end: int
    name: str
    kind: str
    listed: bool
    via: str


def words_of(group: str) -> str:
    """Return the alternatives of a group of lexicon/attribution.toml as one pattern."""
    return "|".join(entry["words"] for entry in lexicon("attribution")[group])


def kind_of(mention: Mention) -> str:
    """Return the kind of speaker a mention is."""
    if mention.kind == "person":
        return "person"
    if mention.kind in ("analyst_firm", "publication"):
        return "trade"
    if mention.kind in ("company", "investor", "place", "project"):
        return "firm"
    return "model" if mention.kind == "model" else "mute"


def mask(text: str, found: Sequence[Name]) -> str:
    """Return the text with every name as a run of its kind's letter, of the same length."""
    letters = list(text)
    for name in found:
        letters[name.start : name.end] = _LETTERS[name.kind] * (name.end - name.start)
        if name.via == "possessive":  # `its` becomes a name with 's of the same length
            letters[name.end : name.end + 2] = "'s"
    return "".join(letters)


def joint_before(text: str, found: Sequence[Name]) -> str | None:
    """Return the last `A, B and C` of firms in a text, in canonical names."""
    masked = mask(text, [n for n in found if n.end <= len(text)])
    runs = list(re.finditer(f"(?:{FIRM}, )*{FIRM},? and {FIRM}", masked))
    return joint(runs[-1].span(), found) if runs else None


def joint(span: tuple[int, int], found: Sequence[Name]) -> str | None:
    """Return the names inside a stretch as one: `A, B and C`; None unless two or more differ."""
    members = [n.name for n in found if span[0] <= n.start and n.end <= span[1]]
    if len(members) < 2 or len(set(members)) != len(members):
        return None
    if any(n.via == "pronoun" for n in found if span[0] <= n.start and n.end <= span[1]):
        return None
    return ", ".join(members[:-1]) + " and " + members[-1]
