"""Files that are named, and those of folders that are named, in an order that stays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# Endings of what we read. In a folder anything else is passed over; a file that is named itself
# is always tried, for what it holds decides and not its name.
ENDINGS = frozenset({
    "", ".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml", ".pdf",
    ".docx", ".eml", ".csv", ".tsv", ".jsonl", ".ndjson", ".zip",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    A file to read, or with `reason` one that is passed over, and why.

    With `address` it is a page of the web; its path means nothing then.
    """

    path: Path
    reason: str = ""
    address: str = ""

    @property
    def name(self) -> str:
        """Return what it is called in messages."""
        return self.address or str(self.path)


def is_address(name: str) -> bool:
    """Say whether a name is meant as a web address and not as that of a file."""
    return name.strip().lower().startswith(("http://", "https://"))


def _in_folder(folder: Path, endings: frozenset[str]) -> Iterator[Found]:
    """Yield what is in a folder and below, by name, the files of a folder before its folders."""
    try:
        inside = sorted(folder.iterdir(), key=lambda each: (each.is_dir(), each.name))
    except OSError as error:
        yield Found(path=folder, reason=f"the folder cannot be opened: {error.strerror}")
        return
    for each in inside:
        if each.name.startswith("."):
            yield Found(path=each, reason="hidden")
        elif each.is_symlink() and each.is_dir():
            yield Found(path=each, reason="a link to a folder")
        elif each.is_dir():
            yield from _in_folder(each, endings)
        elif each.suffix.lower() not in endings:
            yield Found(path=each, reason=f"no kind of file we read ({each.suffix})")
        elif each.exists() and not each.is_file():
            yield Found(path=each, reason="no file")
        else:
            yield Found(path=each)


def walk(names: Iterable[str], also: frozenset[str] = frozenset()) -> list[Found]:
    """
    Return each file that is named, and in the place of a folder what is in it and below.

    The same folder gives the same order on every machine. Links to folders are not followed.
    `also` are endings that are read besides the usual ones.
    """
    found: list[Found] = []
    for name in names:
        path = Path(name)
        if is_address(str(name)):
            found.append(Found(path=path, address=str(name).strip()))
            continue
        found.extend(_in_folder(path, ENDINGS | also) if path.is_dir() else [Found(path=path)])
    return found
