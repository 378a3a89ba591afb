"""Sentences with the amount in [brackets] and, where one is meant, the source in <brackets>."""

import re
from dataclasses import dataclass

from newsfigures.extraction.document import Document, Sentence, parse
from newsfigures.extraction.linking import Link
from newsfigures.model import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A parsed text, the amount's span and the marked name."""

    document: Document
    sentence: Sentence | None
    at: Span
    name: str | None


def read(text: str) -> Marked:
    """Parse a text without its marks."""
    named = re.search(r"<([^<>]+)>", text)
    bare = re.sub(r"<([^<>]+)>", r"\1", text)
    start = bare.index("[")
    end = bare.index("]") - 1
    bare = bare.replace("[", "", 1).replace("]", "", 1)
    document = parse(bare)
    return Marked(
        document, document.sentence_at(start), Span(start, end), named[1] if named else None
    )


def about(company: str | None, subject: str | None = None) -> Link:
    """Return a link to a company, as the engine makes them."""
    return Link(subject or company or "AI market", company, None, None, True, (), 1.0)
