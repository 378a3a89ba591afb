"""The query on the page SQL: its text, examples to begin from, an input for each parameter."""

import pandas as pd
import streamlit as st

from newsfigures.errors import SqlError
from newsfigures.export import meanings
from newsfigures.sandbox import examples, named
from newsfigures.sandbox.limits import QUERY, TABLE
from newsfigures.ui import claims_html, sql_chart, words

TEXT, EXAMPLE = "sql_text", "sql_example"
_LINES, _LINE = 14, 21  # of the text, and pixels of one
_KINDS = {"text": "Text", "number": "Number", "year": "Year", "date": "Day", "boolean": "Yes or no"}


def value_key(name: str) -> str:
    """Return the key of a parameter's input, which is also its name in the address."""
    return f"sql_p_{name}"


def first() -> examples.Example:
    """Return the example that the page opens with."""
    return next(iter(examples.examples().values()))


def _take() -> None:
    """Put an example into the text, its values and its chart into their inputs."""
    if (name := st.session_state[EXAMPLE]) is None:
        return
    example = examples.examples()[name]
    st.session_state[TEXT] = example.sql
    for parameter, value in example.values.items():
        st.session_state[value_key(parameter)] = value
    sql_chart.choose(example.chart)


def written() -> str:
    """Show the text of the query, and examples to begin from; return the text."""
    st.selectbox(
        "Begin from a question",
        list(examples.examples()),
        index=None,
        format_func=lambda name: examples.examples()[name].question,
        placeholder="Choose one; its query comes into the text below",
        key=EXAMPLE,
        on_change=_take,
    )
    text = st.text_area(
        f"One SELECT over the table {TABLE}",
        # Of a text that an example has put there Streamlit wants no other to begin with.
        value="" if TEXT in st.session_state else first().sql,
        height=_LINES * _LINE,
        max_chars=QUERY,
        key=TEXT,
        bind="query-params",
        help="A word with a dollar sign before it, such as `\\$company`, becomes an input.",
    )
    return (text or "").strip()


def values(sql: str) -> dict[str, str]:
    """Show an input for each `$parameter` of a query; return what was typed, by name."""
    names = named.parameters(sql)
    given: dict[str, str] = {}
    for column, name in zip(st.columns(max(len(names), 1)), names, strict=False):
        given[name] = str(
            column.text_input(
                words.md(f"${name}"),
                key=value_key(name),
                bind="query-params",
                help="A text, a number, or a day such as 2025-01-27.",
            )
            or ""
        ).strip()
    return given


def waiting(given: dict[str, str]) -> str:
    """Return what is still to be typed before a query can run, '' for nothing."""
    left = [f"${name}" for name, value in given.items() if not value]
    return f"Give a value for {' and '.join(left)} to run it." if left else ""


def columns() -> None:
    """Show the columns of the table with what they hold."""
    table = pd.DataFrame(
        [
            {"Column": name, "What it holds": f"{_kind(said)}. {said['meaning']}"}
            for name, said in meanings.columns().items()
        ]
    )
    caption = f"The columns of {TABLE}, one row for each figure"
    with st.container(key="sql_columns", gap="small"):
        st.markdown(f"Columns of `{TABLE}`, one row for each figure")
        st.html(claims_html.html_table(table, caption, {}))


def _kind(said: dict[str, str]) -> str:
    kind = _KINDS.get(said["type"], said["type"])
    return f"{kind}, {said['unit']}" if said["unit"] else kind


def wrong(fault: SqlError, sql: str) -> None:
    """Say what is wrong with a query, with the line of its text and a mark at the place."""
    st.error(words.md(fault))
    lines = sql.splitlines()
    if 0 < fault.line <= len(lines):
        st.code(f"{lines[fault.line - 1]}\n{' ' * (fault.column - 1)}^", language=None)
