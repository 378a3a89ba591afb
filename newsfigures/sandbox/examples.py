"""Queries worth having, to begin from: data/sql_examples.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from newsfigures.catalog import DATA


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """
    A question with the query that answers it.

    `values` are those of its parameters, `chart` what its answer is best drawn as: `kind` (bar,
    line, points), `x`, `y`, `by`; empty for a table.
    """

    question: str
    sql: str
    values: Mapping[str, str] = field(default_factory=dict)
    chart: Mapping[str, str] = field(default_factory=dict)


@cache
def examples() -> dict[str, Example]:
    """Return the examples by their short names, in order."""
    with (DATA / "sql_examples.toml").open("rb") as file:
        read = tomllib.load(file)
    return {
        name: Example(
            question=said["question"],
            sql=said["sql"].strip(),
            values=said.get("values", {}),
            chart=said.get("chart", {}),
        )
        for name, said in read.items()
    }
