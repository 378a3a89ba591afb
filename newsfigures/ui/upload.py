"""
Articles come in: drop or paste, see what was found, save.

Files are read once and kept in the session until they are saved or taken away again; saving
takes what was shown, whole articles only, and lets the browser's copies go.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from textwrap import shorten
from typing import Any

import streamlit as st

from newsfigures import intake, naming, store
from newsfigures.access import rates
from newsfigures.charts import compute, investment
from newsfigures.intake import File, Look, Result
from newsfigures.reading import MAX_FILE_BYTES, MAX_TEXT_BYTES, PASTED
from newsfigures.ui import asof, doors, file_rows, queue, reader, seen, words
from newsfigures.ui.access import Action, may, tell
from newsfigures.web.allowance import is_allowed

_SEEN, _ROUND, _SAVED = "_articles_seen", "_articles_round", "_articles_saved"
_PAGES = "_articles_pages"
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
SHORT_TITLE = 34
LIMITS = (
    "Text, Markdown, HTML, PDF, Word (.docx), e-mail (.eml), tables of articles (.csv or .jsonl "
    "with a column “text”), and ZIP archives or folders of these, in English. "
    f"A file may have {MAX_FILE_BYTES // 1_000_000} MB, its text "
    f"{MAX_TEXT_BYTES // 1_000_000} MB."
)
NOTHING_ASKED = (
    "Nothing leaves this machine. Web addresses are not fetched here: save the page and add the "
    "file, or ask whoever runs the app."
)
ONLY_ASKED = (
    "Only the pages whose addresses you give are fetched; nothing else leaves this machine."
)
MOST_PAGES = 20
# Where the figures of a metric are drawn; all others are on Compare and Data.
CHARTS: dict[str, tuple[str, frozenset[str]]] = {
    "training_cost": ("Training cost", frozenset({"training_cost", "relative_cost"})),
    "compute": ("Compute", frozenset(compute.QUANTITIES)),
    "investment": ("Investment", frozenset(investment.METRICS)),
    "market_projections": ("Market projections", frozenset({"market_size"})),
}


def charts_of(metrics: Sequence[str]) -> list[tuple[str, str]]:
    """Return page and title of the chart pages that draw one of these metrics, then Compare."""
    drawn = [(page, title) for page, (title, takes) in CHARTS.items() if takes & {*metrics}]
    return [*drawn, ("compare", "Compare"), ("data", "Data")] if metrics else []


def _round() -> int:
    """Return how often something was saved: a part of the keys of what is to be emptied then."""
    return int(st.session_state.get(_ROUND, 0))


def _given() -> dict[str, Any]:
    """Ask what the files may not say themselves."""
    day, who = st.columns(2)
    title, address = st.columns(2)
    key = f"articles_{{}}_{_round()}".format
    return {
        "published": day.date_input(
            "Date of publication",
            value=None,
            min_value=EARLIEST,
            max_value=LATEST,
            format="YYYY-MM-DD",
            key=key("published"),
            help="Places words like “next year” and “within a decade”.",
        ),
        "publisher": who.text_input("Publisher", key=key("publisher")),
        "title": title.text_input("Title", key=key("title")),
        "url": address.text_input(
            "Address", key=key("url"), placeholder="https://…", help="Kept as a link, not opened."
        ),
        "fills_gaps": not st.checkbox(
            "These are right even where a file says otherwise", key=key("overrule")
        ),
    }


def _addresses(tab: Any) -> list[str]:
    """Ask for pages of the web, one a line; return their addresses."""
    written = tab.text_area(
        "Addresses of articles, one a line",
        height=120,
        key=f"articles_addresses_{_round()}",
        placeholder="https://…",
    )
    with tab:
        st.button("Fetch and read", key="articles_fetch")
    lines = list(dict.fromkeys(line.strip() for line in written.splitlines() if line.strip()))
    if len(lines) > MOST_PAGES:
        tab.warning(f"These are {len(lines):,} addresses; the first {MOST_PAGES} are fetched.")
    return lines[:MOST_PAGES]


def _handed_in() -> list[File]:
    """Ask for files, words or addresses, and for what they may not say themselves."""
    ways = ["Drop files", "Drop a folder", "Paste text"]
    drop, folder, paste, *web = st.tabs(
        [*ways, "From the web"] if is_allowed() else ways, key="articles_tab", bind="query-params"
    )
    dropped = drop.file_uploader(
        "Drop one or several files here",
        accept_multiple_files=True,
        max_upload_size=MAX_FILE_BYTES // 1_000_000,
        key=f"articles_files_{_round()}",
    )
    dropped += folder.file_uploader(
        "Drop a folder here",
        accept_multiple_files="directory",
        max_upload_size=MAX_FILE_BYTES // 1_000_000,
        key=f"articles_folder_{_round()}",
    )
    pasted = paste.text_area(
        "The article's words",
        height=220,
        key=f"articles_pasted_{_round()}",
        placeholder="Paste the whole text, then press Ctrl+Enter.",
    )
    with paste:
        st.button("Read it", key="articles_read_pasted")
    addresses = [line for tab in web for line in _addresses(tab)]
    with st.expander("Date, publisher, title, address: where a file does not say", expanded=True):
        given = _given()
    files = [File(name=each.name, data=each.getvalue(), **given) for each in dropped]
    if pasted.strip():
        files.append(
            File(name=PASTED, data=pasted.encode("utf-8", "surrogatepass"), pasted=True, **given)
        )
    files += [File(name=each, data=b"", is_address=True, **given) for each in addresses]
    # One title for several articles would be wrong for all but one.
    return files if len(files) == 1 else [replace(file, title=None) for file in files]


def _key(file: File) -> str:
    said = (file.name, file.is_address, file.published, file.title, file.publisher, file.url)
    return sha256(repr((*said, file.fills_gaps)).encode() + sha256(file.data).digest()).hexdigest()


def _fetched(file: File) -> File:
    """Return a web address as the file it gives; asked once, whatever is said of it later."""
    pages: dict[str, File] = st.session_state.setdefault(_PAGES, {})
    if file.name not in pages:
        pages[file.name] = intake.fetched(file)
    got = pages[file.name]
    return replace(file, data=got.data, known=got.known, is_address=False)


def _looks(files: Sequence[File]) -> list[Look]:
    """Return what the files give; each is read once, and forgotten when it is taken away."""
    known: dict[str, list[Look]] = st.session_state.get(_SEEN, {})
    keys = [_key(file) for file in files]
    new = [n for n, key in enumerate(keys) if key not in known]
    looks = {key: known[key] for key in keys if key in known}
    named = {file.name for file in files}
    pages = st.session_state.get(_PAGES, {})
    st.session_state[_PAGES] = {name: file for name, file in pages.items() if name in named}
    if new:
        rates.take(Action.UPLOAD, cost=len(new))
    extra = naming.added(store.shared()) if new else ()
    bar = st.progress(0.0, "Reading …") if new else None
    for done, n in enumerate(new):
        if bar:
            bar.progress(done / len(new), f"Reading {words.md(files[n].name)} …")
        looks[keys[n]] = []
        for look in intake.looks(files[n], extra, fetch=_fetched):
            looks[keys[n]].append(look)
            if bar and len(looks[keys[n]]) > 1:
                bar.progress(done / len(new), f"Reading {words.md(look.result.name)} …")
    if bar:
        bar.empty()
    st.session_state[_SEEN] = looks
    return intake.without_known(store.shared(), [look for key in keys for look in looks[key]])


def _id(look: Look) -> str | None:
    return look.result.article_id


def _save(looks: Sequence[Look]) -> None:
    """Save what was read, one article after the other, and begin anew."""
    results = [
        intake.keep(store.shared(), look) if look.result.status == "ready" else look.result
        for look in looks
    ]
    added = {result.article_id for result in results if result.status == "added"}
    kept = [look.found.extraction for look in looks if look.found and _id(look) in added]
    metrics = {each.metric for found in kept for each in found.figures}
    metrics |= {each.metric for found in kept for each in found.derived}
    st.session_state[_SAVED] = (results, sorted(metrics))
    st.session_state[_SEEN] = {}
    st.session_state[_PAGES] = {}
    st.session_state[_ROUND] = _round() + 1


def _notice(results: Sequence[Result], metrics: Sequence[str]) -> None:
    """Say what was saved, and where it can be seen now."""
    added = [result for result in results if result.status == "added"]
    tell = st.success if added else st.warning
    now = " The charts have them now." if metrics else ""
    tell(words.md(file_rows.summary(results) + now))
    with st.container(horizontal=True, gap="medium"):
        for page, title in charts_of(metrics):
            doors.link(page, title)
    for result in added:
        title = shorten(result.title, SHORT_TITLE, placeholder=" …")
        article_id = result.article_id or ""
        with st.container(horizontal=True, gap="medium"):
            doors.link("articles", f"Read “{words.md(title)}”", art=article_id)
            if result.figures:
                figures = words.count(result.figures, "figure")
                doors.link("review", f"Review its {figures}", **{queue.ARTICLE: article_id})
    if len(results) > 1 or len(added) < len(results):
        st.html(file_rows.table(results))


def _preview(looks: Sequence[Look]) -> None:
    """Show the article of one look, to be chosen where there are several."""
    readable = [look for look in looks if look.found]
    if not readable:
        return
    chosen = 0
    if len(readable) > 1:
        chosen = st.selectbox(
            "Look at",
            range(len(readable)),
            format_func=lambda n: readable[n].result.name,
            key=f"articles_look_{_round()}",
        )
    found = readable[min(chosen, len(readable) - 1)].found
    if found:
        shown = seen.of_preview(found)
        reader.head(shown)
        reader.show(shown)


@asof.today_alone
def panel() -> None:
    """Take articles in; the rules are those of `intake`."""
    st.header("Add articles", anchor=False)
    if not may(Action.UPLOAD):
        tell(Action.UPLOAD)
        return
    st.caption(words.md(f"{LIMITS} {ONLY_ASKED if is_allowed() else NOTHING_ASKED}"))
    files = _handed_in()
    if not files:
        if saved := st.session_state.get(_SAVED):
            _notice(*saved)
        return
    st.session_state.pop(_SAVED, None)
    looks = _looks(files)
    results = [look.result for look in looks]
    st.markdown(f"**What was found:** {words.md(file_rows.summary(results))}")
    st.html(file_rows.table(results, file_rows.dates_found(looks)))
    ready = [result for result in results if result.status == "ready"]
    if ready:
        figures = words.count(sum(result.figures for result in ready), "figure")
        label = f"Save {words.count(len(ready), 'article')} with {figures}"
        if st.button(label, type="primary", key="articles_save"):
            _save(looks)
            st.rerun()
    _preview(looks)
