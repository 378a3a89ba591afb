"""What is wrong with a query, in plain words: what, where in the text, what to type instead."""

import re
from difflib import get_close_matches
from typing import Any

from newsfigures.errors import SqlError
from newsfigures.export import meanings
from newsfigures.sandbox.limits import (
    ABREAST,
    BYTES,
    COLUMNS,
    MEMORY,
    QUERY,
    SECONDS,
    TABLE,
)

KEYWORDS = [
    "SELECT", "FROM", "WHERE", "GROUP", "ORDER", "BY", "HAVING", "QUALIFY", "LIMIT", "JOIN",
    "LEFT", "INNER", "USING", "WITH", "RECURSIVE", "UNION", "DISTINCT", "CASE", "WHEN", "THEN",
    "ELSE", "END", "AND", "BETWEEN", "LIKE", "ILIKE", "OVER", "PARTITION", "PIVOT", "UNPIVOT",
    "VALUES", "ASC", "DESC", "NULLS", "FIRST", "LAST", "INTERVAL", "CAST",
]  # fmt: skip
_WORD = re.compile(r"[A-Za-z_]\w*")
_FUNCTIONS_OF_LISTS = 3


# What is refused before it runs: kind -> words and remedy; {word} is what it is about.
REFUSALS: dict[str, tuple[str, str]] = {
    "nothing": ("There is no query yet.", f"Type one, such as SELECT * FROM {TABLE}."),
    "several": ("A second statement begins here; one is run at a time.", "Delete one of them."),
    "semicolon": ("A query does not begin with a semicolon.", "Delete it."),
    "statement": (
        "{word} is not run here: figures can be read and nothing else.",
        "Write one query that begins with SELECT, FROM, WITH, PIVOT, DESCRIBE or SUMMARIZE.",
    ),
    "table": ("There is no table “{word}”.", f"The only one is {TABLE}."),
    "function": (
        "“{word}” is not at hand here: queries see the figures and nothing of this machine.",
        f"Read from {TABLE}.",
    ),
    "unnamed": ("A parameter needs a name.", "Write $company instead of ? or $1."),
    "missing": ("The parameter ${word} has no value yet.", "Give it one."),
    "columns": (
        "The answer would have {word} columns.",
        f"At most {COLUMNS} are shown; name those you need.",
    ),
    "large": (
        f"The whole answer has more than {BYTES // 1_000_000} MB.",
        "Take fewer columns or rows; the Data page gives all figures, of any size.",
    ),
    "memory": (
        f"The query needs more than the {MEMORY} MB of memory that one may take.",
        "Filter or group earlier, take fewer columns, or join on what tells rows apart.",
    ),
}


def too_long(letters: int) -> SqlError:
    """Return what is wrong with a text that is longer than a query may be."""
    return SqlError(f"The query has {letters:,} characters.", f"At most {QUERY:,} are taken.")


def busy() -> SqlError:
    """Return what is wrong when others' queries take all the room."""
    return SqlError(f"{ABREAST} other queries are running.", "Try again in some seconds.")


def ended() -> SqlError:
    """Return what is wrong when the process was ended: it took too long, or all its memory."""
    return SqlError(
        f"The query was stopped: it took longer than {SECONDS:.0f} seconds or more memory "
        "than one may take.",
        "Filter earlier, take fewer rows, or join on what tells rows apart.",
    )


def place(text: str, at: int | None) -> tuple[int, int]:
    """
    Return line and column, from 1, of a byte of a text; (0, 0) for no place.

        >>> place("SELECT 'é',\\n  x", 15)
        (2, 3)
    """
    data = text.encode()
    if at is None or not 0 <= at <= len(data):
        return 0, 0
    before = data[:at].decode(errors="ignore")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def told(fault: dict[str, Any], sql: str) -> SqlError:
    """Return in words what the process in the sandbox says is wrong."""
    line, column = place(sql, fault["at"])
    if kind := fault.get("refused"):
        words, remedy = (part.format(word=fault["word"]) for part in REFUSALS[kind])
    else:
        words, remedy = _said(fault, sql)
    return SqlError(words, remedy, line, column)


def _said(fault: dict[str, Any], sql: str) -> tuple[str, str]:
    for form, words in _FORMS.items():
        if found := re.search(form, fault["said"], re.S):
            return words(fault, found, sql)
    first = fault["said"].split("\n")[0].strip()
    return (first if first.endswith((".", "!", "?")) else f"{first}.").replace("!", "."), ""


def _syntax(fault: dict[str, Any], found: re.Match[str], sql: str) -> tuple[str, str]:
    at = len(sql.encode()) if fault["at"] is None else fault["at"]
    before = [m[0] for m in _WORD.finditer(sql.encode()[:at].decode(errors="ignore"))][-2:]
    near = found.groupdict().get("near") or ""
    words = f"It cannot go on like this at “{near}”." if near else "The query ends too early."
    for word in [*reversed(before), near]:
        if word.upper() in KEYWORDS or word in meanings.columns():
            continue
        if close := get_close_matches(word.upper(), KEYWORDS, n=1, cutoff=0.7):
            return words, f"Did you mean {close[0]} instead of {word}?"
    return words, (
        "Look at what stands just before it: a comma too many, a word misspelt?"
        if near
        else "Something must follow, such as a closing bracket, a table or a condition."
    )


