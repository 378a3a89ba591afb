"""
What of a text is prose: a copy of the same length that rules can search.

What is no prose (front matter, link targets, tags, scripts, addresses, escapes, emphasis) is
blank in it, and look-alike characters (no-break spaces, full-width digits, minus signs, curly
quotes) are plain. One character stands for one character, so what is found in the copy indexes
the text. Every expression here costs its text's length at most, whatever the text.
"""

from collections.abc import Iterable, Iterator

from newsfigures.extraction import boxes
from newsfigures.extraction import patterns as re

# One character to one character. Em dashes stay: they part clauses, they do not join ranges.
_PLAIN = {
    **dict.fromkeys("\u00a0\u202f\u205f\u3000\ufeff\u200b\t", " "),
    **{chr(space): " " for space in range(0x2000, 0x200B)},  # en quad to hair space
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **{chr(0xFF10 + d): str(d) for d in range(10)},
    "\uff04": "$",
    "\uff05": "%",
    "\uff0c": ",",
    "\uff0e": ".",
    "\uff1a": ":",
    "\uff08": "(",
    "\uff09": ")",
    "\uff5e": "~",
    "\u223c": "~",
    "\uff0b": "+",
    "\u2044": "/",
    "\u00d7": "x",
}
_NOT_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")

FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.S)
_FRONT_LINE = re.compile(r"^([A-Za-z_][\w-]*):[ \t]*(\S.*)$", re.M)

# What is no prose, blanked, each with marks without which it need not be looked for.
# Link text and alt text stay (docs/figures.md, rule 1).
_BLANKS = (
    ("<", re.compile(r"</?[a-zA-Z][^<>]*>")),
    (
        "](",
        re.compile(r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"),
    ),
    ("://", re.compile(r"(?:https?://|www\.)[^\s<>)\]]+")),
    ("www.", re.compile(r"(?:https?://|www\.)[^\s<>)\]]+")),
    ("@", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}")),
    ("\\", re.compile(r"\\(?=[!-/:-@\[-`{-~])")),
)
_NOTE = re.compile(r"\[(?:\^[^\]\s]{1,80}|\d{1,3}|[a-z]|note \d{1,2})\]")
_RAISED_DIGIT = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]")
_RAISED = re.compile(rf"(?:(?<=[A-Za-z]{{3}})|(?<=[.,;:!?\"')%])){_RAISED_DIGIT.pattern}+")
_EMPHASIS = re.compile(r"([*_`])\1*")
_CODE = re.compile(r"<(script|style)\b", re.I)
_CODE_ENDS = {name: re.compile(rf"</{name}\s*>", re.I) for name in ("script", "style")}
_TERM = re.compile(r"(?<![:\s])(\s*)</dt\s*>", re.I)
_SUPERSCRIPT = re.compile(r"<sup\b[^<>]*>(?=\s*[-\u2212]?\d)", re.I)
_ENTITIES = {
    "&nbsp;": " ",
    "&ndash;": "-",
    "&minus;": "-",
    "&amp;": "&",
    "&euro;": "€",
    "&pound;": "£",
    "&yen;": "¥",
    "&lt;": "<",
    "&gt;": ">",
    "&times;": "x",
}


# `$2.1 \times 10^{25}$`: a power of ten as TeX writes it, between marks that are no dollars.
_TEX = re.compile(
    r"(?P<open>\$?)(?P<number>\d[\d.,]{0,12} ?)\\(?P<times>times|cdot)\b"
    r"(?P<power>[ {]{0,2}10 ?\^ ?\{?-?\d{1,2}\}?)(?P<close>\$?)"
)


def _out_of_tex(match: re.Match[str]) -> str:
    times = "x".ljust(len(match["times"]) + 1)
    opening, closing = " " * len(match["open"]), " " * len(match["close"])
    return f"{opening}{match['number']}{times}{match['power']}{closing}"


def _spaces(words: str) -> str:
    """Return as many spaces as words have characters, their ends of lines kept."""
    return "\n".join(" " * len(line) for line in words.split("\n"))


def _blank(match: re.Match[str]) -> str:
    return _spaces(match[0])


def _unmarked(match: re.Match[str]) -> str:
    """Blank marks of emphasis; underscores inside a word, or one between spaces, stay."""
    marks, text = match[0], match.string
    if marks[0] == "_":
        before = text[match.start() - 1 : match.start()] or " "
        after = text[match.end() : match.end() + 1] or " "
        ends = not before.isspace() and not after.isalnum()
        opens = not before.isalnum() and (not after.isspace() or len(marks) > 1)
        if not (opens or ends):
            return marks
    return " " * len(marks)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with stretches of it blank."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], _spaces(text[start:end])]
        at = end
    return "".join((*parts, text[at:])) if parts else text


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the comments; what follows an opening that never closes is text."""
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Yield scripts and styles; what follows an opening that never closes is text."""
    at, open_ended = 0, set()
    for opening in _CODE.finditer(text):
        name = opening[1].lower()
        if opening.start() < at or name in open_ended:
            continue
        end = _CODE_ENDS[name].search(text, opening.end())
        if end is None:
            open_ended.add(name)
        else:
            yield opening.start(), (at := end.end())


def cleaned(text: str) -> tuple[str, dict[str, str]]:
    """Return the text with all but prose blanked (of the same length), and the front matter."""
    front: dict[str, str] = {}
    clean = text
    if top := FRONT.match(text):
        front = {m[1].lower(): m[2].strip().strip("\"'") for m in _FRONT_LINE.finditer(top[1])}
        clean = _spaces(top[0]) + text[top.end() :]

    if "<" in clean:
        clean = _SUPERSCRIPT.sub(lambda m: "^".rjust(len(m[0])), clean)
        clean = _TERM.sub(lambda m: ":".ljust(len(m[0])), clean)
        clean = _without(_without(clean, _comments(clean)), _code(clean))
    if "\\times" in clean or "\\cdot" in clean:
        clean = _TEX.sub(_out_of_tex, clean)
    for mark, pattern in _BLANKS:
        if mark in clean:
            clean = pattern.sub(_blank, clean)
    if "*" in clean or "_" in clean or "`" in clean:
        clean = _EMPHASIS.sub(_unmarked, clean)
    if "[" in clean:
        clean = _NOTE.sub(_blank, clean)
    if clean.isascii():
        clean = clean.replace("\t", " ")
    elif _RAISED_DIGIT.search(clean):
        clean = _RAISED.sub(_blank, clean)
    for entity, plain in _ENTITIES.items() if "&" in clean else ():
        clean = clean.replace(entity, plain.rjust(len(entity)))
    if not clean.isascii():
        clean = _NOT_PLAIN.sub(lambda odd: _PLAIN[odd[0]], clean)
    if "\n" in clean:
        clean = boxes.opened(clean)
    assert len(clean) == len(text)
    return clean, front


# One character of all that is blanked or made plain, but for addresses.
_MARK = re.compile(r"[\t<\]\\@*_`\[&]")


def _is_plain(text: str) -> bool:
    """Say whether nothing of a text is blanked or made plain, as of most single sentences."""
    if not text.isascii() or _MARK.search(text) or text.startswith("---"):
        return False
    return "://" not in text and "www." not in text


def clean(text: str) -> str:
    """Return the copy of a text that rules search, of the same length; its layout is not read."""
    return text if _is_plain(text) else cleaned(text)[0]
