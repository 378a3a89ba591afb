"""
Every error this package raises on purpose.

* NewsfiguresError
  + InputError (ValueError)              the reader gave us something we cannot read
    - EmptyInputError                    nothing in it
    - BinaryInputError                   not text, whatever its name says
    - TooLargeError                      more than we read at once
    - LanguageError                      not English
    - ArchiveError                       an archive of everything that is broken or does not fit
    - WebError                           an address that is not fetched, or gives no page
  + DuplicateArticleError (ValueError)   the same text is in the store already
  + ReviewError (ValueError)             a decision about a figure that cannot be taken so
    - UnknownFigureError                 no such figure in the store
    - ConflictError                      somebody else decided about it in the meantime
  + NamingError (ValueError)             a name that cannot be added to the known ones
  + RereadingError (LookupError)         an article cannot be read again as it was shown
  + CatalogError (ValueError)            a data file or lexicon is wrong; names file and entry
  + SpanMismatchError (ValueError)       a rule quoted words that the article does not contain
  + NoQuantityError (LookupError)        no quantity stands at the place asked about
  + UnknownQueryError (LookupError)      no such file in queries/
  + QueryParameterError (TypeError)      a query was asked with too few or too many values
  + SqlError (ValueError)                a reader's SQL that cannot be run
  + StoreError (RuntimeError)            the store cannot be used as it is
    - StoreBusyError                     another process holds the file
    - SchemaVersionError                 the file was written by a newer newsfigures
    - BackupError                        a copy that cannot be made, or is none
    - TransferError                      a store that cannot go into another one
    - SnapshotError                      a snapshot that cannot be made, or is damaged
  + UnknownSnapshotError (LookupError)   no such snapshot is kept
  + UnreachableError (RuntimeError)      the running app that holds the store does not answer
  + AccessError (ValueError)             a setting or file of access that is not as it should be
  + TooOftenError (RuntimeError)         more than is taken from one person in some time
  + RefusedError (RuntimeError)          whoever acts may not do that; says who may

A message says what is wrong with which value, where, and what would be right.
Finding nothing in an article is not an error: it is an `Extraction` without figures.
"""

from collections.abc import Iterable


class NewsfiguresError(Exception):
    """Base of all errors that are raised on purpose."""


class InputError(NewsfiguresError, ValueError):
    """What was handed in cannot be read as an article; the message holds the remedy."""


class EmptyInputError(InputError):
    """Nothing but white space."""


class BinaryInputError(InputError):
    """Bytes that are no text, or a format we do not read."""


class TooLargeError(InputError):
    """More than we read at once."""


class LanguageError(InputError):
    """Text in a language the rules were not written for; `language` names it."""

    def __init__(self, words: str, language: str = "") -> None:
        self.language = language
        super().__init__(words)


class ArchiveError(InputError):
    """An archive of everything that is broken or does not fit; names the file and the line."""


class WebError(InputError):
    """A web address that is not fetched, or gives no page; says why and what to do."""


class DuplicateArticleError(NewsfiguresError, ValueError):
    """The same text is in the store already; `article_id` says which."""

    def __init__(self, article_id: str, title: str, n_figures: int) -> None:
        self.article_id, self.title, self.n_figures = article_id, title, n_figures
        noun = "figure" if n_figures == 1 else "figures"
        super().__init__(
            f"This text is here already: “{title}”, with {n_figures} {noun}. Nothing was added."
        )


class ReviewError(NewsfiguresError, ValueError):
    """A decision about a figure cannot be taken so; the message says what would be right."""


class UnknownFigureError(ReviewError):
    """No such figure in the store."""

    def __init__(self, figure_id: str) -> None:
        self.figure_id = figure_id
        super().__init__(
            f"There is no figure {figure_id} in the store. It left with its article, or the "
            "article was read anew. Open the article again."
        )


class ConflictError(ReviewError):
    """Somebody else decided about a figure after it was shown; nothing was changed."""

    def __init__(self, figure_id: str, who: str, did: str) -> None:
        self.figure_id, self.who, self.did = figure_id, who, did
        super().__init__(
            f"{who} decided about this figure in the meantime ({did}). Nothing was changed; look "
            "at it as it is now and decide again."
        )


class CatalogError(NewsfiguresError, ValueError):
    """A data file is wrong; names the file and the entry."""


