"""
Which colour is which company, the same on every page; hues.toml says it.

Charts are made in the colours of the light theme; `ink` turns them into those of the dark one.
"""

import tomllib
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_suffix(".toml")
_LISTED: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["company"]
HUES: dict[str, str] = {each["name"]: each["light"] for each in _LISTED}
# Other names of a house, and its divisions -> the company that has the hue.
HOUSES: dict[str, str] = {name: each["name"] for each in _LISTED for name in each.get("also", ())}
OTHERS = "#808080"
# Colour of the light theme -> that of the dark one.
IN_THE_DARK: dict[str, str] = {each["light"]: each["dark"] for each in _LISTED} | {
    OTHERS: "#949494"
}
FAINT = "rgba(128,128,128,0.28)"  # grid lines, on either ground


def house(company: str | None) -> str | None:
    """Return the name under which a company has its hue; None for everyone without one."""
    if not isinstance(company, str):
        return None
    name = HOUSES.get(company, company)
    return name if name in HUES else None


def hue(company: str | None) -> str:
    """Return the fixed colour of a company, grey for all without one."""
    name = house(company)
    return HUES[name] if name else OTHERS
