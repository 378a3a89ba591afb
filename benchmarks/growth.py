"""
Whether time grows in step with the text: ten times the text, and texts made to trap expressions.

A trap is a short piece of digits, brackets, spaces, quotes and the like, repeated. Read at two
lengths, it must not take much more than in proportion; an expression that starts over at
each character and runs to the end would take the square.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from math import log

PIECES = (
    "1", "1,", "1.", "1-", "1 ", "1/", "$", "$1 ", "%", "\u00bd", "2025 ", "x ",
    "(", ")", "[", "]", "](", "[^", "[^1]:", "<", "<a ", "<!--", "<table>", "<sup>", "{", "|",
    "| 1 |\n", " ", "\t", "\n", "\n\n", "\u00a0", '"', "'", "\u201c", "-", " - ", "\u2014",
    "*", "_", "`", "#", ">", "\\", "&", "@", "a@", "www.", "a", "A", "A ", "a ", "e.",
    "5 km ", "5 sq. ", "5p ", "5C ", "8- to ", "1/4 mile", "feet of the ", "\u00b0C ", "pounds ",
    "12 Max ", "four-, ", "'s 2019 ", "million ", "one ", "and ", "to ", "of ", "per ", ", ", "; ",
    ": ", "said ", "OpenAI ", "its ", "a-", "Meta, ", "we said its site at Luton, ",
    "| Verra 2 | Cohere | 3.5 |\n",
)  # fmt: skip
# Found to take the square of the time at some point, kept so that it stays mended.
KNOWN = (
    "[^", "<!-- ", "<table>", "<script>", "$1 million and ", "one hundred and ", "(1", '"1 ',
    "____a", "OpenAI ; 1,", "1 $1 \n\n", ".",
)  # fmt: skip
# Below this a time says nothing about growth.
_NOTICEABLE = 0.05


@dataclass(frozen=True, slots=True)
class Growth:
    """How one text grew: the piece repeated, seconds at both lengths and the exponent."""

    piece: str
    short: float
    long: float
    power: float


def traps(number: int, seed: int = 1) -> Iterator[str]:
    """Yield the known traps, every piece alone, then pieces drawn two to four at a time."""
    draw = random.Random(seed)
    yield from dict.fromkeys((*KNOWN, *PIECES))
    for _ in range(number):
        yield "".join(draw.choices(PIECES, k=draw.randint(2, 4)))


def pairs() -> Iterator[str]:
    """Yield every two pieces together, for a long search."""
    return map("".join, product(PIECES, repeat=2))


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the processor time of reading a text."""
    begun = time.process_time()
    work(text)
    return time.process_time() - begun


def of_trap(work: Callable[[str], object], piece: str, length: int, times: int = 4) -> Growth:
    """
    Read a trap at a length in characters and at `times` that.

    The power is 1 for time in proportion, 2 for its square. A long time too short to tell counts
    as 1; a power that looks bad is measured again, since a busy machine can look like growth.
    """
    small, large = (piece * (n // len(piece) + 1) for n in (length, length * times))
    short = long = float("inf")
    power = 1.0
    for _ in range(3):
        short = min(short, seconds(work, small))
        long = min(long, seconds(work, large))
        power = log(long / max(short, 1e-6)) / log(times) if long > _NOTICEABLE else 1.0
        if power < 1.3:
            break
    return Growth(piece, short, long, power)


def of_text(work: Callable[[str], object], text: str, size: int) -> tuple[float, float]:
    """Return the processor time of a text repeated to a size in bytes, and to ten times that."""
    copies = max(1, size // len(text.encode()))
    once = text + "\n\n"
    return seconds(work, once * copies), seconds(work, once * (copies * 10))