class SpanMismatchError(NewsfiguresError, ValueError):
    """A quote and the text at its span differ: the rule is at fault, not the article."""

    def __init__(self, article_id: str, start: int, end: int, *, quote: str, found: str) -> None:
        self.article_id, self.start, self.end = article_id, start, end
        super().__init__(
            f"Article {article_id!r} reads {found!r} at [{start}, {end}), not {quote!r}. "
            "Spans index the text as stored, before any cleaning."
        )


class NoQuantityError(NewsfiguresError, LookupError):
    """No quantity stands at an offset; `nearest` is where the nearest one starts, if any."""

    def __init__(self, offset: int, length: int, nearest: int | None, words: str) -> None:
        self.offset, self.nearest = offset, nearest
        if offset >= length:
            said = f"The text has {length:,} characters; {offset:,} is behind its end."
        else:
            said = f"No quantity stands at character {offset:,}."
        if nearest is None:
            super().__init__(f"{said} There is none in this text.")
        else:
            super().__init__(f"{said} The nearest is “{words}” at {nearest}.")


class UnknownQueryError(NewsfiguresError, LookupError):
    """No such file in queries/."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        super().__init__(f"There is no queries/{name}.sql. There are: {', '.join(sorted(known))}.")


class QueryParameterError(NewsfiguresError, TypeError):
    """A query was asked with too few or too many values."""

    def __init__(self, name: str, *, missing: Iterable[str], unknown: Iterable[str]) -> None:
        lacks, extra = sorted(missing), sorted(unknown)
        said = "; ".join(
            part
            for part in (
                f"missing: {', '.join(lacks)}" if lacks else "",
                f"unknown: {', '.join(extra)}" if extra else "",
            )
            if part
        )
        super().__init__(f"queries/{name}.sql was asked with the wrong values ({said}).")


class SqlError(NewsfiguresError, ValueError):
    """
    A reader's SQL cannot be run: what is wrong, and what to type instead ('' if nobody can know).

    `line` and `column` count from 1 and say where; 0 where no place is known.
    """

    def __init__(self, words: str, remedy: str = "", line: int = 0, column: int = 0) -> None:
        self.words, self.remedy, self.line, self.column = words, remedy, line, column
        super().__init__(words, remedy, line, column)

    def __str__(self) -> str:
        where = f"Line {self.line}, column {self.column}: " if self.line else ""
        return f"{where}{self.words} {self.remedy}".strip()


class NamingError(NewsfiguresError, ValueError):
    """A name that cannot be added to the known ones; says why."""


class RereadingError(NewsfiguresError, LookupError):
    """An article cannot be read again, or not as it was shown; says what to do."""


class StoreError(NewsfiguresError, RuntimeError):
    """The store cannot be used as it is."""


class StoreBusyError(StoreError):
    """Another process holds the file; `pid` says which where the system tells, else None."""

    def __init__(self, words: str, pid: int | None = None) -> None:
        self.pid = pid
        super().__init__(words)


class UnreachableError(NewsfiguresError, RuntimeError):
    """The running app that holds the store does not answer, or not as it should."""


class AccessError(NewsfiguresError, ValueError):
    """A setting or file that says who may do what is not as it should be; nobody may until then."""


class TooOftenError(NewsfiguresError, RuntimeError):
    """More than is taken from one person in some time; `seconds` until it may be tried again."""

    def __init__(self, words: str, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(words)


class RefusedError(NewsfiguresError, RuntimeError):
    """
    Whoever is acting may not do that; says why, and who may. Nothing was changed.

    No PermissionError: that is an OSError, and would be told as a file that cannot be written.
    """


class SchemaVersionError(StoreError):
    """The file was written by a newer newsfigures."""


class BackupError(StoreError):
    """A copy of a store cannot be made, or a file is none."""


class SnapshotError(StoreError):
    """A snapshot cannot be made, is damaged, or was to be written to."""


class UnknownSnapshotError(NewsfiguresError, LookupError):
    """No snapshot of this id is kept beside the store."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"There is no snapshot {name[:40]!r} here. An id has twelve of the signs 0-9 and a-f; "
            "it may have been removed, or was made on another installation."
        )


class TransferError(StoreError):
    """A store cannot go into another one; says why, and that nothing was changed."""


class MassError(NewsfiguresError, RuntimeError):
    """Many articles cannot be read on: says what ended the work, and how it goes on."""
