"""
Decisions about figures: accepted, corrected, rejected, added, taken back. Nothing is overwritten.

Each decision is a row of `decision` that stays; what counts is the newest one. A decision names
the one it was taken upon (`seen`), so that of two people who decide about the same figure at once
the second is told. What is worked out from a figure, and what does not fit it, follows at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from newsfigures import access, naming, sameness
from newsfigures.desk import Desk, now, signed
from newsfigures.editing import EDITABLE, checked
from newsfigures.errors import ConflictError, ReviewError, UnknownFigureError
from newsfigures.extraction import checks, derived, document
from newsfigures.model import Figure, Span
from newsfigures.store import Store
from newsfigures.tables import FIGURE_FIELDS, figure_of

__all__ = [
    "EDITABLE",
    "Action",
    "Order",
    "accept",
    "add",
    "checked",
    "decide",
    "edit",
    "now",
    "recall",
    "reject",
    "restore",
    "sentence",
    "undo",
]

Fields = dict[str, Any]

ADDED_RULE = "added by hand"
# Its subject is a market in the article's own words.
MARKET = "market_size"


class Action(StrEnum):
    """What a person does with a figure."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    ADD = "add"
    UNDO = "undo"
    RESTORE = "restore"


_STATES = {Action.ACCEPT: "accepted", Action.EDIT: "edited", Action.REJECT: "rejected"}
_DID = {
    "accept": "accepted it",
    "edit": "corrected it",
    "reject": "rejected it",
    "add": "added it",
    "undo": "took a decision back",
    "restore": "put an earlier state back",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    One decision to be taken.

    `seen` is the number of the newest decision about the figure when it was shown, None for
    none. `changes` are the fields to change, for an edit. `to` is the decision whose state is
    put back, for a restore.
    """

    figure_id: str
    action: Action
    seen: int | None
    changes: Mapping[str, Any] = field(default_factory=dict)
    why: str | None = None
    to: int | None = None


def accept(store: Store, figure_id: str, *, who: str, seen: int | None) -> int:
    """Say that a figure was read right; return the decision's number."""
    return decide(store, [Order(figure_id=figure_id, action=Action.ACCEPT, seen=seen)], who=who)[0]


def reject(
    store: Store, figure_id: str, *, who: str, seen: int | None, why: str | None = None
) -> int:
    """Say that there is no such figure; it leaves the charts and stays in the history."""
    order = Order(figure_id=figure_id, action=Action.REJECT, seen=seen, why=why)
    return decide(store, [order], who=who)[0]


def edit(
    store: Store,
    figure_id: str,
    changes: Mapping[str, Any],
    *,
    who: str,
    seen: int | None,
    why: str | None = None,
) -> int:
    """Correct some fields of a figure."""
    order = Order(figure_id=figure_id, action=Action.EDIT, seen=seen, changes=changes, why=why)
    return decide(store, [order], who=who)[0]


def undo(store: Store, figure_id: str, *, who: str, seen: int | None) -> int:
    """Take the newest decision about a figure back; that too is a decision."""
    return decide(store, [Order(figure_id=figure_id, action=Action.UNDO, seen=seen)], who=who)[0]


def restore(store: Store, figure_id: str, to: int, *, who: str, seen: int | None) -> int:
    """Put back what a figure was after an earlier decision; `to` 0 is as it was read."""
    order = Order(figure_id=figure_id, action=Action.RESTORE, seen=seen, to=to)
    return decide(store, [order], who=who)[0]


def decide(store: Store, orders: Sequence[Order], *, who: str) -> list[int]:
    """
    Take decisions, all of them or none; return their numbers.

    Raises UnknownFigureError, ConflictError when a figure was decided about since `seen`, and
    ReviewError when a changed field cannot be right.
    """
    name = signed(who)
    numbers: list[int] = []
    with store.desk(access.Action.CORRECT) as desk:
        newest = desk.newest([order.figure_id for order in orders])
        number = desk.next_number()
        batch = number if len(orders) > 1 else None
        articles: dict[str, None] = {}
        for order in orders:
            row = desk.state(order.figure_id)
            if row is None:
                raise UnknownFigureError(order.figure_id)
            last = newest.get(order.figure_id)
            if last is not None and last["decision_id"] != order.seen:
                raise ConflictError(order.figure_id, last["who"], _DID[last["action"]])
            before = {key: row[key] for key in FIGURE_FIELDS}
            state, after = _outcome(desk, order, row["review"], before)
            desk.record(
                {
                    "decision_id": number,
                    "figure_id": order.figure_id,
                    "article_id": row["article_id"],
                    "who": name,
                    "action": str(order.action),
                    "state": state,
                    "fields": after,
                    "changed": [key for key in EDITABLE if after[key] != before[key]],
                    "why": order.why or None,
                    "batch": batch,
                },
                now(),
            )
            numbers.append(number)
            number += 1
            articles[row["article_id"]] = None
        for article_id in articles:
            _follow(desk, article_id)
    return numbers


def add(
    store: Store, article_id: str, span: Span, fields: Mapping[str, Any], *, who: str
) -> tuple[str, int]:
    """
    Add a figure that was missed, at selected words; return its id and the decision's number.

    Raises ReviewError when the words are not in the text or a field is missing or wrong.
    """
    with store.desk(access.Action.CORRECT) as desk:
        text = desk.text_of(article_id)
        if text is None:
            raise ReviewError(f"There is no article {article_id} in the store.")
        if not 0 <= span.start < span.end <= len(text) or not span.cut(text).strip():
            raise ReviewError("Select the words of the number in the article's text first.")
        blank: Fields = dict.fromkeys(FIGURE_FIELDS)
        its = sentence(text, span)
        whole = {
            **blank,
            **checked({**dict.fromkeys(EDITABLE), **fields}),
            "start_offset": span.start,
            "end_offset": span.end,
            "quote": span.cut(text),
            "sentence_start": its.start,
            "sentence_end": its.end,
            "confidence": 1.0,
            "rule": ADDED_RULE,
            "subject_listed": False,
            "reasons": [ADDED_RULE],
            "warnings": [],
        }
        whole["subject_listed"] = _is_listed(desk, whole)
        figure_id = figure_of(whole).identity(article_id)
        if desk.state(figure_id) is not None:
            raise ReviewError("This figure is in the store already, at these words.")
        number = desk.next_number()
        desk.record(
            {
                "decision_id": number,
                "figure_id": figure_id,
                "article_id": article_id,
                "who": signed(who),
                "action": str(Action.ADD),
                "state": "added",
                "fields": whole,
                "changed": [key for key in EDITABLE if whole[key] is not None],
                "why": None,
                "batch": None,
            },
            now(),
        )
        _follow(desk, article_id)
    return figure_id, number


def recall(desk: Desk, article_id: str, same: Mapping[str, str] | None = None) -> None:
    """
    Let the decisions about the figures of an article count for what was just read in it.

    `same` says which figure of before is which of now, by id; without it, when the article was
    away, the decisions themselves tell where they stand. A figure that was decided about keeps
    its id. A decision that was taken back leaves the figure as it is read now.
    """
    history = desk.decisions_in(article_id)
    if not history:
        return
    read = {row["figure_id"]: row for row in desk.read_in(article_id)}
    if same is None:
        first = {past["figure_id"]: past["fields"] for past in reversed(history)}
        same = sameness.pairs(first, read)
    for own, last in {past["figure_id"]: past for past in history}.items():
        now = same.get(own, own if own in read else None)
        if now is not None and now != own:
            desk.rename(now, own)
        fields = last["fields"]
        if last["state"] == "unreviewed":
            if now is None:
                continue
            fields = read[now]
        desk.count(own, article_id, last["decision_id"], last["state"], fields)
    _follow(desk, article_id)


def sentence(text: str, span: Span) -> Span:
    """Return the sentence that holds a span as the extraction cuts it, in a table the row."""
    held = document.parse(text).sentence_at(span.start)
    if held is not None and held.span.holds(span):
        return held.span
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)


