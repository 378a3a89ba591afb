"""
The command line: `python -m newsfigures VERB …`. Thin; the work is in the rooms below.

`extract` and `quantities` need no store, no network and no display, and start fast: what only
other verbs need is imported inside them. Exit codes: 0 all done, 1 some of it failed (said on
standard error), 2 nothing could be done.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfigures.errors import InputError, NewsfiguresError, StoreError
from newsfigures.records import extraction_record

if TYPE_CHECKING:
    from newsfigures.store import Store

DONE, SOME_FAILED, NOTHING_DONE = 0, 1, 2


def _complain(words: object) -> None:
    print(f"newsfigures: {words}", file=sys.stderr, flush=True)


def _bytes_of(name: str) -> bytes:
    """Return a file's bytes, or raise InputError that says why not."""
    try:
        return Path(name).read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"There is no file “{name}”. Check the path.") from error
    except IsADirectoryError as error:
        raise InputError(f"“{name}” is a folder. Name the files in it.") from error
    except OSError as error:
        raise InputError(f"“{name}” cannot be opened: {error.strerror}.") from error


def extract(options: argparse.Namespace) -> int:
    """Print what each file's article says, one JSON line a file."""
    from newsfigures import reading
    from newsfigures.extraction import engine

    code = DONE
    for name in options.files:
        try:
            article = reading.read(_bytes_of(name), Path(name).name, published=options.published)
            found = engine.extract(article.text, article.published)
        except NewsfiguresError as error:
            _complain(f"{name}: {error}")
            code = SOME_FAILED
            continue
        print(json.dumps(extraction_record(name, found), ensure_ascii=False), flush=True)
    return code


def quantities(_: argparse.Namespace) -> int:
    """Answer JSON lines of texts with JSON lines of their quantities, one by one."""
    from newsfigures.extraction import quantities_lines

    code = DONE
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            print(quantities_lines.answer(line), flush=True)
        except (NewsfiguresError, ValueError, KeyError, TypeError) as error:
            _complain(f"line {number}: {error}. A line is a JSON object with “id” and “text”.")
            code = SOME_FAILED
    return code


def explain(options: argparse.Namespace) -> int:
    """Say why one number of an article was read as it was, or refused."""
    from newsfigures import explained, reading
    from newsfigures.extraction import explain as why

    try:
        data = _bytes_of(options.file)
        article = reading.read(data, Path(options.file).name, published=options.published)
        offset = _place(article.text, options.at)
        for line in explained.lines(why.at(article.text, offset, article.published)):
            print(line)
    except NewsfiguresError as error:
        _complain(f"{options.file}: {error}")
        return NOTHING_DONE
    return DONE


def _place(text: str, at: str) -> int:
    """Return an offset given as a number, or by the words that stand there."""
    if at.isdecimal():
        return int(at)
    found = text.find(at)
    if found < 0:
        raise InputError(
            f"The words “{at}” are not in the text. Give them to the letter, or give the number "
            "of the character that `extract` calls start."
        )
    return found


def _with_store(work: Callable[["Store"], int]) -> int:
    """Open the store, do the work, close it; tell in words when it cannot be opened."""
    from newsfigures import store

    try:
        with store.Store.open() as opened:
            return work(opened)
    except StoreError as error:
        _complain(error)
        return NOTHING_DONE


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def build(_: argparse.Namespace) -> int:
    """Make the store from data/ if it is missing; do nothing to one that is there."""
    from newsfigures import intake

    def work(store: "Store") -> int:
        added = intake.build(store)
        did = f"{_count(added, 'sample article')} read" if added else "nothing to do"
        print(f"Store {store.path}: {did}.")
        return DONE

    return _with_store(work)


def ingest(options: argparse.Namespace) -> int:
    """Read files into the store and say for each what became of it."""
    from newsfigures import intake

    def work(store: "Store") -> int:
        code = DONE
        for name in options.files:
            try:
                data = _bytes_of(name)
            except InputError as error:
                result = intake.Result(name=name, status="refused", reason=str(error))
            else:
                file = intake.File(
                    name=Path(name).name,
                    data=data,
                    published=options.published,
                    publisher=options.publisher,
                )
                result = intake.take_many(store, [file])[0]
            code = SOME_FAILED if result.status == "refused" else code
            _tell(name, result, as_json=options.json)
        return code

    return _with_store(work)


