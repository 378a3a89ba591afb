"""What there is when nothing fits the filters: said in words, so that an empty chart helps."""

from collections.abc import Mapping, Sequence
from typing import Any

from newsfigures.ui import words
from newsfigures.ui.asking import how_many

_DROPPED = {"statuses": "of any status", "origins": "of any origin", "names": "of anyone"}
_OPENED: dict[str, tuple[Any, str]] = {
    "with_samples": (True, "with the sample articles"),
    "reviewed_only": (False, "with those not reviewed"),
    "least_sure": (0.0, "of any confidence"),
}


def nearest(metrics: Sequence[str], filters: Mapping[str, Any]) -> str:
    """
    Say how many figures there are with one filter less; '' where none is set or none helps.

    `filters` are those of `claim_filters`.
    """
    looser: list[tuple[str, dict[str, Any]]] = [
        (said, {key: []}) for key, said in _DROPPED.items() if filters[key]
    ]
    looser += [
        (said, {key: value}) for key, (value, said) in _OPENED.items() if filters[key] != value
    ]
    if len(looser) > 1:
        every = {key: value for _, change in looser for key, value in change.items()}
        looser.append(("without any filter", every))
    for said, change in looser:
        if found := how_many(metrics, **{**filters, **change}):
            return f"The nearest there is: {words.count(found, 'figure')} {said}."
    return ""
