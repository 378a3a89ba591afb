"""
What was read in one article, as the reader shows it: the same for an article just dropped and
for one in the store. Figures are rows with the columns of queries/claims_by_article.sql.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from newsfigures import intake
from newsfigures.catalog import metrics
from newsfigures.looking import Preview
from newsfigures.model import Derived, Figure, Rejection, Span
from newsfigures.ui.asking import ask

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """
    An article with what was read in it.

    `figures` are in the order of the text, each with `end_offset`, `sentence_start`,
    `sentence_end` and `reasons` besides the columns of a claim; `worked_out` are the derived
    ones, each with `inputs`, the ids of the figures it follows from. `reading` is the reading
    panel as plain values (readability.Reading.to_dict). `notes` are sentences on how the article
    was read, and whose copy it is.
    """

    article_id: str
    text: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None
    source: str
    is_sample: bool
    found_by: Mapping[str, str]
    figures: tuple[Row, ...]
    worked_out: tuple[Row, ...]
    refused: tuple[Rejection, ...]
    reading: Mapping[str, Any]
    notes: tuple[str, ...] = ()


def _money(metric: str, value: float | None, unit: str) -> Row:
    """Return the columns of a value that the store works out; dollars only for dollars."""
    return {
        "is_money": metrics()[metric].is_money,
        "value_usd": value if unit == "USD" else None,
    }


def _end(high: Any) -> float | None:
    return None if high is None else float(high)


def _figure(figure: Figure, article_id: str, text: str) -> Row:
    value, high = float(figure.value), _end(figure.value_high)
    return {
        "claim_id": figure.identity(article_id),
        "origin": "article",
        "metric": figure.metric,
        "subject": figure.subject,
        "company": figure.company,
        "value": value,
        "value_high": high,
        "unit": figure.unit,
        "qualifier": str(figure.qualifier),
        "status": str(figure.status),
        "attributed_to": figure.attributed_to,
        "horizon": figure.horizon,
        "period": figure.period,
        "relative_to": figure.relative_to,
        "hardware": figure.hardware,
        "cost_basis": str(figure.cost_basis) if figure.cost_basis else None,
        "quote": figure.quote,
        "sentence": text[figure.sentence_start : figure.sentence_end],
        "confidence": figure.confidence,
        "rule": figure.rule,
        "subject_listed": figure.subject_listed,
        **_money(figure.metric, value, figure.unit),
        "value_usd_high": high if figure.unit == "USD" else None,
        "usd_note": None,
        "start_offset": figure.start,
        "end_offset": figure.end,
        "sentence_start": figure.sentence_start,
        "sentence_end": figure.sentence_end,
        "reasons": list(figure.reasons),
        "warning": " ".join(figure.warnings) or None,
    }


def _worked_out(derived: Derived, position: int, ids: list[str]) -> Row:
    value, high = float(derived.value), _end(derived.value_high)
    return {
        "claim_id": f"worked-out-{position}",
        "origin": "derived",
        "metric": derived.metric,
        "subject": derived.subject,
        "company": derived.company,
        "value": value,
        "value_high": high,
        "unit": derived.unit,
        "qualifier": str(derived.qualifier),
        "status": str(derived.status),
        "hardware": derived.hardware,
        "cost_basis": None,
        **_money(derived.metric, value, derived.unit),
        "value_usd_high": high if derived.unit == "USD" else None,
        "usd_note": None,
        "formula": derived.formula,
        "inputs": [ids[i] for i in derived.inputs],
    }


def _in_order(worked_out: list[Row], figures: list[Row]) -> tuple[Row, ...]:
    """Return derived figures in the order of what they follow from."""
    places = {row["claim_id"]: n for n, row in enumerate(figures)}
    return tuple(
        sorted(worked_out, key=lambda row: [places.get(i, len(places)) for i in row["inputs"]])
    )


def of_preview(found: Preview) -> Seen:
    """Return what was found in an article that is not saved yet."""
    article = found.article
    figures = [_figure(f, article.article_id, article.text) for f in found.extraction.figures]
    ids = [row["claim_id"] for row in figures]
    derived = found.extraction.derived
    worked_out = [_worked_out(d, n, ids) for n, d in enumerate(derived, start=1)]
    figures.sort(key=lambda row: row["start_offset"])
    return Seen(
        article_id=article.article_id,
        text=article.text,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        source=article.source,
        is_sample=article.is_sample,
        found_by=article.found_by,
        figures=tuple(figures),
        worked_out=_in_order(worked_out, figures),
        refused=found.extraction.rejections,
        reading=found.reading.to_dict(),
        notes=intake.notes(article.left_out, len(article.page_starts), article.found_by),
    )


def _rows(name: str, **values: object) -> list[Row]:
    """Return the answer to a query as rows, missing cells as None."""
    rows = ask(name, **values).to_dict("records")
    return [{str(k): _cell(v) for k, v in row.items()} for row in rows]


def _cell(value: Any) -> Any:
    # NaN and <NA> are the only values that differ from themselves or have no truth.
    try:
        return value if bool(value == value) else None
    except (TypeError, ValueError):
        return value if hasattr(value, "__len__") else None


def of_store(article_id: str) -> Seen | None:
    """Return what was read in an article of the store, None when it is not there."""
    kept = _rows("article_by_id", article_id=article_id)
    if not kept:
        return None
    article = kept[0]
    claims = _rows("claims_by_article", article_id=article_id)
    places = {row["figure_id"]: row for row in _rows("figures_of_article", article_id=article_id)}
    figures = [places[c["claim_id"]] | c for c in claims if c["claim_id"] in places]
    worked_out = [
        c | {"inputs": [i["claim_id"] for i in _rows("inputs_of_derived", claim_id=c["claim_id"])]}
        for c in claims
        if c["origin"] == "derived"
    ]
    return Seen(
        article_id=article_id,
        text=article["text"],
        title=article["title"],
        publisher=article["publisher"],
        published=article["published"],
        url=article["url"],
        source=article["source"],
        is_sample=bool(article["is_sample"]),
        found_by=json.loads(article["found_by"]),
        figures=tuple(figures),
        worked_out=_in_order(worked_out, figures),
        refused=tuple(
            Rejection(
                span=Span(r["start_offset"], r["end_offset"]),
                quote=r["quote"],
                rule=r["rule"],
                reason=r["reason"],
            )
            for r in _rows("rejections_by_article", article_id=article_id)
        ),
        reading=json.loads(article["reading"]),
        notes=_notes(article),
    )


def _notes(article: Row) -> tuple[str, ...]:
    found_by = json.loads(article["found_by"])
    said = intake.notes(article["left_out"], int(article["pages"] or 0), found_by)
    if not article["copy_of"]:
        return said
    title = f"“{article['copied']}”" if article["copied"] else "an article that was removed"
    return (
        f"Nearly the same as {title}; the figures of both count as of one origin.",
        *said,
    )
