"""`python -m newsfigures`."""

import io
import sys

from newsfigures.cli import main

# What is read and written is UTF-8 with bare line feeds, whatever the machine's own habit is:
# JSON lines hold dashes and quotes of the press, CSV brings its own line ends.
for stream in (sys.stdin, sys.stdout, sys.stderr):
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", newline="" if stream is sys.stdout else None)

if __name__ == "__main__":
    sys.exit(main())
