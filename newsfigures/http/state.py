"""Which state of the figures an address answers from: today's, or that of a snapshot."""

from newsfigures import snapshots, store
from newsfigures.store import Store


def of(snapshot: str) -> Store:
    """
    Return the store that the pages use, or that of a snapshot where its id is given.

    Raises UnknownSnapshotError and SnapshotError as `snapshots.opened` does.
    """
    today = store.shared()
    return snapshots.opened(today, snapshot) if snapshot else today
