"""A chart to take along: what is written under it, the picture's settings, a page of its own."""

import textwrap
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any, cast

import orjson
import plotly.graph_objects as go
import plotly.io as pio

from newsfigures.charts.draft import Draft, Spec
from newsfigures.charts.ink import GROUND, INK, ink, inked
from newsfigures.charts.key import Sign, keyless, signs_of
from newsfigures.charts.style import CONFIG, FOOT_LINE, SOURCE_WIDTH, source_of

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


def sign(figure: Draft, *lines: str) -> Draft:
    """
    Write lines under a chart, below what it says of its sources, and make room for them.

    They are part of the figure, so that they stay with a picture of it.
    """
    below = [part for line in lines for part in textwrap.wrap(line, SOURCE_WIDTH)]
    source = source_of(figure)
    if source is None or not below:
        return figure
    layout = figure.spec["layout"]
    source["text"] = "<br>".join([source["text"], *(escape(part, quote=False) for part in below)])
    more = FOOT_LINE * len(below)
    layout["height"] += more
    layout["margin"]["b"] += more
    return figure


class Final(go.Figure):  # type: ignore[misc]
    """A chart as it is shown, again and again and without being copied, and its key's signs."""

    def __init__(self, spec: Spec, signs: Sequence[Sign]) -> None:
        """Take the figure as plotly writes it, which nobody changes any more."""
        # What plotly would do to what is in a figure is done: it holds nothing itself.
        super().__init__(layout={"template": {}}, _validate=False)
        self.__dict__.update(_kept=spec, _signs=tuple(signs))

    @property
    def signs(self) -> tuple[Sign, ...]:
        """Return the entries of the legend, which is drawn beside the chart."""
        return cast("tuple[Sign, ...]", self.__dict__["_signs"])

    def to_dict(self) -> Spec:
        """Return the same each time."""
        return cast(Spec, self.__dict__["_kept"])

    def __sizeof__(self) -> int:
        """Return about how many bytes its parts take, four times what they take when written."""
        return 4 * len(orjson.dumps(self.to_dict()))


@cache
def _template(name: str) -> Spec:
    """Return what plotly lays figures out with that say nothing else; '' for none."""
    found: Spec = pio.templates[name].to_plotly_json() if name else {}
    return found


def final(figure: Draft, theme: str = "") -> Final:
    """Return a chart in the colours of a theme, with its legend beside it instead of inside."""
    spec = figure.to_dict()
    spec["layout"].setdefault("template", _template(pio.templates.default or ""))
    ink(spec, theme)
    signs = signs_of(spec)
    keyless(spec)
    return Final(_plain(spec), signs)


def _plain(spec: Spec) -> Spec:
    """Return a figure with its dates and the like as text, which they are written as once then."""
    try:
        orjson.dumps(spec)
    except TypeError:
        written: Spec = orjson.loads(pio.json.to_json_plotly(spec, engine="orjson"))
        return written
    return spec


def config(figure: Draft | Final, name: str) -> dict[str, Any]:
    """Return plotly's settings for a chart whose picture is saved as <name>.png."""
    return CONFIG | {
        "toImageButtonOptions": {
            "format": "png",
            "filename": name,
            "width": PICTURE_WIDTH,
            "height": figure.to_dict()["layout"].get("height"),
            "scale": PICTURE_SCALE,
        }
    }


def page(figure: Draft, *, title: str, lines: Sequence[str], link: str, name: str) -> str:
    """
    Return a chart as a page of its own that needs neither a network nor newsfigures.

    Plotly is inside. `title` and `lines` are plain text; `link` leads back to the view.
    """
    chart = inked(figure.figure, "light").to_html(
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
