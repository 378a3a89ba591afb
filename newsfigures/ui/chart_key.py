"""The key above a chart: its signs in lines that wrap, beside their names."""

from base64 import b64encode
from html import escape
from typing import Any

import streamlit as st

from newsfigures import charts


def show(figure: Any) -> None:
    """Show what the signs of a figure mean, in its colours; nothing where it has no legend."""
    if signs := charts.signs_of(figure):
        items = "".join(f"<li>{_image(sign.picture)}{escape(sign.name)}</li>" for sign in signs)
        st.html(f'<ul class="nf-key" aria-label="What the signs mean">{items}</ul>')


def _image(svg: str) -> str:
    # SVG itself is taken out of the page by Streamlit, as a picture it stays.
    return f'<img alt="" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'
