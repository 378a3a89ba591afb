r"""
Bytes to text: UTF-8, else UTF-16 with its mark, else Windows-1252 where that is plausible.

UTF-8 of which the last character is cut is read without it; `is_cut_short` says so.

`\r\n` becomes `\n` and a leading byte order mark is dropped; nothing else is changed, because
offsets count code points of the result (docs/figures.md).
"""

import codecs
import re

from newsfigures.errors import BinaryInputError

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# One stray control character in a hundred is a slip of a converter; more is no text.
_MAX_CONTROL = 0.01
# They make letters that follow stand in reverse: what is seen is then not what is read.
_OVERRIDE = re.compile("[\u202d\u202e]")
_SAMPLE = 200_000
_REMEDY = "Save it as plain text in UTF-8, or paste the words of the article."


def _is_plausible(text: str) -> bool:
    """Say whether text of a one-byte code reads like Western prose and not like noise."""
    sample = text[:_SAMPLE]
    beyond = sum(c > "\x7f" for c in sample)
    return beyond <= 0.2 * len(sample)


def _as_utf16(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise BinaryInputError(
            f"“{name}” starts like UTF-16 text, but byte {error.start} does not fit. {_REMEDY}"
        ) from error


def check_characters(text: str, name: str) -> None:
    """Raise BinaryInputError for text with characters that no article has."""
    if "\x00" in text:
        at = text.index("\x00")
        raise BinaryInputError(
            f"“{name}” is no text: it holds a zero byte at position {at}, as programs and "
            f"pictures do. {_REMEDY}"
        )
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if controls > max(3, _MAX_CONTROL * len(sample)):
        raise BinaryInputError(
            f"“{name}” is no text: {controls} of its first {len(sample):,} characters are control "
            f"characters. {_REMEDY}"
        )
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise BinaryInputError(f"“{name}” holds half a character (a lone surrogate). {_REMEDY}")
    if found := _OVERRIDE.search(text):
        raise BinaryInputError(
            f"“{name}” holds a sign that turns the order of letters around (U+{ord(found[0]):04X} "
            f"at position {found.start()}): a number would be seen otherwise than it is read. "
            "Take it out, or type the passage anew."
        )


def decode(data: bytes, name: str) -> str:
    r"""
    Return the text in `data`, or raise BinaryInputError.

        >>> decode(b"\xef\xbb\xbfIt cost $5.\r\n", "a.txt")
        'It cost $5.\n'
    """
    if data.startswith(UTF16_MARKS):
        text = _as_utf16(data, name)
    else:
        try:
            text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        except UnicodeDecodeError as error:
            text = _cut_short(error) or _as_windows(data, name, error.start)
    text = text.replace("\r\n", "\n")
    check_characters(text, name)
    return text


def is_cut_short(data: bytes) -> bool:
    """
    Say whether bytes are UTF-8 to their end but for the last character, of which a part is missing.

    A copy that was cut at a number of bytes ends so. One byte behind nothing but ASCII is a letter
    of the old Western code, such as the last of “café”.
    """
    if data.startswith(UTF16_MARKS):
        return False
    try:
        data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return bool(_cut_short(error))
    return False


def _cut_short(error: UnicodeDecodeError) -> str:
    """Return the text before half a character at the very end, "" where that is not the fault."""
    if error.reason != "unexpected end of data" or error.end != len(error.object):
        return ""
    whole = error.object[: error.start].decode("utf-8")
    is_letter = whole.isascii() and error.end - error.start == 1
    return "" if is_letter else whole


def _as_windows(data: bytes, name: str, where: int) -> str:
    """Return text of the old Western code, which knows no wrong bytes but five."""
    complaint = (
        f"“{name}” is no text we can read: byte {where} does not fit UTF-8, and as Windows-1252 "
        f"it makes no sense either. {_REMEDY}"
    )
    if b"\x00" in data:
        check_characters(data.decode("latin-1"), name)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise BinaryInputError(complaint) from error
    if not _is_plausible(text):
        raise BinaryInputError(complaint)
    return text
