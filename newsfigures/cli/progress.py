"""How far a long work is, in one line of a terminal; nothing where nobody looks."""

import shutil
import sys
from typing import TextIO

_WIDTH = 24


class Progress:
    """A line on standard error that is written anew with each step, and leaves no trace."""

    def __init__(self, total: int, out: TextIO | None = None) -> None:
        self._total = total
        self._out = out or sys.stderr
        # One file is read before a line about it can be.
        self._shown = total > 1 and self._out.isatty()

    def at(self, done: int, name: str) -> None:
        """Show that so many are done, and at which one the work is."""
        if not self._shown:
            return
        bar = "#" * (_WIDTH * done // self._total)
        line = f"[{bar:.<{_WIDTH}}] {done:,} of {self._total:,}  {name}"
        room = shutil.get_terminal_size().columns - 1
        self._out.write(f"\r\x1b[K{line[:room]}")
        self._out.flush()

    def clear(self) -> None:
        """Take the line away, before anything else is printed."""
        if self._shown:
            self._out.write("\r\x1b[K")
            self._out.flush()
