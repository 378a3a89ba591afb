"""The `$parameters` of a query, read off its text; the query itself need not be right for that."""

import re

# What may hold a $ that is no parameter's: texts, names in quotes, remarks. A word before a
# quotation mark does not matter, for no text there has escapes.
_TOKEN = re.compile(
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/"
    r"|\$(?P<tag>[A-Za-z_]?\w*)\$.*?\$(?P=tag)\$|\$(?P<name>[A-Za-z_]\w*)",
    re.DOTALL,
)


def parameters(sql: str) -> list[str]:
    """
    Return the names of the parameters of a query, in their order, each once.

        >>> parameters("SELECT $who, '$5', \\"$x\\" -- $y\\n FROM figures WHERE a > $least OR $who")
        ['who', 'least']
    """
    return list(dict.fromkeys(m["name"] for m in _TOKEN.finditer(sql) if m["name"]))
