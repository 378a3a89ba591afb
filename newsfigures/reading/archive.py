"""A ZIP archive's files, unpacked in memory after a look at how much they would be."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from newsfigures.errors import BinaryInputError, EmptyInputError, InputError, TooLargeError
from newsfigures.reading.parts import MOST_PARTS, Part, Unread

# A few kilobytes may unpack to gigabytes.
MAX_UNPACKED = 100 << 20
MAX_RATIO = 200
# What an archive of everything in a store is told by: these words in this file of it.
MANIFEST, STORE = "manifest.json", "newsfigures archive"
_LOCKED = 0x1  # bit of the ZIP format (APPNOTE 4.4.4)
# What operating systems leave behind in archives and folders.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError,
    ValueError,
)  # fmt: skip


def check(parts: Sequence[zipfile.ZipInfo], name: str, most: int, unpacked: int) -> None:
    """Raise TooLargeError before anything is unpacked from a file made to fill the memory."""
    total = sum(part.file_size for part in parts)
    if total > unpacked or len(parts) > most:
        raise TooLargeError(
            f"“{name}” unpacks to {total / 1e6:,.0f} MB in {len(parts):,} parts; we unpack up to "
            f"{unpacked / 1e6:,.0f} MB in {most:,}. Save only the article's text, or fewer files."
        )
    for part in parts:
        if part.file_size > 1 << 20 and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise TooLargeError(
                f"“{name}” holds a part that unpacks to {part.file_size / 1e6:,.0f} MB, over "
                f"{MAX_RATIO} times its packed size, as no real article does. "
                "Save only the article's text."
            )


def _refuse_store(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Raise InputError for what is no article but everything of a store, with where it goes."""
    heads = [part for part in parts if part.filename == MANIFEST and part.file_size < 1 << 20]
    if heads and STORE.encode() in archive.read(heads[0]):
        raise InputError(
            f"“{name}” holds everything of a store, as “export --everything” writes it, and no "
            "single articles. It goes in whole, on the command line: “python -m newsfigures "
            f"ingest {name}” puts it into a new store, “python -m newsfigures restore {name}” in "
            "the place of the one there is."
        )


def is_litter(name: str) -> bool:
    """Say whether a file is a system's own note and no document of anybody's."""
    path = PurePosixPath(name)
    return path.name in _LITTER or path.name.startswith("._") or "__MACOSX" in path.parts


def _one(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Part | Unread:
    if part.flag_bits & _LOCKED:
        locked = f"“{part.filename}” is locked with a password. Unpack it and add what is inside."
        return Unread(name=part.filename, error=InputError(locked))
    try:
        return Part(name=part.filename, data=archive.read(part))
    except _BROKEN as error:
        broken = (
            f"“{part.filename}” is damaged inside the archive ({type(error).__name__}). Pack it "
            "anew, or add the file itself."
        )
        return Unread(name=part.filename, error=BinaryInputError(broken))


def read(data: bytes, name: str) -> list[Part | Unread]:
    """Return the files of an archive; nothing is written, whatever their names say."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [
                part
                for part in archive.infolist()
                if not part.is_dir() and not is_litter(part.filename)
            ]
            check(parts, name, MOST_PARTS, MAX_UNPACKED)
            _refuse_store(archive, parts, name)
            found = [_one(archive, part) for part in parts]
    except _BROKEN as error:
        if isinstance(error, InputError):
            raise
        raise BinaryInputError(
            f"“{name}” is a broken archive: it cannot be unpacked. Pack it anew, or add the files."
        ) from error
    if not found:
        raise EmptyInputError(f"“{name}” is an archive without files. Add the articles themselves.")
    return found
