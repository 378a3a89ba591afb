"""
Snapshots: the figures as they stand at one moment, kept under an id that is a digest of them.

The id is the beginning of the SHA-256 of the Data CSV of all figures, so equal figures have the
same id anywhere, and whoever has that file can check it. What is kept is a store of its own that
is never written to again: pages, downloads and addresses answer from it as they do from today's.
"""

from newsfigures.snapshots.difference import Change, Field, between
from newsfigures.snapshots.kept import (
    ID,
    Snapshot,
    folder,
    listed,
    look,
    make,
    opened,
    remove,
    versus,
)
from newsfigures.snapshots.told import cause, csv, summary

__all__ = [
    "ID",
    "Change",
    "Field",
    "Snapshot",
    "between",
    "cause",
    "csv",
    "folder",
    "listed",
    "look",
    "make",
    "opened",
    "remove",
    "summary",
    "versus",
]
