"""The processes that read, kept for the next file; one that took too long or fell is replaced."""

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, BinaryIO, cast

from newsfigures.apart import wire
from newsfigures.apart.worker import MEMORY
from newsfigures.catalog import ROOT
from newsfigures.errors import BinaryInputError, TooLargeError

# Processor seconds for one job. A long article is opened in one and read in two; the most text we
# take, 5 MB, is read in some fifty.
SECONDS = {"opened": 20, "preview": 90}
# A machine with much to do gives a process a part of its time only: that is no fault of a file.
PATIENCE = 4
# The first job of a process waits until it is warm.
_WARMING = 20
# Memory that the libraries which open files never give back ends with the process, which begins
# with some 200 MB. A new one takes as long to start as 200 articles to read.
WORN = 500 << 20
# Where the system does not tell how much a process holds, it ends after so many files.
MOST_OPENED = 500
_REMEDY = "Cut out the article you mean, or paste its words."


class FaultError(Exception):
    """A fault of ours in the other process; `kind` is the error's class there."""

    def __init__(self, fault: wire.Fault) -> None:
        self.kind = fault.kind
        super().__init__(fault.trace)


class Worker:
    """One process that reads, and its two pipes."""

    def __init__(self) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("NEWSFIGURES_")}
        self.jobs = self.opened = 0
        # The memory it holds after its last job, in bytes; None where that is not known.
        self.held: int | None = None
        self.late = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "newsfigures.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=kept | {"PYTHONIOENCODING": "utf-8"},
        )

    def ask(self, job: str, seconds: int, values: tuple[Any, ...]) -> tuple[str, Any]:
        """Return the answer to a job; EOFError when the process ended over it."""
        self.jobs += 1
        self.opened += job == "opened"
        wait = PATIENCE * (seconds + (_WARMING if self.jobs == 1 else 0))
        clock = threading.Timer(wait, self._stop)
        clock.daemon = True
        clock.start()
        try:
            wire.send(cast(BinaryIO, self._process.stdin), (job, seconds, values))
            how, value, self.held = wire.answer(cast(BinaryIO, self._process.stdout))
        except (OSError, ValueError, TypeError, pickle.UnpicklingError) as error:
            raise EOFError from error
        finally:
            clock.cancel()
        return str(how), value

    def lives(self) -> bool:
        """Say whether the process is there; the system may end any one to save memory."""
        return self._process.poll() is None

    @property
    def is_worn(self) -> bool:
        """Say whether another should take its place: for what it holds, or what it has opened."""
        return self.opened >= MOST_OPENED if self.held is None else self.held > WORN

    def _stop(self) -> None:
        self.late = True
        self._process.kill()

    def end(self) -> int:
        """End the process, whatever it does; return how it ended (negative: by which signal)."""
        with suppress(subprocess.TimeoutExpired):
            # It may be ending by itself, by a signal that tells why.
            self._process.wait(timeout=0.2)
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(BinaryIO, pipe).close()
        return self._process.wait()


def _too_long(name: str, job: str, seconds: int) -> TooLargeError:
    doing = "open" if job == "opened" else "find figures in"
    return TooLargeError(
        f"“{name}” takes more than {seconds} seconds to {doing}, as no article does; we "
        f"stopped. {_REMEDY}"
    )


def _too_much(name: str) -> TooLargeError:
    return TooLargeError(
        f"“{name}” needs more than {MEMORY / (1 << 30):.1f} GB of memory to open, as no article "
        f"does; we stopped. {_REMEDY}"
    )


class Pool:
    """Lends a worker to each job, at most so many at once; the others wait."""

    def __init__(self, most: int, seconds: Mapping[str, int] = SECONDS) -> None:
        self._seconds = seconds
        self._seats = threading.BoundedSemaphore(most)
        self._idle: list[Worker] = []
        self._lock = threading.Lock()
        atexit.register(self.close)

    def _lent(self) -> Worker:
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else Worker()
            if worker.lives():
                return worker
            worker.end()

    def _back(self, worker: Worker) -> None:
        if worker.is_worn:
            worker.end()
            return
        with self._lock:
            self._idle.append(worker)

    def warm(self) -> None:
        """Have a process started before a file needs it; does not wait for it."""
        self._back(self._lent())

    def close(self) -> None:
        """End the processes that do nothing."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def call(self, name: str, job: str, *values: Any) -> Any:
        """
        Return what a job of `worker.JOBS` gives; `name` stands in messages for what it is about.

        Raises the errors of the job that are ours, TooLargeError when it needs more time or
        memory than there is, BinaryInputError when it brought the process down, FaultError for
        any other error.
        """
        with self._seats:
            worker = self._lent()
            try:
                how, value = worker.ask(job, self._seconds[job], values)
            except EOFError:
                why = self._why(worker, name, job)
                self.warm()
                raise why from None
            except BaseException:
                worker.end()
                raise
            if how == "fell":
                worker.end()
                self.warm()
                raise _too_much(name)
            self._back(worker)
        if how == "refused":
            raise value
        if how == "fault":
            raise FaultError(value)
        return value

    def _why(self, worker: Worker, name: str, job: str) -> Exception:
        """Return what to say of a process that ended over a job."""
        code = worker.end()
        if worker.late or code == -getattr(signal, "SIGXCPU", 0):
            return _too_long(name, job, self._seconds[job])
        return BinaryInputError(
            f"“{name}” is damaged or made to do harm: opening it brought down the process that "
            "reads files. Nothing else was touched. Open it in its own program, copy the text "
            "and paste it."
        )
