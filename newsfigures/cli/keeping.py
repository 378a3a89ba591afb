"""The verb that keeps the figures as they stand: snapshot make, list, show, diff, remove."""

import argparse
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from newsfigures.cli.options import verb
from newsfigures.cli.running import App, with_store_or_app
from newsfigures.cli.saying import DONE, NOTHING_DONE, SOME_FAILED, complain, count
from newsfigures.errors import SnapshotError, UnknownSnapshotError

if TYPE_CHECKING:
    from newsfigures.store import Store

# How many ids each takes.
_WANTED: Mapping[str, tuple[int, ...]] = {
    "make": (0,), "list": (0,), "show": (1,), "diff": (1, 2), "remove": (1,),
}  # fmt: skip


def snapshot(options: argparse.Namespace) -> int:
    """Keep the figures as they stand now under an id, list and open what is kept, compare two."""
    ids, wanted = options.ids, _WANTED[options.what]
    if len(ids) not in wanted:
        complain(f"snapshot {options.what} takes {_takes(wanted)}, not {len(ids)}.")
        return NOTHING_DONE
    try:
        return with_store_or_app(
            lambda store: _DIRECT[options.what](store, options),
            lambda app: _THROUGH[options.what](app, options),
        )
    except UnknownSnapshotError as error:
        complain(error)
        return NOTHING_DONE


def _takes(wanted: tuple[int, ...]) -> str:
    if len(wanted) > 1:
        return "one id, to compare with today's figures, or two"
    return "one id" if wanted[0] else "no id"


# -- on the store itself ------------------------------------------------------------------------


def _make(store: "Store", options: argparse.Namespace) -> int:
    from newsfigures import snapshots

    return _told(snapshots.make(store, who=options.who, note=options.note).record, options)


def _list(store: "Store", options: argparse.Namespace) -> int:
    from newsfigures import snapshots

    there = snapshots.listed(store)
    sound = [one.record for one in there if isinstance(one, snapshots.Snapshot)]
    return _lines(sound, [str(one) for one in there if isinstance(one, SnapshotError)], options)


def _show(store: "Store", options: argparse.Namespace) -> int:
    from newsfigures import snapshots

    made = snapshots.look(store, options.ids[0])
    snapshots.opened(store, made.id)
    return _told(made.record, options)


def _diff(store: "Store", options: argparse.Namespace) -> int:
    from newsfigures import snapshots

    found = snapshots.versus(store, *options.ids)
    return _printed(snapshots.csv(found))


def _remove(store: "Store", options: argparse.Namespace) -> int:
    from newsfigures import snapshots

    return _gone(snapshots.remove(store, options.ids[0]).record, options)


# -- through the app that holds it --------------------------------------------------------------


def _through(app: App, method: str, path: str) -> dict[str, Any]:
    status, _, answer = app.ask(method, f"/api/v1/snapshots{path}")
    told = json.loads(answer)
    if "error" in told:
        raise SnapshotError(told["error"])
    assert status < 300
    found: dict[str, Any] = told
    return found


def _make_through(app: App, options: argparse.Namespace) -> int:
    return _told(
        _through(app, "POST", f"?{urlencode({'who': options.who, 'note': options.note})}"), options
    )


def _list_through(app: App, options: argparse.Namespace) -> int:
    told = _through(app, "GET", "")
    return _lines(told["snapshots"], told["damaged"], options)


def _show_through(app: App, options: argparse.Namespace) -> int:
    return _told(_through(app, "GET", f"/{options.ids[0]}"), options)


def _remove_through(app: App, options: argparse.Namespace) -> int:
    return _gone(_through(app, "DELETE", f"/{options.ids[0]}"), options)


def _diff_through(app: App, options: argparse.Namespace) -> int:
    first, *other = options.ids
    tail = f"?{urlencode({'to': other[0]})}" if other else ""
    pieces: list[bytes] = []
    app.fetch(f"snapshots/{first}/changes.csv{tail}", pieces.append)
    return _printed(b"".join(pieces).decode())


_DIRECT: Mapping[str, Callable[["Store", argparse.Namespace], int]] = {
    "make": _make,
    "list": _list,
    "show": _show,
    "diff": _diff,
    "remove": _remove,
}
_THROUGH: Mapping[str, Callable[[App, argparse.Namespace], int]] = {
    "make": _make_through,
    "list": _list_through,
    "show": _show_through,
    "diff": _diff_through,
    "remove": _remove_through,
}


# -- what is said -------------------------------------------------------------------------------


def _line(made: Mapping[str, Any]) -> str:
    note = f": {made['note']}" if made["note"] else ""
    return (
        f"{made['id']}  {made['made_at'][:16].replace('T', ' ')} UTC  "
        f"{count(made['rows'], 'figure')}, {count(made['articles'], 'article')}, "
        f"by {made['who']}{note}"
    )


def _told(made: Mapping[str, Any], options: argparse.Namespace) -> int:
    if options.json:
        print(json.dumps(made, ensure_ascii=False))
    else:
        print(f"{_line(made)}\nsha256 of its Data CSV: {made['sha256']}\nby {made['made_by']}")
    return DONE


def _lines(there: list[dict[str, Any]], damaged: list[str], options: argparse.Namespace) -> int:
    for words in damaged:
        complain(words)
    for made in there:
        print(json.dumps(made, ensure_ascii=False) if options.json else _line(made))
    if not (there or damaged or options.json):
        print("No snapshot is kept. Make one: python -m newsfigures snapshot make")
    return SOME_FAILED if damaged else DONE


def _gone(made: Mapping[str, Any], options: argparse.Namespace) -> int:
    if options.json:
        print(json.dumps(made, ensure_ascii=False))
    else:
        print(f"Snapshot {made['id']} was deleted for good; its id leads nowhere any more.")
    return DONE


def _printed(text: str) -> int:
    print(text, end="")
    return DONE


def add(verbs: Any) -> None:
    """Add the verb of this module."""
    one = verb(
        verbs, snapshot, 'snapshot make --note "quarterly report"',
        json="print snapshots as JSON, a line each; diff is CSV in any case",
    )  # fmt: skip
    one.add_argument("what", choices=list(_WANTED), help="make, list, show, diff or remove")
    one.add_argument("ids", nargs="*", metavar="ID", help="the ids of snapshots")
    one.add_argument("--who", default="", help="make: under which name it is kept")
    one.add_argument("--note", default="", help="make: what it is for")
