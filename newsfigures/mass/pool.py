"""Shards read by the processes of this machine."""

import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from newsfigures.catalog import Entity
from newsfigures.errors import MassError
from newsfigures.mass import reader
from newsfigures.mass.shards import Shard

# A process that was ended from outside is begun anew so often, then somebody must look.
TRIES = 3
_LOOK = 1.0  # seconds


def _leave_with(parent: int) -> None:
    """End this process when the one that began it is gone, killed or not."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _round(
    left: dict[str, Shard], into: Path, frames: reader.Frames, extra: Sequence[Entity], most: int
) -> Iterator[Path]:
    """Yield the folders of shards as they are read; each that is leaves `left`."""
    with ProcessPoolExecutor(
        most, mp_context=get_context("spawn"), initializer=_leave_with, initargs=(os.getpid(),)
    ) as pool:
        asked: dict[Future[Path], str] = {
            pool.submit(reader.read, shard, into, frames, extra): name
            for name, shard in left.items()
        }
        try:
            for done in as_completed(asked):
                folder = done.result()
                del left[asked[done]]
                yield folder
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def read(
    shards: Sequence[Shard],
    into: Path,
    frames: reader.Frames,
    extra: Sequence[Entity] = (),
    *,
    workers: int | None = None,
) -> Iterator[Path]:
    """
    Read shards side by side and yield the folder of each when it is there, in any order.

    `workers` None stands for a process per core. Raises MassError when the processes are ended
    from outside again and again, as for want of memory.
    """
    reader.tidy(into)
    left = {shard.name: shard for shard in shards}
    for number in range(TRIES):
        with suppress(BrokenProcessPool):
            yield from _round(left, into, frames, extra, workers or os.cpu_count() or 1)
            return
        if number + 1 == TRIES:
            raise MassError(
                f"The processes that read were ended from outside {TRIES} times, {len(left):,} of "
                f"{len(shards):,} shards are left. The machine may be short of memory: run it "
                "again with fewer --workers; it goes on where it was."
            )