def _tell(name: str, result: Any, *, as_json: bool) -> None:
    if as_json:
        row = {
            "file": name,
            "status": result.status,
            "article_id": result.article_id,
            "title": result.title,
            "published": result.published.isoformat() if result.published else None,
            "words": result.words,
            "figures": result.figures,
            "derived": result.derived,
            "reason": result.reason,
            "remedy": result.remedy,
        }
        print(json.dumps(row, ensure_ascii=False), flush=True)
    elif result.status == "refused":
        _complain(" ".join((f"{name}: refused.", result.reason, result.remedy)).strip())
    elif result.status == "duplicate":
        print(f"{name}: {result.reason}")
    else:
        took = f"{_count(result.figures, 'figure')}, {result.derived} derived"
        print(" ".join((f"{name}: added, {took}.", result.reason, result.remedy)).strip())


def samples(options: argparse.Namespace) -> int:
    """Take the sample articles out of the store for good, or put them back."""
    from newsfigures import intake

    def work(store: "Store") -> int:
        if options.what == "remove":
            print(f"Removed {_count(intake.remove_samples(store), 'sample article')}.")
        else:
            print(f"Added {_count(intake.add_samples(store), 'sample article')}.")
        return DONE

    return _with_store(work)


def export(options: argparse.Namespace) -> int:
    """Write every figure with its words and sources, in one of several forms."""
    from newsfigures import export as rows
    from newsfigures import queries

    everything = queries.EVERYTHING
    if options.out is None and options.form not in rows.FLAVOURS:
        title = rows.FORMS[options.form].title
        _complain(f"{title} is no text to print. Name a file with --out.")
        return NOTHING_DONE

    def work(store: "Store") -> int:
        if options.out is None:
            flavour = rows.FLAVOURS[options.form]
            for piece in rows.pieces(store, "export", everything, flavour):
                sys.stdout.buffer.write(piece)
            sys.stdout.flush()
            return DONE
        # Written beside and moved, so that a broken run leaves no half file.
        beside = options.out.with_name(options.out.name + ".part")
        try:
            made = rows.FORMS[options.form].write(store, everything, beside)
            beside.replace(options.out)
        except OSError as error:
            beside.unlink(missing_ok=True)
            _complain(f"“{options.out}” cannot be written: {error.strerror}. Nothing was exported.")
            return NOTHING_DONE
        except NewsfiguresError:
            beside.unlink(missing_ok=True)
            raise
        if options.json:
            print(json.dumps({"file": str(options.out), **rows.manifest(everything, made)}))
        else:
            print(
                f"Wrote {options.out} ({made.rows:,} rows, {made.size:,} bytes, "
                f"sha256 {made.sha256})."
            )
        return DONE

    return _with_store(work)


def reread(options: argparse.Namespace) -> int:
    """Show what articles read by an earlier version say now; with --apply keep that."""
    from newsfigures import rereading, retold

    def work(store: "Store") -> int:
        asked = options.articles or rereading.earlier(store)
        if not asked:
            print("Every article was read by the current rules and names.")
            return DONE
        found: list[rereading.Rereading] = []
        for article_id in asked:
            try:
                if options.apply:
                    found += rereading.apply(store, [article_id], who=options.who)
                else:
                    found += rereading.preview(store, [article_id])
            except NewsfiguresError as error:
                _complain(error)
                continue
            for line in retold.lines(found[-1]):
                print(line)
        print(retold.summary(found))
        if not options.apply:
            print("Nothing was changed. Run it with --apply to keep this.")
        return DONE if len(found) == len(asked) else SOME_FAILED

    return _with_store(work)


def gold(options: argparse.Namespace) -> int:
    """Write reviewed articles and their figures as gold, to score the extractor on."""
    from newsfigures import gold as room

    def work(store: "Store") -> int:
        try:
            found = room.write(store, options.out, everything=options.all)
        except OSError as error:
            _complain(f"“{options.out}” cannot be written to: {error.strerror}.")
            return NOTHING_DONE
        figures = sum(len(one.figures) for one in found)
        print(f"Wrote {_count(len(found), 'article')}, {_count(figures, 'figure')}: {options.out}")
        if not found:
            print("There is no article of which every figure was decided about; see --all.")
        return DONE

    return _with_store(work)


