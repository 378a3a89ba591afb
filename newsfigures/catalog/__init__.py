"""
What we measure and whom we know: metrics, entities, chips. Our decisions, as data.

Reads the files under `data/` once per process and hands out frozen nouns. What the press
calls things (cues, units, number words) is an observation and lives in `extraction/lexicon`.
"""

import csv
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from newsfigures.errors import CatalogError

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"

KINDS = frozenset(
    {"company", "model", "project", "investor", "analyst_firm", "publication", "person", "chip"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """
    One thing we measure.

    `unit` is the stored unit; `money` means the currency as written. `theme` is one of cost,
    compute, model, investment, market, company, price.
    """

    id: str
    label: str
    unit: str
    theme: str
    takes: str
    takes_not: str

    @property
    def is_money(self) -> bool:
        """Say whether values carry a currency."""
        return self.unit == "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """
    A name we know. `parent` is the maker of a model, the employer of a person, the owner
    of a company or project; None for none. `ambiguous` lists the forms that are common
    words or very short and count only with context.
    """

    name: str
    kind: str
    parent: str | None
    country: str | None
    aliases: tuple[str, ...]
    ambiguous: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """
    An accelerator; None where unknown.

    `bf16_flops` is dense peak FLOP/s (see `precision_note`), `watts` the most that the chip itself
    draws (thermal design power), without its server and cooling.
    """

    name: str
    vendor: str
    bf16_flops: float | None
    memory_gb: float | None
    watts: float | None
    launch_year: int | None
    source_url: str
    precision_note: str
    aliases: tuple[str, ...]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of data/<name>.csv as they stand."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def evaluation() -> dict[str, Any]:
    """Return data/evaluation.json: how well the gold articles are read (tests/evaluate.py)."""
    found: dict[str, Any] = json.loads((DATA / "evaluation.json").read_text(encoding="utf-8"))
    return found


@cache
def metrics() -> dict[str, Metric]:
    """Return every metric by id, in the order of the file."""
    entries = tomllib.loads((DATA / "metrics.toml").read_text(encoding="utf-8"))["metric"]
    found = {
        e["id"]: Metric(
            id=e["id"],
            label=e["label"],
            unit=e["unit"],
            theme=e["theme"],
            takes=e["takes"],
            takes_not=e["not"],
        )
        for e in entries
    }
    if len(found) != len(entries):
        raise CatalogError("data/metrics.toml names a metric id twice; ids must be unique.")
    return found


@cache
def entities() -> tuple[Entity, ...]:
    """Return every known name, in the order of the file."""
    return tuple(entities_in(DATA / "entities.csv"))


def entities_in(path: Path) -> list[Entity]:
    """Return the names of a file with the columns of data/entities.csv, in its order."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    for line, row in enumerate(listed, start=2):
        if row["kind"] not in KINDS:
            raise CatalogError(
                f"{path.parent.name}/{path.name}:{line} has kind {row['kind']!r}; "
                f"known kinds are {', '.join(sorted(KINDS))}."
            )
        found.append(
            Entity(
                name=row["canonical_name"],
                kind=row["kind"],
                parent=row["parent"] or None,
                country=row["country"] or None,
                aliases=_split(row["aliases"]),
                ambiguous=frozenset(_split(row["ambiguous_forms"])),
            )
        )
    return found


@cache
def chips() -> tuple[Chip, ...]:
    """Return every known accelerator, in the order of the file."""
    return tuple(
        Chip(
            name=row["name"],
            vendor=row["vendor"],
            bf16_flops=float(row["bf16_flops"]) if row["bf16_flops"] else None,
            memory_gb=float(row["memory_gb"]) if row["memory_gb"] else None,
            watts=float(row["watts"]) if row["watts"] else None,
            launch_year=int(row["launch_year"]) if row["launch_year"] else None,
            source_url=row["source_url"],
            precision_note=row["precision_note"],
            aliases=_split(row["aliases"]),
        )
        for row in rows("chips")
    )
