"""Shards read by the workers of a Dask cluster; they see the same folders as this machine."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from newsfigures.catalog import Entity
from newsfigures.errors import MassError
from newsfigures.mass import reader
from newsfigures.mass.shards import Shard

# How often a shard whose worker was lost is given to another.
RETRIES = 5
_WAIT = "30s"  # for the scheduler to answer


def read(
    shards: Sequence[Shard],
    into: Path,
    frames: reader.Frames,
    extra: Sequence[Entity] = (),
    *,
    address: str,
) -> Iterator[Path]:
    """
    Read shards on the cluster whose scheduler is at `address`; yield each folder, in any order.

    The same call as on one machine (`reader.read`), so the rows are the same. Raises MassError
    when Dask is not installed, when nobody answers, or when a shard is lost again and again.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise MassError(
            "Dask is not installed. Install it beside newsfigures, here and on the workers: "
            "pip install distributed"
        ) from error
    try:
        client = distributed.Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise MassError(
            f"No Dask scheduler answers at {address}: {error}. Start one (dask scheduler) and "
            "workers (dask worker ADDRESS), then run it again."
        ) from error
    reader.tidy(into)
    with client:
        asked = [
            client.submit(reader.read, shard, into, frames, tuple(extra), key=shard.name,
                          pure=False, retries=RETRIES)
            for shard in shards
        ]  # fmt: skip
        try:
            for done in distributed.as_completed(asked, loop=client.loop):
                yield done.result()
        except distributed.scheduler.KilledWorker as error:
            raise MassError(
                f"Workers of the cluster were lost over one shard again and again ({error}). They "
                "may be short of memory; run it again, it goes on where it was."
            ) from error
        finally:
            client.cancel(asked)