def doctor(_: argparse.Namespace) -> int:
    """Say which versions run, where the store is, who holds it and what is in it."""
    from importlib.metadata import version

    from newsfigures import __version__

    print(f"newsfigures {__version__}, Python {sys.version.split()[0]}")
    for name in ("streamlit", "duckdb", "pandas", "plotly", "textstat", "trafilatura"):
        print(f"{name} {version(name)}")

    def work(store: "Store") -> int:
        counts = store.counts()
        print(f"Store {store.path}: free, schema {store.schema_version()}")
        for name, number in counts.items():
            print(f"{number:,} {name.replace('_', ' ')}")
        return DONE

    return _with_store(work)


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{words!r} is no date; write year, month and day, such as 2025-01-27"
        ) from None


def _verb(
    verbs: Any, work: Callable[[argparse.Namespace], int], example: str, **more: Any
) -> argparse.ArgumentParser:
    """Add a verb named like its function, with an example under its help."""
    said = (work.__doc__ or "").strip()
    parser: argparse.ArgumentParser = verbs.add_parser(
        work.__name__,
        help=said[:1].lower() + said[1:].rstrip("."),
        description=said,
        epilog=f"example:\n  python -m newsfigures {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        **more,
    )
    parser.set_defaults(work=work)
    return parser


def parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    top = argparse.ArgumentParser(
        prog="python -m newsfigures",
        description="Figures that news articles state about the economics of AI.",
        epilog="The store is the file named by NEWSFIGURES_DB, else one under data/.",
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    one = _verb(verbs, extract, "extract --published 2025-01-27 article.txt")
    one.add_argument("--published", type=_day, metavar="YYYY-MM-DD", help="date of publication")
    one.add_argument("files", nargs="+", metavar="FILE")
    one = _verb(verbs, explain, "explain article.txt --at '$5.6 million'")
    one.add_argument("--published", type=_day, metavar="YYYY-MM-DD", help="date of publication")
    one.add_argument(
        "--at", required=True, metavar="OFFSET", help="character offset of the number, or its words"
    )
    one.add_argument("file", metavar="FILE")
    _verb(verbs, quantities, "quantities < lines.jsonl > answers.jsonl")
    _verb(verbs, build, "build")
    one = _verb(verbs, ingest, "ingest --published 2025-01-27 article.txt")
    one.add_argument("--published", type=_day, metavar="YYYY-MM-DD", help="date of publication")
    one.add_argument("--publisher", help="who published it")
    one.add_argument("--json", action="store_true", help="one JSON line a file")
    one.add_argument("files", nargs="+", metavar="FILE")
    one = _verb(verbs, samples, "samples remove")
    one.add_argument("what", choices=("remove", "add"))
    one = _verb(verbs, export, "export --out figures.csv")
    one.add_argument("--out", type=Path, metavar="FILE", help="else standard output")
    one.add_argument(
        "--form",
        choices=("csv", "excel", "xlsx", "jsonl", "parquet", "zip"),
        default="csv",
        help="csv for programs, excel for spreadsheets, zip with what the columns mean",
    )
    one.add_argument("--json", action="store_true", help="say what was written as JSON")
    one = _verb(verbs, reread, "reread --apply")
    one.add_argument("--apply", action="store_true", help="keep it; else nothing is changed")
    one.add_argument("--who", default="", help="under which name that is kept")
    one.add_argument("articles", nargs="*", metavar="ARTICLE_ID", help="else all read earlier")
    one = _verb(verbs, gold, "gold --out reviewed")
    one.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to")
    one.add_argument("--all", action="store_true", help="articles too that are not all decided")
    _verb(verbs, doctor, "doctor")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, do what it says and return the exit code."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.work(options)
    except BrokenPipeError:
        # Whoever read us has seen enough, as in `… | head`.
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return NOTHING_DONE
    return code
