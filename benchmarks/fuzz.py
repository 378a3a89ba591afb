"""
Hand altered files to intake and extraction, and report every error that is not a refusal.

    python benchmarks/fuzz.py --minutes 10            random changes, by hypothesis
    python benchmarks/fuzz.py --minutes 10 --guided   changes that reach new code, by atheris

Begins from the files of tests/corpus.py and tests/hostile.py. What is found is written with the
input that shows it to the folder `--found`. atheris is no part of the project (it runs on Linux
alone): `pip install atheris==3.0.0`. Ends with 1 when anything was found.
"""

import argparse
import sys
import time
import traceback
from hashlib import sha256
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import borrowed  # noqa: E402

# A library may bring a package of this name of its own, which would be found first.
sys.modules["tests"] = ModuleType("tests")
sys.modules["tests"].__path__ = [str(ROOT / "tests")]
# A text of this length is read in tenths of a second; longer ones would be few.
LONGEST = 20_000


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def seeds() -> list[tuple[str, bytes]]:
    """Return the files to begin with, those short enough to be changed and read often."""
    files = [
        *borrowed.module("corpus.py").files(),
        *borrowed.module("hostile.py").files(),
    ]
    return [(file.name, file.data) for file in files if len(file.data) <= 4 * LONGEST]


class Tally:
    """How many inputs were handed in, what became of them, and what was found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inputs = self.articles = self.refused = 0
        self.found: dict[str, str] = {}

    def take(self, name: str, data: bytes) -> None:
        """Hand one input in, with all parts of it."""
        from newsfigures import looking
        from newsfigures.errors import NewsfiguresError

        self.inputs += 1
        left = [looking.File(name=name, data=data)]
        while left and len(left) < 100:
            try:
                got = looking.opened(left.pop())
                if isinstance(got, list):
                    left += [part for part in got if isinstance(part, looking.File)]
                elif len(got.text) <= LONGEST:
                    seen = looking.preview(got)
                    for figure in seen.extraction.figures:
                        figure.check(got.article_id, got.text)
                    self.articles += 1
            except NewsfiguresError as error:
                self.refused += 1
                assert "“" in str(error) or str(error).startswith(("row", "line", "item", "the "))
            except Exception:  # noqa: BLE001  # what this script is for
                self._note(name, data)

    def _note(self, name: str, data: bytes) -> None:
        trace = traceback.format_exc()
        where = "\n".join(trace.splitlines()[-4:])
        if where not in self.found:
            self.found[where] = trace
            self.folder.mkdir(parents=True, exist_ok=True)
            key = sha256(data).hexdigest()[:12]
            (self.folder / f"{key}-{Path(name).name}").write_bytes(data)
            (self.folder / f"{key}.txt").write_text(trace, encoding="utf-8")
            _tell(trace)

    def told(self, minutes: float) -> str:
        """Say what was done."""
        return (
            f"{self.inputs:,} inputs in {minutes:.1f} minutes: {self.articles:,} articles read, "
            f"{self.refused:,} refusals, {len(self.found)} errors"
        )


def at_random(tally: Tally, until: float) -> None:
    """Change files at random until a time."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    files = seeds()
    pieces = st.one_of(
        st.binary(max_size=40),
        st.sampled_from(
            [b"\x00", b"\xff\xfe", b"\r\n", b"> ", b"|", b"$", b"<p>", b"</", b"PK\x03\x04"]
        ),
        st.text(max_size=20).map(lambda words: words.encode("utf-8", "surrogatepass")),
    )
    change = st.tuples(st.floats(0, 1), st.integers(0, 60), pieces)

    @settings(
        max_examples=500,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(files), st.lists(change, min_size=1, max_size=8))
    def once(file: tuple[str, bytes], changes: list[tuple[float, int, bytes]]) -> None:
        if time.monotonic() > until:
            return
        name, data = file
        for place, cut, piece in changes:
            at = int(place * len(data))
            data = data[:at] + piece + data[at + cut :]
        tally.take(name, data)

    while time.monotonic() < until:
        once()


def guided(tally: Tally, minutes: float, folder: Path) -> None:
    """Let atheris change files so that they reach code no file reached before."""
    import atheris

    # Not the expressions and names: those are data, and to watch them takes most of the time.
    with atheris.instrument_imports(include=["newsfigures.reading", "newsfigures.looking"]):
        from newsfigures import looking  # noqa: F401
        from newsfigures.reading import archive, html, mail, pdf, rows, word  # noqa: F401
    begun = folder / "seeds"
    begun.mkdir(parents=True, exist_ok=True)
    for name, data in seeds():
        (begun / Path(name).name).write_bytes(data)
    names = [f"a.{ending}" for ending in ("txt", "md", "csv", "jsonl", "eml", "html")]
    start = time.monotonic()

    def once(data: bytes) -> None:
        tally.take(names[len(data) % len(names)], data)
        if time.monotonic() - start > 60 * minutes:
            _tell(tally.told(minutes))
            # libFuzzer ends the process by itself and runs nothing behind `Fuzz`.
            __import__("os")._exit(1 if tally.found else 0)

    arguments = [
        sys.argv[0],
        str(begun),
        f"-max_len={2 * LONGEST}",
        "-timeout=120",
        "-rss_limit_mb=0",
    ]
    atheris.Setup(arguments, once)
    atheris.Fuzz()


def main() -> int:
    """Fuzz for some minutes; print the count."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--guided", action="store_true")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args()
    tally = Tally(options.found)
    if options.guided:
        guided(tally, options.minutes, options.found)
    at_random(tally, time.monotonic() + 60 * options.minutes)
    _tell(tally.told(options.minutes))
    return 1 if tally.found else 0


if __name__ == "__main__":
    sys.exit(main())
