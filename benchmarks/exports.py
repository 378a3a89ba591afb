"""
Measure a download of a million figures over HTTP against DuckDB's own COPY of the same rows.

    python benchmarks/exports.py                 a store of a million, made beside if missing
    python benchmarks/exports.py --figures 100000

Prints the time to the first byte, throughput as a ratio to COPY in the same run, the most memory
the server took beyond what it held just started (resident, VmRSS; what it reads of the store's file
is in it), and whether count and SHA-256 are those of the manifest.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import corpus  # noqa: E402
from newsfigures import queries  # noqa: E402
from newsfigures.export import stretches  # noqa: E402
from newsfigures.store import Store  # noqa: E402

PORT = int(os.environ.get("NEWSFIGURES_PORT", "8765"))
SERVER = f"""
import uvicorn
from starlette.applications import Starlette
from newsfigures import http, store
store.shared()
uvicorn.run(Starlette(routes=http.routes()), port={PORT}, log_level="error")
"""
BASE = f"http://127.0.0.1:{PORT}"
BARS = {"first byte, s": 0.3, "memory, MB": 150, "throughput to COPY": 0.5}


def resident(pid: int) -> float:
    """Return the memory of a process in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def copied(path: Path) -> float:
    """Return the seconds of the fastest of three COPYs of the rows, in no order."""
    with Store.open(path) as store, store.cursor() as cursor, tempfile.TemporaryDirectory() as made:
        taken = []
        for _ in range(3):
            begun = time.perf_counter()
            sql, values = stretches.core("export", queries.EVERYTHING)
            rows = cursor.sql(sql, params=values)
            rows.write_csv(str(Path(made) / "copy.csv"))
            taken.append(time.perf_counter() - begun)
    return min(taken)


def waited(process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"{BASE}/readyz").close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


def downloaded(form: str) -> tuple[float, float, int, str]:
    """Return seconds to the first byte and to the last, lines, and the digest."""
    digest, lines = hashlib.sha256(), 0
    begun = time.perf_counter()
    with urllib.request.urlopen(f"{BASE}/api/v1/figures.{form}") as answer:
        piece = answer.read(1)
        first = time.perf_counter() - begun
        while piece:
            digest.update(piece)
            lines += piece.count(b"\r\n")
            piece = answer.read(1 << 20)
    return first, time.perf_counter() - begun, lines, digest.hexdigest()


def served(path: Path) -> dict[str, float | bool]:
    """Measure three downloads from a server of its own."""
    env = {**os.environ, "NEWSFIGURES_DB": str(path), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", SERVER], env=env)
    try:
        waited(process)
        before, most, done = resident(process.pid), [0.0], Event()

        def watch() -> None:
            while not done.wait(0.02):
                most[0] = max(most[0], resident(process.pid))

        watcher = Thread(target=watch)
        watcher.start()
        runs = [downloaded("csv") for _ in range(3)]
        done.set()
        watcher.join()
        with urllib.request.urlopen(f"{BASE}/api/v1/figures.manifest.json") as answer:
            told = json.load(answer)
    finally:
        process.terminate()
        process.wait()
    return {
        "rows": told["rows"],
        "first byte, s": min(run[0] for run in runs),
        "whole file, s": min(run[1] for run in runs),
        "memory, MB": most[0] - before,
        "digest right": {run[3] for run in runs} == {told["sha256"]},
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    corpus.offer(parser)
    given = parser.parse_args()
    path = corpus.wanted(given)
    alone = copied(path)
    found = served(path)
    found["COPY, s"] = alone
    found["throughput to COPY"] = alone / found["whole file, s"]
    for name, value in found.items():
        bar = BARS.get(name)
        said = f"   bar {bar}" if bar is not None else ""
        sys.stdout.write(f"{name:22} {value:>14,.3f}{said}\n")


if __name__ == "__main__":
    main()
