"""Verbs that read texts and keep nothing: extract, explain, quantities. They need no store."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfigures.cli.options import takes_published, verb
from newsfigures.cli.saying import DONE, NOTHING_DONE, SOME_FAILED, bytes_of, complain
from newsfigures.errors import InputError, NewsfiguresError
from newsfigures.records import extraction_record, figure_record

if TYPE_CHECKING:
    from newsfigures.extraction.explain import Explanation


def extract(options: argparse.Namespace) -> int:
    """Print what each file's article says, one JSON line a file."""
    from newsfigures import reading
    from newsfigures.extraction import engine

    code = DONE
    for name in options.files:
        try:
            article = reading.read(bytes_of(name), Path(name).name, published=options.published)
            found = engine.extract(article.text, article.published)
        except NewsfiguresError as error:
            complain(f"{name}: {error}")
            code = SOME_FAILED
            continue
        print(json.dumps(extraction_record(name, found), ensure_ascii=False), flush=True)
    return code


def explain(options: argparse.Namespace) -> int:
    """Say why one number of an article was read as it was, or refused."""
    from newsfigures import explained, reading
    from newsfigures.extraction import explain as why

    try:
        data = bytes_of(options.file)
        article = reading.read(data, Path(options.file).name, published=options.published)
        offset = _place(article.text, options.at)
        found = why.at(article.text, offset, article.published)
        if options.json:
            print(json.dumps(_record(options.file, found), ensure_ascii=False))
            return DONE
        for line in explained.lines(found):
            print(line)
    except NewsfiguresError as error:
        complain(f"{options.file}: {error}")
        return NOTHING_DONE
    return DONE


def _record(name: str, found: "Explanation") -> dict[str, Any]:
    """Return an explanation as JSON holds it, with the lines that tell it in words."""
    from newsfigures import explained

    span = found.quantity.span
    return {
        "article": name,
        "start": span.start,
        "end": span.end,
        "quote": found.quote,
        "figures": [figure_record(each) for each in found.figures],
        "refused": found.refused.reason if found.refused else None,
        "because": [
            {"field": each.field, "value": each.value, "words": list(each.words)}
            for each in found.because
        ],
        "lines": list(explained.lines(found)),
    }


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
            complain(f"line {number}: {error}. A line is a JSON object with “id” and “text”.")
            code = SOME_FAILED
    return code


def add(verbs: Any) -> None:
    """Add the verbs of this module."""
    always = "as it always does: one JSON line a file"
    one = verb(verbs, extract, "extract --published 2025-01-27 article.txt", json=always)
    takes_published(one)
    one.add_argument("files", nargs="+", metavar="FILE")
    one = verb(
        verbs,
        explain,
        "explain article.txt --at '$5.6 million'",
        json="print it as one JSON object",
    )
    takes_published(one)
    one.add_argument(
        "--at", required=True, metavar="OFFSET", help="character offset of the number, or its words"
    )
    one.add_argument("file", metavar="FILE")
    always = "as it always does: one JSON line for each one read"
    verb(verbs, quantities, "quantities < lines.jsonl > answers.jsonl", json=always)
