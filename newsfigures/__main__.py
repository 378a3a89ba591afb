"""`python -m newsfigures`."""

import sys

from newsfigures.cli import main

if __name__ == "__main__":
    sys.exit(main())
