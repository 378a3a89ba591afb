"""The verb that reads very many articles: bulk."""

import argparse
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import verb
from newsfigures.cli.progress import Progress
from newsfigures.cli.saying import DONE, NOTHING_DONE, SOME_FAILED, complain, count, with_store
from newsfigures.cli.walking import walk
from newsfigures.errors import InputError, NewsfiguresError

if TYPE_CHECKING:
    from newsfigures.mass.shards import Shard
    from newsfigures.store import Store

Row = dict[str, Any]
_PARQUET = frozenset({".parquet"})


def bulk(options: argparse.Namespace) -> int:
    """Read very many articles on all cores, or on a Dask cluster; broken off it goes on."""

    def work(store: "Store") -> int:
        try:
            return _bulk(store, options)
        except (NewsfiguresError, OSError) as error:
            complain(error)
            return NOTHING_DONE
        except KeyboardInterrupt:
            complain("Stopped. Run it again: it goes on where it was.")
            return NOTHING_DONE

    return with_store(work)


def _bulk(store: "Store", options: argparse.Namespace) -> int:
    from newsfigures import access, naming
    from newsfigures.extraction import edition
    from newsfigures.mass import reader, shards, taking

    # Before the reading, which may take hours, and not only when it is put in.
    access.check(access.Action.BULK)
    into = options.shards or store.path.with_name(f"{store.path.name}.shards")
    extra, frames = naming.added(store), taking.frames(store)
    found = walk(options.files, also=_PARQUET)
    if address := next((each.address for each in found if each.address), ""):
        raise InputError(f"{address} is a web address; the verb ingest takes those.")
    passed = [each for each in found if each.reason]
    read_by = f"{edition.now(extra)} {frames}"
    plan = shards.plan((each.path for each in found if not each.reason), read_by)
    _read(plan, into, frames, extra, options)
    folders = [into / shard.name for shard in plan]
    new: set[str] = set()
    progress = Progress(len(folders))
    for articles in taking.take(store, folders):
        new |= set(articles)
        progress.at(0, f"{len(new):,} articles are in")
    progress.clear()
    for each in passed:
        complain(f"{each.path}: passed over, {each.reason}.")
    said, figures = Counter[str](), 0
    for row in _results(folders, new):
        said[row["status"]] += 1
        figures += row["figures"] if row["status"] == "added" else 0
        _tell(row, as_json=options.json)
    if not options.keep:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        reader.tidy(into)
        if not any(into.iterdir()):
            into.rmdir()
    line = (
        f"{count(said.total(), 'article')}: {said['added']:,} added, {said['duplicate']:,} here "
        f"already, {said['refused']:,} refused. {count(figures, 'figure')}."
    )
    complain(line) if options.json else print(line)
    return SOME_FAILED if said["refused"] else DONE


def _read(plan: "list[Shard]", into: Path, frames: Any, extra: Any, options: Any) -> None:
    """Read the shards that are not there yet, with a line that says how far it is."""
    from newsfigures.mass import cluster, pool

    into.mkdir(parents=True, exist_ok=True)
    left = [shard for shard in plan if not (into / shard.name).exists()]
    progress = Progress(len(plan))
    ready = len(plan) - len(left)
    progress.at(ready, f"shards read into {into}")
    done = (
        cluster.read(left, into, frames, extra, address=options.dask)
        if options.dask
        else pool.read(left, into, frames, extra, workers=options.workers)
    )
    for number, _ in enumerate(done, start=ready + 1):
        progress.at(number, f"shards read into {into}")
    progress.clear()


def _results(folders: list[Path], new: set[str]) -> Iterator[Row]:
    """Yield what became of each article; the first one of a text that is new was added."""
    from newsfigures.mass import reader

    for folder in folders:
        for row in reader.results(folder):
            if row["status"] == "ready":
                is_new = row["article_id"] in new
                new.discard(row["article_id"])
                row["status"] = "added" if is_new else "duplicate"
            yield row


def _tell(row: Row, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(row, ensure_ascii=False), flush=True)
    elif row["status"] == "refused":
        complain(f"{row['file']}: refused. {row['reason']} {row['remedy']}".rstrip())


def add(verbs: Any) -> None:
    """Add the verb of this module."""
    one = verb(
        verbs,
        bulk,
        "bulk --workers 2 articles",
        json="print one JSON line an article",
    )
    one.add_argument("--workers", type=int, metavar="N", help="processes; one per core without it")
    one.add_argument("--dask", metavar="ADDRESS", help="of a scheduler, such as tcp://host:8786")
    one.add_argument(
        "--shards",
        type=Path,
        metavar="FOLDER",
        help="where what was read waits until all of it is in; beside the store without it",
    )
    one.add_argument("--keep", action="store_true", help="leave the shards there, as Parquet")
    one.add_argument("files", nargs="+", metavar="FOLDER|FILE")