def _quote(*_: Any) -> tuple[str, str]:
    return "A text begins here and does not end.", "Close it with the same quotation mark."


def _comment(*_: Any) -> tuple[str, str]:
    return "A remark begins here and does not end.", "Close it with */."


def _column(fault: dict[str, Any], found: re.Match[str], sql: str) -> tuple[str, str]:
    name = found["name"]
    known = list(meanings.columns())
    close = get_close_matches(name.casefold(), known, n=2, cutoff=0.6)
    close = close or [each for each in known if each.startswith(name.casefold())][:2]
    close = close or re.findall(r'"(\w+)"', fault["said"])[1:3]
    quoted = fault["at"] is not None and sql.encode()[fault["at"] :][:1] == b'"'
    text = f"A text stands in single quotes: '{name}'."
    parts = [f"Did you mean {' or '.join(close)}?" if close else "", text if quoted else ""]
    if not close and not quoted:
        parts = ["The columns are listed beside the query.", text]
    return f"There is no column “{name}”.", " ".join(part for part in parts if part)


def _table(fault: dict[str, Any], found: re.Match[str], _: str) -> tuple[str, str]:
    words, remedy = REFUSALS["table"]
    return words.format(word=found["name"]), remedy


def _function(fault: dict[str, Any], found: re.Match[str], _: str) -> tuple[str, str]:
    guess = fault["candidates"].split(",")[0]
    return (
        f"There is no function “{found['name']}”.",
        f"Did you mean {guess}?" if guess and "(" not in guess else "",
    )


def _kinds(fault: dict[str, Any], found: re.Match[str], _: str) -> tuple[str, str]:
    name, given = found["name"], found["given"].replace("_LITERAL", "")
    takes = re.findall(r"\t(.+?) ->", fault["said"])[:_FUNCTIONS_OF_LISTS]
    what = f"“{name}” cannot be used with {given or 'nothing'}."
    if not name[0].isalpha():
        return what, "Convert one side, such as CAST(value AS VARCHAR)."
    return what, f"It takes {', '.join(takes)}; convert with CAST(… AS …)." if takes else ""


def _grouped(_: dict[str, Any], found: re.Match[str], __: str) -> tuple[str, str]:
    name = found["name"]
    return (
        f"“{name}” is neither grouped by nor put together.",
        f"Write GROUP BY ALL, or any_value({name}).",
    )


def _ambiguous(_: dict[str, Any], found: re.Match[str], __: str) -> tuple[str, str]:
    ways = found["ways"].replace('"', "")
    return f"“{found['name']}” could be of several tables.", f"Write {ways}."


def _where(*_: Any) -> tuple[str, str]:
    return (
        "WHERE sees single rows, not what is worked out over several.",
        "Put this into HAVING, behind GROUP BY.",
    )


def _window(*_: Any) -> tuple[str, str]:
    return "A window stands only in SELECT, ORDER BY and QUALIFY.", "Put this into QUALIFY."


def _convert(_: dict[str, Any], found: re.Match[str], __: str) -> tuple[str, str]:
    return (
        f"“{found['text']}” cannot be read as {found['kind']}.",
        "TRY_CAST(… AS …) gives NULL where it cannot be.",
    )


def _memory(*_: Any) -> tuple[str, str]:
    return REFUSALS["memory"]


def _files(*_: Any) -> tuple[str, str]:
    return "Files and addresses cannot be read here.", f"Read from {TABLE}."


def _deep(*_: Any) -> tuple[str, str]:
    return "The query is nested too deep.", "Write it in steps, with WITH."


_FORMS = {
    r"unterminated quoted|unterminated dollar": _quote,
    r"unterminated /\*": _comment,
    r"syntax error at or near \"(?P<near>.*?)\"$": _syntax,
    r"syntax error at end": _syntax,
    r"Referenced column \"(?P<name>.*?)\" (?:was )?not found": _column,
    r"does not have a column named \"(?P<name>.*?)\"": _column,
    r"Table with name (?P<name>.*?) does not exist": _table,
    r"(?:Scalar |Aggregate |Table |Macro )?Function with name (?P<name>.*?) does not exist": (
        _function
    ),
    r"(?:types|call) ['\"](?P<name>[^'\"(]*)\((?P<given>[^'\"]*)\)['\"]": _kinds,
    r"column \"(?P<name>.*?)\" must appear in the GROUP BY": _grouped,
    r"Ambiguous reference to column name \"(?P<name>.*?)\" \(use: (?P<ways>.*?)\)": _ambiguous,
    r"WHERE clause cannot contain aggregates": _where,
    r"WHERE clause cannot contain window": _window,
    r"Could not convert string '(?P<text>.*?)' to (?P<kind>\w+)": _convert,
    r"failed to allocate|could not allocate|Out of Memory|memory limit": _memory,
    r"expression depth": _deep,
    r"file system operations are disabled|Cannot access": _files,
}
