"""A query of a reader, asked in a process of its own that is ended at the limit of time."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from newsfigures.access import Action, rates
from newsfigures.catalog import ROOT
from newsfigures.sandbox import faults, snapshot
from newsfigures.sandbox.limits import ABREAST, QUERY, SECONDS
from newsfigures.store import Store

Form = Literal["csv", "jsonl"]
# DuckDB looks for these with the first value it is given, which takes four times as long as all
# the rest; nothing here is theirs.
_LEFT_OUT = ("numpy", "pandas", "pyarrow", "polars")
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    f"sys.modules.update(dict.fromkeys({_LEFT_OUT})); "
    "from newsfigures.sandbox import inside; inside.main()"
)
_room = threading.BoundedSemaphore(ABREAST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an answer: its name, its DuckDB type, and `number`, `day`, `yes` or `text`."""

    name: str
    type: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """
    The first rows of an answer, up to limits.ROWS.

    `total` is how many there are in all, None where counting them took too long; `seconds` how
    long it took to the last row that is here, without the start of the process.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int | None
    seconds: float

    @property
    def cut(self) -> bool:
        """Say whether there are more rows than are here."""
        return self.total is None or self.total > len(self.rows)


def _child(files: tuple[int, ...]) -> "subprocess.Popen[bytes]":
    """Start a process that knows nothing of this one: no environment, no folder, no open file."""
    # The one variable without which Windows starts nothing; elsewhere there is none of this name.
    left = {name: value for name, value in os.environ.items() if name == "SYSTEMROOT"}
    return subprocess.Popen(
        [sys.executable, "-I", "-c", _START, str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=left,
        cwd=Path(sys.executable).anchor,
        pass_fds=files,
        start_new_session=os.name == "posix",
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and all it may have started."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


@contextmanager
def _running(copy: str, files: tuple[int, ...], request: dict[str, Any]) -> Iterator[IO[bytes]]:
    """Start a process with its request; yield what it answers; end it at the limit of time."""
    with _child(files) as process:
        assert process.stdin is not None and process.stdout is not None
        clock = threading.Timer(SECONDS, _end, (process,))
        clock.start()
        try:
            with suppress(BrokenPipeError), process.stdin as told:
                told.write(json.dumps({**request, "copy": copy}).encode())
            yield process.stdout
        finally:
            # A process that has ended is not waited for yet, so its number is still its own.
            _end(process)
            clock.cancel()


@contextmanager
def _a_place() -> Iterator[None]:
    """Wait for room among the queries that run at once, or raise SqlError."""
    if not _room.acquire(timeout=SECONDS):
        raise faults.busy()
    try:
        yield
    finally:
        _room.release()


def _frames(store: Store, sql: str, values: Mapping[str, str], form: str) -> Iterator[Any]:
    """Yield the frames of an answer as pairs of what they say and what they hold."""
    if len(sql) > QUERY:
        raise faults.too_long(len(sql))
    rates.take(Action.SQL)
    request = {"sql": sql, "values": dict(values), "form": form}
    # The copy is made before there is a wait for room: it takes long where there is much.
    with snapshot.lent(store) as (copy, files), _a_place(), _running(copy, files, request) as said:
        while line := said.readline():
            if not line.endswith(b"\n"):
                return
            head = json.loads(line)
            body = said.read(head["bytes"])
            if len(body) < head["bytes"]:
                return
            if "fault" in head:
                raise faults.told(head["fault"], sql)
            yield head, body


def ask(store: Store, sql: str, values: Mapping[str, str] | None = None) -> Answer:
    """
    Run one SELECT over the figures of a store and return its first rows.

    `values` are those of its `$parameters`, as typed. Raises SqlError that says in words what is
    wrong, where in the text and what to type instead, or which limit was reached.
    """
    return answered([head for head, _ in _frames(store, sql, values or {}, "rows")])


def answered(heads: Sequence[dict[str, Any]]) -> Answer:
    """Return the answer that frames tell; raises SqlError when the process was ended before."""
    if not heads:
        raise faults.ended()
    first = heads[0]
    return Answer(
        columns=tuple(
            Column(name=each["name"], type=each["type"], form=each["form"])
            for each in first["columns"]
        ),
        rows=tuple(tuple(row) for row in first["rows"]),
        total=heads[-1]["total"],
        seconds=first["seconds"],
    )


def pieces(
    store: Store, sql: str, values: Mapping[str, str] | None = None, form: Form = "csv"
) -> Generator[bytes, None, int]:
    """
    Yield the whole answer of one SELECT as Data CSV or JSON lines; return how many rows it has.

    Nothing is cut: raises SqlError as `ask` does, also in the middle, when it cannot be given
    whole.
    """
    total: int | None = None
    for head, body in _frames(store, sql, values or {}, form):
        total = head.get("total", total)
        if body:
            yield body
    if total is None:
        raise faults.ended()
    return total


def whole(store: Store, sql: str, values: Mapping[str, str] | None = None) -> bytes:
    """Return the whole answer of one SELECT as Data CSV; see `pieces`."""
    return b"".join(pieces(store, sql, values))
