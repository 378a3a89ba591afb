"""What became of each file handed in, as an HTML table; pure: results in, escaped HTML out."""

from collections.abc import Mapping, Sequence
from html import escape

from newsfigures.intake import Look, Result
from newsfigures.ui import words

# Sign and words, so that no state is told by colour.
STATES: dict[str, str] = {
    "ready": "◇ Read, not saved yet",
    "added": "✓ Saved",
    "duplicate": "= Already here",
    "refused": "✕ Not read",
}
HEADS = ("File", "Result", "Title", "Published", "Words", "Figures")


def _cell(name: str, html: str, *, number: bool = False) -> str:
    kind = ' class="nf-number"' if number else ""
    return f'<td{kind} data-name="{name}">{html}</td>' if html else "<td></td>"


def _said(result: Result) -> str:
    why = " ".join(part for part in (result.reason, result.remedy, *result.notes) if part)
    note = f"<small>{escape(why)}</small>" if why else ""
    return f"<strong>{escape(STATES[result.status])}</strong>{note}"


def _dated(result: Result, how: str) -> str:
    if result.published is None:
        return "no date" if result.status in ("ready", "added") else ""
    note = f"<small>{escape(how)}</small>" if how else ""
    return escape(words.day(result.published.isoformat())) + note


def _worded(result: Result) -> str:
    number = f"{result.words:,}" if result.words else ""
    return number + (f"<small>{escape(result.language)}</small>" if result.language else "")


def _counted(result: Result) -> str:
    if result.status == "refused":
        return ""
    more = f"<small>and {result.derived:,} worked out</small>" if result.derived else ""
    return f"{result.figures:,}{more}"


def _row(result: Result, how: str) -> str:
    cells = (
        _cell("File", escape(result.name)),
        _cell("Result", _said(result)),
        _cell("Title", escape(result.title)),
        _cell("Published", _dated(result, how)),
        _cell("Words", _worded(result), number=True),
        _cell("Figures", _counted(result), number=True),
    )
    return f"<tr>{''.join(cells)}</tr>"


def table(results: Sequence[Result], dates_found: Mapping[str, str] | None = None) -> str:
    """Return a row for each result; `dates_found` says by article id how its date was found."""
    found = dates_found or {}
    head = "".join(
        f'<th class="nf-number">{name}</th>' if name in ("Words", "Figures") else f"<th>{name}</th>"
        for name in HEADS
    )
    body = "".join(_row(each, found.get(each.article_id or "", "")) for each in results)
    parts = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<table class="nf-rows nf-files">{parts}</table>'


def dates_found(looks: Sequence[Look]) -> dict[str, str]:
    """Return by article id how its date of publication was found."""
    return {
        look.found.article.article_id: look.found.article.found_by.get("published", "")
        for look in looks
        if look.found
    }


def summary(results: Sequence[Result]) -> str:
    """
    Say in one line what became of all files.

        >>> summary([Result(name="a", status="added", figures=5), Result(name="b", status="refused")])
        '1 article saved with 5 figures; 1 file not read.'
    """  # noqa: E501
    parts = []
    for status, phrase in (("added", "saved"), ("ready", "read, not saved yet,")):
        some = [each for each in results if each.status == status]
        if some:
            figures = words.count(sum(each.figures for each in some), "figure")
            parts.append(f"{words.count(len(some), 'article')} {phrase} with {figures}")
    for status, phrase in (("duplicate", "already here"), ("refused", "not read")):
        n = sum(each.status == status for each in results)
        if n:
            parts.append(f"{words.count(n, 'file')} {phrase}")
    return "; ".join(parts) + "."
