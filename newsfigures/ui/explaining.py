"""Why a number was read so: what was weighed for it, on demand, in the panel and the reader."""

from datetime import date

import streamlit as st

from newsfigures import explained, naming
from newsfigures.catalog import Entity
from newsfigures.errors import NoQuantityError
from newsfigures.extraction import edition, explain
from newsfigures.plain import plain
from newsfigures.ui import asof, words
from newsfigures.ui.seen import Seen


@st.cache_data(max_entries=64, show_spinner=False)
def _lines(
    text: str, offset: int, published: date | None, edition: str, _extra: tuple[Entity, ...]
) -> list[str]:
    """Return the lines for one number; `edition` says what `_extra` is and which rules ran."""
    return list(explained.lines(explain.at(text, offset, published, extra=_extra)))


def steps(text: str, offset: int, published: date | None) -> None:
    """Show all that was weighed for the number at an offset of an article's text."""
    try:
        extra = naming.added(asof.opened())
        told = _lines(text, offset, published, edition.now(extra), extra)
    except NoQuantityError as error:
        # The article was read by other rules than those that run now.
        st.warning(f"{words.md(error)} It was read by an earlier version.")
        return
    st.markdown("\n".join(_item(line) for line in told))


def _item(line: str) -> str:
    inner = line.lstrip()
    name, colon, rest = inner.partition(": ")
    shown = f"**{words.md(name)}:** {words.md(rest)}" if colon else words.md(inner)
    return f"{'  ' * (line != inner)}- {shown}"


def panel(seen: Seen) -> None:
    """Let the analyst pick any number of an article, taken or refused, and show why."""
    numbers = _numbers(seen)
    picked = st.selectbox(
        "Number",
        list(numbers),
        index=None,
        placeholder="Choose one, or type a part of it",
        key="articles_explain",
    )
    if picked is not None:
        steps(seen.text, numbers[picked], seen.published)


def _numbers(seen: Seen) -> dict[str, int]:
    """Return label and offset of each number that was seen, in the order of the text."""
    refused = {r.span.start: f"{plain(r.quote)} · refused" for r in seen.refused}
    taken = {
        int(
            row["start_offset"]
        ): f"{plain(row['quote'])} · {words.label(row['metric'])} of {row['subject']}"
        for row in seen.figures
    }
    found: dict[str, int] = {}
    for at, label in sorted((refused | taken).items()):
        flat = " ".join(label.split())
        found[flat if flat not in found else f"{flat} (at character {at:,})"] = at
    return found
