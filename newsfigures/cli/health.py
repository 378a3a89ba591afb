"""Verbs about how the store is: doctor, compact."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.running import App, with_store_or_app
from newsfigures.cli.saying import DONE, NOTHING_DONE, SOME_FAILED, complain, count, with_store

if TYPE_CHECKING:
    from newsfigures.store import Store

_PACKAGES = ("streamlit", "duckdb", "pandas", "plotly", "textstat", "trafilatura")
# So many of a kind are told in words; JSON tells all.
_MOST = 20


def doctor(options: argparse.Namespace) -> int:
    """Say which versions run, who holds the store, and what in it does not fit the rest."""
    from newsfigures.whole import soundness

    if not options.json:
        for name, number in _versions().items():
            print(f"{name} {number}")

    def direct(store: "Store") -> int:
        found = soundness.mend(store) if options.mend else soundness.check(store)
        told = {
            "store": str(store.place),
            "holder": None,
            "schema": store.schema_version(),
            "counts": store.counts(),
            "findings": [asdict(one) for one in found],
        }
        return _tell(told, options)

    def through(app: App) -> int:
        if options.mend:
            complain(f"The running app at {app.note.url} holds the store. Stop it, then mend.")
            return NOTHING_DONE
        holder = {"url": app.note.url, "pid": app.note.pid}
        return _tell(app.told("check") | {"holder": holder}, options)

    return with_store_or_app(direct, through)


def compact(options: argparse.Namespace) -> int:
    """Write the many small files of a lake together, while its servers run; once a night."""

    def work(store: "Store") -> int:
        before, after = store.compact()
        if options.json:
            print(json.dumps({"store": str(store.place), "files": after, "files_before": before}))
        else:
            print(f"Store {store.place}: {count(after, 'file')} of data, before {before:,}.")
        return DONE

    return with_store(work)


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    from newsfigures import __version__

    ours = {"newsfigures": __version__, "Python": sys.version.split()[0]}
    return ours | {name: version(name) for name in _PACKAGES}


def _tell(told: Mapping[str, Any], options: argparse.Namespace) -> int:
    found = told["findings"]
    if options.json:
        print(json.dumps({"versions": _versions(), **told}, ensure_ascii=False))
    else:
        held = told["holder"]
        state = f"in use by the app at {held['url']} (process {held['pid']})" if held else "free"
        print(f"Store {told['store']}: {state}, schema {told['schema']}")
        for name, number in told["counts"].items():
            print(f"{number:,} {name.replace('_', ' ')}")
        _say(found)
    return SOME_FAILED if found else DONE


def _say(found: Sequence[Mapping[str, Any]]) -> None:
    if not found:
        print("Everything in the store fits.")
        return
    seen: Counter[str] = Counter()
    for one in found:
        seen[one["kind"]] += 1
        if seen[one["kind"]] <= _MOST:
            where = f" (article {one['article_id']})" if one["article_id"] else ""
            print(f"{one['kind']} {one['id']}{where}: {one['said']}. {one['remedy']}")
    for kind, number in seen.items():
        if number > _MOST:
            print(f"… and {number - _MOST:,} more of {kind}; --json lists all.")
    complain(f"{count(len(found), 'thing')} found in the store that should not be so.")


def add(verbs: Any) -> None:
    """Add the verbs of this module."""
    one = verb(verbs, doctor, "doctor", json="print one JSON object, with all that was found")
    one.add_argument(
        "--mend",
        action="store_true",
        help="remove what counts nowhere and work claims out anew; nothing decided is touched",
    )
    verb(verbs, compact, "compact", json="print how many files there were and are as JSON")
