"""
Nouns and data files as rows of the store's tables, values in the order of the schema's columns.

Knows no database. What is changed in reference data on the way in is said in data/README.md.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from newsfigures import __version__, catalog
from newsfigures.model import (
    Article,
    CostBasis,
    Derived,
    Extraction,
    Figure,
    Qualifier,
    Status,
)

Row = list[object]

# What the reference tables are filled from; a change of any of them refills the tables.
REFERENCE_FILES = (
    "metrics.toml",
    "usd_rates.csv",
    "entities.csv",
    "chips.csv",
    "reference_figures.csv",
)
# In the column `company` these stand for nobody: the figure is about a market.
_NO_COMPANY = frozenset({"", "Global market", "Market"})


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def reference_digest() -> str:
    """Return what changes when a data file does, or the version of the code that reads it."""
    digest = hashlib.sha256(__version__.encode())
    for name in REFERENCE_FILES:
        digest.update((catalog.DATA / name).read_bytes())
    return digest.hexdigest()


def _or_none(cell: str) -> str | None:
    return cell or None


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _reference_row(row: dict[str, str]) -> Row:
    """Return one row of data/reference_figures.csv as stored (data/README.md says what changes)."""
    status, note = row["status"], row["note"]
    if status == "target":
        status, note = "announced", f"{note} Called a target by the source.".strip()
    company = None if row["company"] in _NO_COMPANY else row["company"]
    return [
        "r_" + _digest(f"{name}={row[name]}" for name in sorted(row)), row["metric"], company,
        row["subject"], float(row["value"]), _number(row["value_high"]), row["unit"],
        row["qualifier"], status, row["as_of"], int(row["horizon"]) if row["horizon"] else None,
        _or_none(row["hardware"]), _or_none(row["attributed_to"]), row["source_title"],
        row["source_publisher"], row["source_url"], _or_none(row["source_date"]),
        _or_none(note), _or_none(row["cost_basis"]), row["source_tier"],
        _or_none(row["seen_in"]), row["check"],
    ]  # fmt: skip


def reference_rows() -> dict[str, list[Row]]:
    """Return the rows of every reference table by table name."""
    return {
        "metric": [
            [m.id, position, m.label, m.unit, m.theme, m.takes, m.takes_not]
            for position, m in enumerate(catalog.metrics().values())
        ],
        "usd_rate": [
            [r["currency"], int(r["year"]), float(r["usd_per_unit"]), r["source"],
             r["source_url"], _or_none(r["note"])]
            for r in catalog.rows("usd_rates")
        ],
        "entity": [
            [e.name, e.kind, e.parent, e.country, list(e.aliases), sorted(e.ambiguous)]
            for e in catalog.entities()
        ],
        "chip": [
            [c.name, c.vendor, c.bf16_flops, c.memory_gb, c.launch_year, c.source_url,
             c.precision_note]
            for c in catalog.chips()
        ],
        "reference_figure": [_reference_row(r) for r in catalog.rows("reference_figures")],
    }  # fmt: skip


def article_row(
    article: Article,
    reading: Mapping[str, object],
    words: int,
    added_at: datetime | None,
    read_by: str,
    copy: tuple[str | None, Sequence[int]] = (None, ()),
) -> Row:
    """
    Return the row of one article; `added_at` is UTC without a zone, `read_by` an edition.

    `added_at` is None in a row that waits to be put in (mass).

    `copy` is the id of the first article that this one is nearly the same as, None for none, and
    its sketch (copies.py).
    """
    return [
        article.article_id, article.text, hashlib.sha256(article.text.encode()).hexdigest(),
        article.title, article.source, article.media, article.published, article.publisher,
        article.author, article.url, json.dumps(article.found_by, ensure_ascii=False),
        article.is_sample, added_at, read_by or __version__, words,
        json.dumps(reading, ensure_ascii=False), list(article.page_starts), article.left_out,
        copy[0], list(copy[1]) or None,
    ]  # fmt: skip


def figure_ids(article_id: str, figures: Sequence[Figure]) -> list[str]:
    """
    Return the figures' ids in order.

    Two figures may share metric, subject and words and differ in the year they are for; each
    after the first has its number at the end of its id.
    """
    seen: Counter[str] = Counter()
    ids = []
    for figure in figures:
        own = figure.identity(article_id)
        seen[own] += 1
        ids.append(own if seen[own] == 1 else f"{own}_{seen[own]}")
    return ids


def _figure_row(figure_id: str, article_id: str, position: int, figure: Figure) -> Row:
    high = figure.value_high
    return [
        figure_id, article_id, position, figure.metric, figure.subject,
        figure.company, float(figure.value), None if high is None else float(high), figure.unit,
        str(figure.qualifier), str(figure.status), figure.attributed_to, figure.horizon,
        figure.period, figure.relative_to, figure.start, figure.end, figure.quote,
        figure.sentence_start, figure.sentence_end, figure.confidence, figure.rule,
        figure.hardware, str(figure.cost_basis) if figure.cost_basis else None,
        figure.subject_listed, list(figure.reasons), list(figure.warnings),
    ]  # fmt: skip


# The columns that `figure` and `review` share, in their order, from the metric on.
FIGURE_FIELDS = (
    "metric", "subject", "company", "value", "value_high", "unit", "qualifier", "status",
    "attributed_to", "horizon", "period", "relative_to", "start_offset", "end_offset", "quote",
    "sentence_start", "sentence_end", "confidence", "rule", "hardware", "cost_basis",
    "subject_listed", "reasons", "warnings",
)  # fmt: skip


def figure_of(row: Mapping[str, Any]) -> Figure:
    """Return the figure that a row of `figure` or `admitted` is of."""
    high = row["value_high"]
    basis = row["cost_basis"]
    return Figure(
        metric=row["metric"],
        subject=row["subject"],
        company=row["company"],
        value=Decimal(repr(float(row["value"]))),
        value_high=None if high is None else Decimal(repr(float(high))),
        unit=row["unit"],
        qualifier=Qualifier(row["qualifier"]),
        status=Status(row["status"]),
        attributed_to=row["attributed_to"],
        horizon=row["horizon"],
        period=row["period"],
        relative_to=row["relative_to"],
        start=row["start_offset"],
        end=row["end_offset"],
        quote=row["quote"],
        sentence_start=row["sentence_start"],
        sentence_end=row["sentence_end"],
        confidence=row["confidence"],
        rule=row["rule"],
        hardware=row["hardware"],
        cost_basis=None if basis is None else CostBasis(basis),
        subject_listed=row["subject_listed"],
        reasons=tuple(row["reasons"]),
        warnings=tuple(row["warnings"] or ()),
    )


def _derived_row(article_id: str, position: int, derived: Derived, inputs: Sequence[str]) -> Row:
    """Return one row; the id is a digest of what was worked out from which figures."""
    parts = (article_id, derived.metric, derived.subject, derived.formula, ",".join(inputs))
    high = derived.value_high
    return [
        "d_" + _digest(parts), article_id, position, derived.metric, derived.subject,
        derived.company, float(derived.value), None if high is None else float(high),
        derived.unit, str(derived.qualifier), str(derived.status), derived.formula,
        derived.hardware,
    ]  # fmt: skip


def derived_rows(
    article_id: str, derived: Sequence[Derived], ids: Sequence[str]
) -> dict[str, list[Row]]:
    """Return the rows of what was worked out, by table name; `ids` are those of the figures."""
    inputs = [[ids[i] for i in each.inputs] for each in derived]
    rows = [
        _derived_row(article_id, n, each, its)
        for n, (each, its) in enumerate(zip(derived, inputs, strict=True))
    ]
    return {
        "derived": rows,
        "derived_input": [
            [row[0], n, figure_id]
            for row, its in zip(rows, inputs, strict=True)
            for n, figure_id in enumerate(its)
        ],
    }


def extraction_rows(article_id: str, extraction: Extraction) -> dict[str, list[Row]]:
    """Return the rows of everything read in one article, by table name."""
    ids = figure_ids(article_id, extraction.figures)
    return {
        "figure": [
            _figure_row(own, article_id, n, each)
            for n, (own, each) in enumerate(zip(ids, extraction.figures, strict=True))
        ],
        **derived_rows(article_id, extraction.derived, ids),
        "rejection": [
            [article_id, r.span.start, r.span.end, r.quote, r.rule, r.reason]
            for r in extraction.rejections
        ],
    }
