"""
The process that opens files: `python -m newsfigures.apart`, asked over its standard input.

It warms up, then gives up what it does not need: memory beyond a limit, writing files, making
connections, starting programs. Where the system cannot limit memory (Windows, macOS) the time
limit of `pool` is what holds.
"""

import mmap
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsfigures import looking
from newsfigures.apart import wire
from newsfigures.catalog import DATA
from newsfigures.errors import NewsfiguresError

# Opening an article of 5 MB takes some 250 MB.
MEMORY = 1_200 << 20
JOBS: dict[str, Callable[..., Any]] = {"opened": looking.opened, "preview": looking.preview}

# What Linux says of a process's memory, in pages: the second number is what it holds.
_PAGES = Path("/proc/self/statm")

# What Python tells an auditor before it does it; none of it is needed to read.
_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "subprocess.", "os.", "shutil.", "ctypes.")
_HARMLESS = frozenset({"os.listdir", "os.scandir", "os.walk", "os.fwalk"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def here(_name: str, job: str, *values: Any) -> Any:
    """Do a job in this process, without limits; `_name` is of no use here."""
    return JOBS[job](*values)


def _refuse(event: str, values: tuple[Any, ...]) -> None:
    if event == "open":
        flags = values[2]
        if isinstance(flags, int) and flags & _WRITING:
            raise PermissionError("Nothing is written while a file is read.")
    elif event.startswith(_FORBIDDEN) and event not in _HARMLESS:
        raise PermissionError(f"{event} is not done while a file is read.")


def _limit_time(seconds: int) -> None:
    """Let the system end this process when the job at hand takes more processor time."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _held() -> int | None:
    """
    Return how much memory this process holds, in bytes; None where the system does not say.

    The most it ever held, which getrusage tells, counts what the process held that started it.
    """
    with suppress(OSError, ValueError):
        return int(_PAGES.read_bytes().split()[1]) * mmap.PAGESIZE
    return None


def _give_up_rights() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _warm() -> None:
    """
    Import what reading needs and build what the extraction keeps, before the first file.

    A short page would not do: the dictionary of syllables, two seconds of work, is opened by the
    first text long enough to be graded, and most expressions are compiled by a whole article.
    """
    from newsfigures.reading import archive, html, mail, pdf, word  # noqa: F401

    samples = sorted((DATA / "samples").glob("*.md"))[:_READ_FIRST]
    known = [(path.name, path.read_bytes()) for path in samples]
    for name, data in [("a.html", _PAGE), *known]:
        article = looking.opened(looking.File(name=name, data=data))
        assert not isinstance(article, list)
        looking.preview(article)


# After so many of the samples another article finds little that is still to be built.
_READ_FIRST = 3


_PAGE = (
    b"<!doctype html><html><head><title>A</title></head><body><article><h1>A</h1><p>OpenAI spent "
    b"$100 million to train GPT-4 on 25,000 A100 chips, it said on Monday.</p></article></body>"
    b"</html>"
)


def _done(job: str, values: tuple[Any, ...]) -> tuple[str, object]:
    """Return what became of a job: `said` with its answer, or what went wrong."""
    try:
        return "said", JOBS[job](*values)
    except NewsfiguresError as error:
        return "refused", error
    except MemoryError:
        return "fell", wire.OutOfMemory()
    except RecursionError as error:
        return "fault", wire.Fault(type(error).__name__, "".join(traceback.format_exc()[-2000:]))
    except Exception as error:  # noqa: BLE001  # the outermost edge of this process
        return "fault", wire.Fault(type(error).__name__, traceback.format_exc())


def main() -> None:
    """Answer jobs until the asking process is gone."""
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not be taken for an answer
    _warm()
    _give_up_rights()
    while True:
        try:
            job, seconds, values = wire.receive(asked)
        except EOFError:
            return
        _limit_time(seconds)
        how, value = _done(job, values)
        wire.send(answers, (how, value, _held()))
        if how == "fell":
            return
