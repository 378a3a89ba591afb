"""
A chart in the making: plain mappings in plotly's words.

Plotly looks at everything that is put into a `go.Figure` again with each thing that comes in: a
chart of ours takes ten times as long that way. A draft is not looked at while it is made. Who asks
for its `figure` gets what plotly finds right, or plotly's ValueError; the tests do so for every
chart, a page that shows one does not.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any, Self

import numpy as np
import plotly.graph_objects as go

# A trace and a whole figure, as `go.Figure.to_dict` writes them.
Trace = dict[str, Any]
Spec = dict[str, Any]


def scatter(**said: Any) -> Trace:
    """Return a trace of marks, lines or words: the arguments of `go.Scatter`, None for unsaid."""
    return {"type": "scatter"} | {name: value for name, value in said.items() if value is not None}


def bar(**said: Any) -> Trace:
    """Return a trace of bars: the arguments of `go.Bar`, None for unsaid."""
    return {"type": "bar"} | {name: value for name, value in said.items() if value is not None}


def merge(into: Spec, more: Mapping[str, Any]) -> None:
    """Put into a mapping what another says; mappings within are merged, all else is replaced."""
    for name, value in more.items():
        if isinstance(value, Mapping):
            merge(into.setdefault(name, {}), value)
        else:
            into[name] = value


def _own(value: Any) -> Any:
    """
    Return a copy whose mappings are its own; lists of plain values are nobody's to change.

    Arrays are written as plotly writes them, in its form of typed arrays: in a list a missing
    number would be null, which plotly.js takes for zero.
    """
    if isinstance(value, np.ndarray):
        return {"dtype": "f8", "bdata": b64encode(value.astype("<f8").tobytes()).decode("ascii")}
    if isinstance(value, Mapping):
        return {name: _own(each) for name, each in value.items()}
    if isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
        return [_own(each) for each in value]
    return value


class Draft:
    """Traces and a layout; what is added is called as plotly calls it, without underscores."""

    def __init__(self, traces: Iterable[Trace] = ()) -> None:
        """Begin a chart with these traces, the first drawn first."""
        self.spec: Spec = {"data": list(traces), "layout": {}}

    def add_trace(self, trace: Trace) -> Self:
        """Draw a trace above all others."""
        self.spec["data"].append(trace)
        return self

    def add_traces(self, traces: Iterable[Trace]) -> Self:
        """Draw traces above all others, the first first."""
        self.spec["data"].extend(traces)
        return self

    def add_annotation(self, **said: Any) -> Self:
        """Write words into the chart."""
        self.spec["layout"].setdefault("annotations", []).append(said)
        return self

    def add_shape(self, **said: Any) -> Self:
        """Draw a shape into the chart."""
        self.spec["layout"].setdefault("shapes", []).append(said)
        return self

    def update_layout(self, *parts: Mapping[str, Any], **said: Any) -> Self:
        """Lay the chart out; what was said before and is not said now stays."""
        for part in (*parts, said):
            merge(self.spec["layout"], part)
        return self

    def update_xaxes(self, **said: Any) -> Self:
        """Lay out the first axis of x."""
        return self.update_layout(xaxis=said)

    def update_yaxes(self, **said: Any) -> Self:
        """Lay out the first axis of y."""
        return self.update_layout(yaxis=said)

    def to_dict(self) -> Spec:
        """Return a copy of all of it, as plotly writes a figure."""
        copied: Spec = _own(self.spec)
        return copied

    @property
    def figure(self) -> go.Figure:
        """Return the chart as plotly's figure. Raises ValueError for what plotly does not know."""
        return go.Figure(self.spec)

    @property
    def data(self) -> tuple[Any, ...]:
        """Return the traces as plotly reads them, to look at."""
        return tuple(self.figure.data)

    @property
    def layout(self) -> go.Layout:
        """Return the layout as plotly reads it, to look at."""
        return self.figure.layout
