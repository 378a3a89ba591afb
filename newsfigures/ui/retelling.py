"""The same figure in several articles, and how many of them are independent; rows to HTML."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from newsfigures.ui import words
from newsfigures.ui.opening import PARAMETER, view


def said(row: Mapping[str, Any]) -> str:
    """
    Say how many articles state a figure, and how many of them do so independently.

        >>> said({"articles": 12, "origins": 2})
        '12 articles, 2 independent origins'
    """
    articles = words.count(int(row["articles"]), "article")
    return f"{articles}, {words.count(int(row['origins']), 'independent origin')}"


def _row(row: Mapping[str, Any]) -> str:
    what = f"{words.label(row['metric'])} of {row['subject']}"
    address = escape(view(**{PARAMETER: str(row["claim_id"])}))
    link = f'<a href="{address}" target="_self">{escape(what)}</a>'
    return (
        f"<tr><td>{link}</td><td class='nf-number'>{escape(words.amount(row))}</td>"
        f"<td>{escape(said(row))}</td></tr>"
    )


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the figures told most often as an HTML table, each with the way to its evidence."""
    head = "<tr><th>What</th><th class='nf-number'>Value</th><th>Stands in</th></tr>"
    body = "".join(_row(row) for row in rows)
    return f'<table class="nf-rows"><thead>{head}</thead><tbody>{body}</tbody></table>'
