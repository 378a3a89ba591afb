"""The key above a chart: its signs in lines that wrap, beside their names."""

from base64 import b64encode
from html import escape

import streamlit as st

from newsfigures import charts


def html(figure: charts.Final) -> str:
    """Return what the signs of a figure mean, in its colours; '' where it has no legend."""
    items = "".join(f"<li>{_image(sign.picture)}{escape(sign.name)}</li>" for sign in figure.signs)
    return f'<ul class="nf-key" aria-label="What the signs mean">{items}</ul>' if items else ""


def show(figure: charts.Final) -> None:
    """Show what the signs of a figure mean; nothing where it has no legend."""
    if key := html(figure):
        st.html(key)


def _image(svg: str) -> str:
    # SVG itself is taken out of the page by Streamlit, as a picture it stays.
    return f'<img alt="" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'
