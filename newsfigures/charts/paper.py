"""A chart to take along: what is written under it, the picture's settings, a page of its own."""

import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any, cast

import plotly.graph_objects as go

from newsfigures.charts.ink import GROUND, INK, inked
from newsfigures.charts.style import CONFIG, FOOT_LINE, SOURCE_WIDTH

PICTURE_WIDTH, PICTURE_SCALE = 1100, 2
_STYLE = f"""
body {{font: 16px/1.5 system-ui, sans-serif; color: {INK["light"]};
  background: {GROUND["light"]}; max-width: 1100px; margin: 2rem auto; padding: 0 1rem}}
h1 {{font-size: 1.4rem; line-height: 1.25; margin: 0 0 .5rem}}
p {{margin: .25rem 0; overflow-wrap: anywhere}}
a {{color: #0b6e75}}
"""
# The page may run what it holds and nothing else; it can ask no server for anything.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
)


def sign(figure: go.Figure, *lines: str) -> go.Figure:
    """
    Write lines under a chart, below what it says of its sources, and make room for them.

    They are part of the figure, so that they stay with a picture of it.
    """
    below = [part for line in lines for part in textwrap.wrap(line, SOURCE_WIDTH)]
    source = next((note for note in figure.layout.annotations if note.name == "source"), None)
    if source is None or not below:
        return figure
    source.text = "<br>".join([source.text, *(escape(part, quote=False) for part in below)])
    more = FOOT_LINE * len(below)
    figure.update_layout(
        height=figure.layout.height + more, margin={"b": figure.layout.margin.b + more}
    )
    return figure


class _Final(go.Figure):  # type: ignore[misc]
    """A figure that is shown again and again as it is, without being copied for it."""

    def to_dict(self) -> dict[str, Any]:
        """Return the same each time, which nobody may change."""
        kept = self.__dict__.get("_kept")
        if kept is None:
            kept = self.__dict__["_kept"] = super().to_dict()
        return cast(dict[str, Any], kept)


def final(figure: go.Figure) -> go.Figure:
    """Return a figure that is not changed any more, and is therefore shown without a copy."""
    return _Final(figure.to_dict(), _validate=False)


def config(figure: go.Figure, name: str) -> dict[str, Any]:
    """Return plotly's settings for a chart whose picture is saved as <name>.png."""
    return CONFIG | {
        "toImageButtonOptions": {
            "format": "png",
            "filename": name,
            "width": PICTURE_WIDTH,
            "height": figure.layout.height,
            "scale": PICTURE_SCALE,
        }
    }


def page(figure: go.Figure, *, title: str, lines: Sequence[str], link: str, name: str) -> str:
    """
    Return a chart as a page of its own that needs neither a network nor newsfigures.

    Plotly is inside. `title` and `lines` are plain text; `link` leads back to the view.
    """
    chart = inked(figure, "light").to_html(
        full_html=False, include_plotlyjs=True, config=config(figure, name), default_width="100%"
    )
    words = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    back = f'<p>This view: <a href="{escape(link)}">{escape(link)}</a></p>' if link else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{escape(title)}</h1>{words}{chart}{back}</body></html>"
    )
