"""How to cite newsfigures and its figures: today's, or as of a snapshot."""

from dataclasses import dataclass

import streamlit as st

from newsfigures import __version__, snapshots, store
from newsfigures.desk import now
from newsfigures.snapshots import Snapshot
from newsfigures.ui import asof, deciding, words

TODAY = "today's figures"
CREDIT = "Reference data: Epoch AI (CC BY 4.0) and others, named row by row."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What is cited: an address, the day it was seen, who runs it, and the snapshot if any."""

    address: str
    day: str
    publisher: str = ""
    snapshot: Snapshot | None = None

    @property
    def _of(self) -> str:
        made = self.snapshot
        return f", snapshot {made.id} of {made.day}" if made else ""

    def texts(self) -> dict[str, str]:
        """Return the citation in one line, as BibTeX and as RIS, which reference managers take."""
        who = self.publisher or "newsfigures"
        title = "Figures that news articles state about the economics of AI"
        version = f"newsfigures {__version__}{self._of}"
        year = (self.snapshot.day if self.snapshot else self.day)[:4]
        checked = f" SHA-256 of all figures: {self.snapshot.sha256}." if self.snapshot else ""
        line = f"{who} ({year}). {title}. {version}. {self.address} (seen {self.day}). {CREDIT}"
        bibtex = (
            f"@misc{{newsfigures_{self.snapshot.id if self.snapshot else self.day},\n"
            f"  title = {{{{{title}}}}},\n  author = {{{{{who}}}}},\n  year = {{{year}}},\n"
            f"  howpublished = {{{version}}},\n  url = {{{self.address}}},\n"
            f"  urldate = {{{self.day}}},\n  note = {{{CREDIT}{checked}}}\n}}"
        )
        ris = "\n".join(
            (
                "TY  - DATA", f"TI  - {title}", f"AU  - {who}", f"PY  - {year}",
                f"ET  - {version}", f"UR  - {self.address}", f"Y2  - {self.day.replace('-', '/')}",
                f"N1  - {CREDIT}{checked}", "ER  - ",
            )
        )  # fmt: skip
        return {"In one line": line, "BibTeX": bibtex, "RIS": ris}


def panel() -> None:
    """Ask what is cited and show how."""
    st.write(
        "A single figure is cited from its evidence, a chart from “Cite or keep” under it; "
        "here is the whole. With a snapshot whoever looks it up sees the same numbers as you."
    )
    asof.button("methods", deciding.who())
    there = [one for one in snapshots.listed(store.shared()) if isinstance(one, Snapshot)]
    titles = {one.id: asof.title(one) for one in there}
    left, right = st.columns(2)
    shown = asof.name()
    chosen = left.selectbox(
        "As of",
        ["", *titles],
        index=[*["", *titles]].index(shown) if shown in titles else 0,
        format_func=lambda name: titles.get(name, TODAY),
        key="methods_cite",
    )
    publisher = right.text_input("Who runs it (optional)", key="methods_cite_who")
    made = next((one for one in there if one.id == chosen), None)
    base = "/".join((st.context.url or "http://127.0.0.1:8501").split("/")[:3])
    cited = Cited(
        address=f"{base}/?{asof.PARAMETER}={made.id}" if made else f"{base}/",
        day=f"{now():%Y-%m-%d}",
        publisher=" ".join(publisher.split()).translate(_PLAIN),
        snapshot=made,
    )
    for title, text in cited.texts().items():
        st.caption(title)
        st.code(text, language=None, wrap_lines=True)
    if made is not None:
        st.caption(words.md(f"SHA-256 of its {made.rows:,} figures as Data CSV: {made.sha256}"))


# Signs with a meaning in BibTeX.
_PLAIN = str.maketrans("", "", "{}\\%#$&~^_")
