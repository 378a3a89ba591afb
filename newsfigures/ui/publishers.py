"""How publishers state their figures, as an HTML table: what an analyst can act on, no score."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from newsfigures.ui import words

HEADS = ("Publisher", "Figures", "Says who", "Says when", "Says which cost")


def _share(share: float | None, of: int) -> str:
    """
    Return a share with the number it is of, a dash for a share of nothing.

        >>> _share(0.5, 8), _share(None, 0)
        ('50 % of 8', '–')
    """
    if share is None or not of:
        return "–"
    return f"{round(100 * share)} % of {of:,}"


def _row(row: Mapping[str, Any]) -> str:
    n, costs = int(row["figures"]), int(row["costs"])
    articles = words.count(int(row["articles"]), "article")
    cells = (
        f"{n:,} in {articles}",
        _share(row["attributed"], n),
        _share(row["dated"], n),
        _share(row["with_basis"], costs),
    )
    numbers = "".join(
        f'<td class="nf-number" data-name="{name}">{cell}</td>'
        for name, cell in zip(HEADS[1:], cells, strict=True)
    )
    return f"<tr><td>{escape(row['publisher'])}</td>{numbers}</tr>"


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return a row for each publisher, in the given order."""
    first, *rest = HEADS
    head = f"<th>{first}</th>" + "".join(f'<th class="nf-number">{name}</th>' for name in rest)
    body = "".join(_row(row) for row in rows)
    return f'<table class="nf-rows"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
