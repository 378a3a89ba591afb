"""`python -m newsfigures.apart`: the process that opens files, started by `pool`."""

from newsfigures.apart.worker import main

main()
