"""
What goes between the two processes: frames of bytes, each one value.

What comes back was made by a process that opened a stranger's file, so only our own nouns and
plain values are made of it: no function is called that an answer names.
"""

import io
import pickle
import struct
from typing import Any, BinaryIO

# All that an answer may be made of besides numbers, words, lists and mappings.
_MODULES = frozenset(
    {
        "newsfigures.apart.wire", "newsfigures.errors", "newsfigures.looking",
        "newsfigures.model", "newsfigures.readability", "newsfigures.reading.details",
        "newsfigures.reading.parts",
    }
)  # fmt: skip
_PLAIN = frozenset({("datetime", "date"), ("decimal", "Decimal")})
_HEAD = struct.Struct(">Q")
# An article of 5 MB with all its figures is some 10 MB; more is no answer of ours.
_LONGEST = 1 << 30


class Fault:
    """An error that is not one of ours: the kind of it, and where it arose."""

    def __init__(self, kind: str, trace: str) -> None:
        self.kind, self.trace = kind, trace


class OutOfMemory:
    """The job needed more memory than it was given."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module in _MODULES or (module, name) in _PLAIN:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer")


def send(stream: BinaryIO, value: object) -> None:
    """Write one frame."""
    data = pickle.dumps(value, protocol=5)
    stream.write(_HEAD.pack(len(data)))
    stream.write(data)
    stream.flush()


def _frame(stream: BinaryIO) -> bytes:
    head = stream.read(_HEAD.size)
    length = _HEAD.unpack(head)[0] if len(head) == _HEAD.size else _LONGEST + 1
    if length > _LONGEST:
        raise EOFError
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def receive(stream: BinaryIO) -> Any:
    """Return what our own server sent, whole; EOFError when the stream ended."""
    return pickle.loads(_frame(stream))


def answer(stream: BinaryIO) -> Any:
    """Return what a worker sent; EOFError or UnpicklingError for anything but an answer."""
    return _Reader(io.BytesIO(_frame(stream))).load()
