"""What the controls of a card decide about its chart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd


class Scale(StrEnum):
    """How values lie on their axis; `auto` is logarithmic where they span two decades."""

    AUTO = "auto"
    LOG = "log"
    LINEAR = "linear"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Look:
    """
    A card's claims and the choices of its reader.

    `rows` are the claims of the card that its own controls let through; a chart draws these and
    no others. `picked` holds what was chosen in each control that the page gave the card, by the
    control's name.
    """

    rows: pd.DataFrame
    scale: Scale = Scale.AUTO
    picked: Mapping[str, str] = field(default_factory=dict)
