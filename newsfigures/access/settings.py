"""What the operator sets about access."""

import os

_NO = ("", "0", "false", "no", "off")


def is_read_only() -> bool:
    """Say whether nobody may write here: NEWSFIGURES_READ_ONLY is set, to anything but a no."""
    return os.environ.get("NEWSFIGURES_READ_ONLY", "").strip().lower() not in _NO
