"""
What may stand in a query: one SELECT over `figures`, no function that reads anything else.

The process in the sandbox could not open a file whatever the query says; what is refused here is
what would answer about the process itself (its settings, catalogue, log), and what is no query.
Works on bytes: DuckDB counts places in them.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from newsfigures.sandbox.limits import TABLE

# Statements by DuckDB's name for them, as a reader wrote them.
STATEMENTS = {"LOAD": "INSTALL or LOAD", "MERGE_INTO": "MERGE", "TRANSACTION": "a transaction"}
TABLE_FUNCTIONS = {
    "range", "generate_series", "unnest", "json_each", "json_tree", "repeat", "repeat_row",
}  # fmt: skip
# Functions about the process, its sessions and its log instead of the data.
_INWARD = re.compile(
    r"current_(?!date|time|localtime)|get_block_size|getvariable|getenv|pg_|inet_|has_\w+_privilege"
    r"|txid_|sleep|nextval|currval|write_log|parse_duckdb|json_serialize|json_deserialize"
    r"|json_execute|in_search_path|\w+_description|setseed|stats$|vector_type|__internal|version$"
    r"|session_user|query"
)
# Tables of the system, which would hide behind the name of a WITH that is not in reach.
_SYSTEM = re.compile(r"duckdb_|pragma_|sqlite_|pg_|information_schema")
# Functions that give a table: all of them read something, those of TABLE_FUNCTIONS aside.
_READERS = re.compile(
    r"read_|glob$|sniff_|\w+_scan|parquet_|show$|show_|storage_info|table_info|database_|test_"
    r"|which_|summary$|functions$|collations$|icu_calendar|metadata_info|platform$|user_agent$"
    r"|extension_|import_|copy_|python_|(enable|disable|verify|force)_|truncate_"
)
_NODES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
_WORD = re.compile(rb"[A-Za-z_]\w*")


class Refused(Exception):  # noqa: N818 - not an error of the program: the answer to a query
    """A query that is not run: a kind of faults.REFUSALS, the word it is about, its byte."""

    def __init__(self, kind: str, word: str = "", at: int | None = None) -> None:
        self.kind, self.word, self.at = kind, word, at
        super().__init__(kind, word, at)


def statement(text: bytes, tokens: list[int]) -> bytes:
    """
    Return the one statement of a text without what follows it; `tokens` are where words begin.

    Raises Refused for none and for several.
    """
    ends = [at for at in tokens if text[at : at + 1] == b";"]
    starts = [at for at in tokens if text[at : at + 1] != b";"]
    if not starts:
        raise Refused("nothing")
    first = next((end for end in ends if end > starts[0]), None)
    if first is None:
        return text
    if after := [at for at in starts if at > first]:
        raise Refused("several", at=after[0])
    if ends[0] < starts[0]:
        raise Refused("semicolon", at=ends[0])
    return text[:first]


def kind(types: list[str]) -> None:
    """
    Raise Refused unless statements of these types are one SELECT.

    A PIVOT over values that are not listed comes as a type that is made and a SELECT.
    """
    if types and types[-1] == "SELECT" and all(each == "CREATE" for each in types[:-1]):
        return
    raise Refused("statement", STATEMENTS.get(types[0], types[0].replace("_", " ")), at=0)


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a parsed query; not by recursion, for queries may be deep."""
    left = [tree]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            yield each
            left.extend(each.values())
        elif isinstance(each, list):
            left.extend(each)


def _names_of_with(tree: Any) -> set[str]:
    """Return the names that WITH gives to queries, in small letters."""
    found: set[str] = set()
    for node in _nodes(tree):
        if isinstance(named := node.get("cte_map"), dict):
            found |= {str(each["key"]).casefold() for each in named.get("map", [])}
        if "cte_name" in node:
            found.add(str(node["cte_name"]).casefold())
    return found


def function(name: str, at: int | None) -> None:
    """Raise Refused for a function that is not about the data."""
    if _INWARD.match(name) or _READERS.match(name):
        raise Refused("function", name, at=at)


def parsed(answer: str) -> None:
    """Raise Refused for what may not stand in a query; `answer` is that of json_serialize_sql."""
    tree = json.loads(answer)
    if tree.get("error"):
        raise Refused("statement", "this")
    named = _names_of_with(tree)
    for name in named:
        if _SYSTEM.match(name):
            raise Refused("table", name)
    for node in _nodes(tree):
        _one(node, {*named, TABLE})


def _one(node: dict[str, Any], tables: set[str]) -> None:
    form, at = node.get("type"), node.get("query_location")
    if node.get("class") in ("FUNCTION", "WINDOW") and "function_name" in node:
        function(str(node["function_name"]).casefold(), at)
    if not isinstance(form, str):
        return
    if form == "BASE_TABLE":
        name = str(node.get("table_name", "")).casefold()
        if node.get("schema_name") or node.get("catalog_name") or name not in tables:
            whole = (node.get("catalog_name"), node.get("schema_name"), node.get("table_name"))
            raise Refused("table", ".".join(str(part) for part in whole if part), at=at)
    elif form == "TABLE_FUNCTION":
        name = str(node.get("function", {}).get("function_name", "")).casefold()
        if name not in TABLE_FUNCTIONS:
            raise Refused("function", name, at=at)
    elif form == "SHOW_REF" and not node.get("query"):
        raise Refused("statement", "SHOW", at=at)
    elif form.endswith("_NODE") and form not in _NODES:
        raise Refused("statement", form.removesuffix("_NODE"), at=at)


def words(text: bytes, tokens: list[int]) -> None:
    """
    Raise Refused for a function or table of a query that may not stand in it, by its words alone.

    For the one kind of SELECT that DuckDB does not give out parsed, PIVOT over values that are
    not listed.
    """
    for at, following in zip(tokens, [*tokens[1:], len(text)], strict=True):
        found = _WORD.match(text, at + 1 if text[at : at + 1] == b'"' else at)
        if not found:
            continue
        word = found[0].decode().casefold()
        if _SYSTEM.match(word):
            raise Refused("table", word, at=at)
        if text[following : following + 1] == b"(":
            function(word, at)
