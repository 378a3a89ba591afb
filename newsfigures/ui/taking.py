"""What is taken along of a card: its rows, its chart as picture or page, its link, its citation."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import charts
from newsfigures.desk import now
from newsfigures.ui import asof, copying, deciding, finished
from newsfigures.ui.finished import Mark
from newsfigures.ui.opening import view_address
from newsfigures.ui.table import download

_HELP = "Its link, how to cite it, and the chart as a picture or as a page that works offline."
_CLICK = re.compile(r" ?Click an? \w+ for its sentence\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A card as it stands: its key and question, its rows, what is said of them in lines."""

    key: str
    question: str
    rows: pd.DataFrame
    lines: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """Return the lines as they hold away from the app, where nothing answers a click."""
        return tuple(said for line in self.lines if (said := _CLICK.sub("", line).strip()))

    @property
    def name(self) -> str:
        """Return the name of its files, without an ending."""
        return asof.named(f"newsfigures_{self.key}")


def citations(card: Taken, link: str, day: str) -> dict[str, str]:
    """Return how to cite a card: in one line, in full, and as BibTeX; `day` is that of access."""
    has_reference = bool((card.rows["origin"] == "reference").any())
    credit = (
        "Reference data: Epoch AI (CC BY 4.0) and others, named row by row."
        if (has_reference)
        else ""
    )
    of = f"snapshot {asof.name()}, " if asof.name() else ""
    short = f"newsfigures, “{card.question}”, {of}seen {day}."
    said = " ".join(_sentence(line) for line in card.told)
    full = " ".join(part for part in (short, said, credit, link) if part)
    return {"Short": short, "In full": full, "BibTeX": _bibtex(card, link, day, said)}


def _sentence(line: str) -> str:
    return line if line.endswith((".", "?", "!")) else f"{line}."


def _bibtex(card: Taken, link: str, day: str, said: str) -> str:
    of = f" (snapshot {asof.name()})" if asof.name() else ""
    fields = {
        "title": f"{{{_tex(card.question + of)}}}",
        "author": "{newsfigures}",
        "year": day[:4],
        "url": link,
        "urldate": day,
        "note": _tex(said),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{card.name},\n{body}\n}}"


def _tex(text: str) -> str:
    """Return text with TeX's own signs escaped."""
    for sign in "\\{}":
        text = text.replace(sign, "")
    for sign in "&%$#_":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("~", r"\textasciitilde{}").replace("^", r"\textasciicircum{}")


def _page(card: Taken, figure: Callable[[], Any], link: str) -> bytes:
    made = charts.page(figure(), title=card.question, lines=card.told, link=link, name=card.name)
    return made.encode()


def _picture(card: Taken) -> str:
    # The picture has the question above it, which on the page stands outside of the chart.
    return (
        f'<button type="button" data-picture="card_{escape(card.key)}" '
        f'data-title="{escape(card.question)}">Picture (PNG)</button>'
    )


def actions(view: Mark, card: Taken, figure: Callable[[], Any], *, is_drawn: bool) -> None:
    """
    Show what can be taken along; `figure` makes the chart anew for a page of its own.

    `view` is the card as it is asked for (`finished.shown`).

    A picture can be taken only of a chart that is drawn now.
    """
    link = view_address()
    with st.container(horizontal=True, key=f"{card.key}_actions", gap="small"):
        download(card.key, card.rows, card.name)
        with st.popover("Cite or keep", help=_HELP):
            day, drawn = f"{now():%Y-%m-%d}", "drawn" if is_drawn else ""
            part = f"cited {day} {link} {drawn}"
            picture = _picture(card) if is_drawn else ""
            # One element for all: a page has these for each chart, and each element takes time.
            st.html(finished.once(view, part, lambda: _cited(card, link, day, picture)))
            st.download_button(
                "Interactive page (HTML)",
                data=lambda: _page(card, figure, link),
                file_name=f"{card.name}.html",
                mime="text/html",
                on_click="ignore",
                key=f"{card.key}_html",
            )
            asof.button(card.key, deciding.who())


def _cited(card: Taken, link: str, day: str, picture: str) -> str:
    """Return the link and the citations with a button to copy each, the picture's, as HTML."""
    to_copy = copying.button("Copy link to this view", link, is_view=True)
    head = f'<div class="nf-copy">{to_copy}{picture}</div>'
    quotes = "".join(
        f'<div class="nf-cite"><b>{escape(title)}</b>'
        f"{copying.button('Copy', text)}<pre>{escape(text)}</pre></div>"
        for title, text in citations(card, link, day).items()
    )
    return f"{copying.STYLE}{head}{quotes}"