def _outcome(desk: Desk, order: Order, state: str, before: Fields) -> tuple[str, Fields]:
    """Return state and fields of a figure after a decision."""
    if order.action in (Action.ACCEPT, Action.REJECT):
        if state == "taken back":
            raise ReviewError("This figure was taken back. Put an earlier state of it back first.")
        return _STATES[order.action], before
    if order.action is Action.EDIT:
        after = {**before, **checked({**{k: before[k] for k in EDITABLE}, **order.changes})}
        if any(after[name] != before[name] for name in ("subject", "metric")):
            after["subject_listed"] = _is_listed(desk, after)
        return ("added" if state == "added" else "edited"), after
    history = desk.history(order.figure_id)
    earlier = _standing(history)
    if order.action is Action.UNDO:
        if not earlier:
            raise ReviewError("There is no decision about this figure left to take back.")
        earlier = earlier[:-1]
    else:
        earlier = [past for past in history if past["decision_id"] <= (order.to or 0)]
    if earlier:
        return earlier[-1]["state"], _kept(earlier[-1]["fields"])
    read = desk.as_read(order.figure_id)
    if read is None or history[0]["action"] == Action.ADD:
        # Added by hand, or not read any more: nobody says now that there is such a figure.
        return "taken back", _kept(history[0]["fields"]) if history else before
    return "unreviewed", read


def _is_listed(desk: Desk, fields: Fields) -> bool:
    """Say whether the subject needs no name of the list added; a market has none."""
    if fields["metric"] == MARKET:
        return True
    return any(one.name == fields["subject"] for one in naming.known_at(desk))


def _standing(history: Sequence[Fields]) -> list[Fields]:
    """Return the decisions that were not taken back, oldest first."""
    standing: list[Fields] = []
    for past in history:
        if past["action"] != Action.UNDO:
            standing.append(past)
        elif standing:
            standing.pop()
    return standing


def _kept(fields: Mapping[str, Any]) -> Fields:
    return {key: fields.get(key) for key in FIGURE_FIELDS}


def _follow(desk: Desk, article_id: str) -> None:
    """Let what is worked out and what does not fit follow from the figures that count."""
    rows = desk.admitted(article_id)
    figures: list[Figure] = checks.marked([figure_of({**row, "warnings": []}) for row in rows])
    desk.follow(article_id, rows, figures, derived.work_out(figures))
