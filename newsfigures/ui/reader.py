"""One article with its figures marked, the list of them beside it, and how the text reads."""

import re
from pathlib import Path

import streamlit as st

from newsfigures import scripts
from newsfigures.ui import doors, explaining, figure_cards, reading_panel, words
from newsfigures.ui.highlight import render
from newsfigures.ui.rail import rail
from newsfigures.ui.seen import Seen

STYLE = Path(__file__).with_name("articles.css")
_ID = re.compile(r"[a-z]+_[0-9a-f]+")


def style() -> None:
    """Bring the page's style sheet; once per run of a page."""
    st.html(STYLE)


def _dated(seen: Seen) -> str:
    if seen.published is None:
        return "no date of publication: words like “next year” could not be placed"
    return (
        f"{words.day(seen.published.isoformat())} ({seen.found_by.get('published', 'date found')})"
    )


def source_line(seen: Seen) -> str:
    """Say where an article is from: publisher, date and how it was found, length, file."""
    parts = (
        seen.publisher or "",
        _dated(seen),
        words.count(seen.reading["words"], "word"),
        f"from {seen.source}",
    )
    return " · ".join(part for part in parts if part)


def head(seen: Seen) -> None:
    """Show title and source of an article; a sample is said to be one."""
    st.header(words.md(seen.title), anchor=False)
    sample = "**Sample article.** " if seen.is_sample else ""
    address = f"  \n{words.md(seen.url)}" if seen.url else ""
    notes = f"  \n{words.md(' '.join(seen.notes))}" if seen.notes else ""
    st.caption(f"{sample}{words.md(source_line(seen))}{address}{notes}")


def _scroll_to(seen: Seen, focus: str) -> None:
    """Bring a figure's words into view, of a derived one its entry in the list."""
    places = {
        row["claim_id"]: [figure_cards.card_id(row), figure_cards.place(row)]
        for row in seen.figures
    }
    places |= {row["claim_id"]: [figure_cards.card_id(row)] for row in seen.worked_out}
    if focus not in places:
        st.warning(
            f"There is no figure {words.md(focus)} in this article. The link is from another "
            "version of it, or incomplete."
        )
    elif _ID.fullmatch(focus):
        script = scripts.tag("scroll", places=" ".join(places[focus]))
        st.html(script, unsafe_allow_javascript=True)


def show(seen: Seen, focus: str = "") -> None:
    """Show an article's text beside its figures; `focus` is the id of a figure to go to."""
    left, right = st.columns(2)
    refused = left.toggle(
        f"Seen and refused ({len(seen.refused):,})",
        key="articles_refused",
        bind="query-params",
        help="Numbers that were seen and are no figures of ours, struck through in the text and "
        "listed below it with the reason.",
        disabled=not seen.refused,
    )
    care = right.toggle(
        f"Sentences to read with care ({len(seen.reading['hard']):,})",
        key="articles_care",
        bind="query-params",
        help="Sentences with figures that are long, or about several names at once.",
        disabled=not seen.reading["hard"],
    )
    layers = figure_cards.hard_sentences(seen) if care else []
    text = render(seen.text, figure_cards.marks(seen, focus, refused=refused), layers)
    jump = f'<a class="nf-jump" href="#{figure_cards.LIST}">↓ To the list of figures</a>'
    beside = rail(seen, focus)
    railed = " nf-railed" if beside else ""
    cards = figure_cards.cards(seen, focus)
    st.html(f'{jump}<div class="nf-reader{railed}">{beside}{text}{cards}</div>')
    if focus:
        _scroll_to(seen, focus)
    if refused:
        st.markdown("**Seen and refused**")
        st.html(figure_cards.refusals(seen.refused))
    why = "Why was a number read so, or refused?"
    with st.expander(why, key="articles_why", bind="query-params"):
        explaining.panel(seen)
    with st.expander("How does it read?", key="articles_reading", bind="query-params"):
        st.html(reading_panel.reading(seen.reading, seen.text))
        doors.link("methods", "How figures are read, and where that ends")
