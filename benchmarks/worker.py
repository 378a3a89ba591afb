"""
One measured process: texts in, what a reader makes of them out, with its time and memory.

Run by `extraction.py`, ours in the project's environment and quantulum3 in its own, so that
neither pays for the other's imports. Reads one JSON object on standard input, writes one on
standard output.
Only the standard library is imported before the clock starts.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

Reader = Callable[[str], list[dict[str, Any]]]


def peak_memory() -> float | None:
    """Return the most memory this process ever held, in MB; None where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        pass
    try:
        import resource
    except ImportError:  # Windows
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / (1024 if sys.platform == "darwin" else 1)


def ours_quantities() -> Reader:
    """Return newsfigures' reader of quantities: a raw text in, as quantulum3 takes it."""
    from newsfigures.extraction import prose, quantities

    def read(text: str) -> list[dict[str, Any]]:
        return [
            {
                "value": float(q.value),
                "value_high": None if q.value_high is None else float(q.value_high),
                "unit": q.unit,
            }
            for q in quantities.read(prose.clean(text))
        ]

    return read


def ours_records() -> Reader:
    """Return newsfigures' whole extractor: an article in, its figures with all their fields out."""
    from newsfigures.extraction import engine

    def read(text: str) -> list[dict[str, Any]]:
        return [{"metric": f.metric, "quote": f.quote} for f in engine.extract(text).figures]

    return read


def quantulum3() -> Reader:
    """Return quantulum3's reader; a text it fails on has no quantities."""
    warnings.simplefilter("ignore")  # it warns of a missing classifier, which is meant
    from quantulum3 import parser

    def read(text: str) -> list[dict[str, Any]]:
        try:
            found = parser.parse(text)
        except Exception:  # noqa: BLE001 - whatever it raises, it has not read the text
            return []
        return [
            {"value": q.value, "uncertainty": q.uncertainty, "unit": q.unit.name} for q in found
        ]

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "quantities": ours_quantities,
    "records": ours_records,
    "quantulum3": quantulum3,
}


def measure(name: str, texts: Sequence[str], passes: int) -> dict[str, Any]:
    """
    Read the texts several times over.

    Returns `answers` (one list a text), `start` (seconds from nothing to the first answer),
    `seconds` (processor time of the fastest pass, the first apart), `memory` (MB) and `failed`.
    """
    begun = time.perf_counter()
    read = READERS[name]()
    read("It paid $5.6 million for 2,048 chips in two months.")
    start = time.perf_counter() - begun
    answers = [read(text) for text in texts]
    seconds = float("inf")
    for _ in range(passes):
        begun = time.process_time()
        for text in texts:
            read(text)
        seconds = min(seconds, time.process_time() - begun)
    return {"answers": answers, "start": start, "seconds": seconds, "memory": peak_memory()}


def main() -> int:
    """Answer one request."""
    asked = json.load(sys.stdin)
    json.dump(measure(asked["reader"], asked["texts"], asked["passes"]), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
