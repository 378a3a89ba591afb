"""Names that articles use and no list has: seen with their sentences, and added by the analyst."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from newsfigures import naming, store
from newsfigures.catalog import KINDS, Entity
from newsfigures.errors import NewsfiguresError
from newsfigures.extraction.fits import TRAINED
from newsfigures.plain import plain
from newsfigures.ui import deciding, evidence, words
from newsfigures.ui.access import Action, may
from newsfigures.ui.asking import ask

Row = Mapping[str, Any]

_SAID = "_naming_said"
MOST = 200
_COUNTS = (
    " One that is added counts in articles from then on; those in the store are read again only "
    "when you apply that, see above."
)
OWN, FORM = "A name of its own", "Another form of a name in the list"
# Who can be behind a name: the maker of a model, the employer of a person.
MAKERS = frozenset({"company", "investor", "analyst_firm", "publication", "project"})


def panel(*, with_samples: bool) -> None:
    """List the names that are in no list, with a form to add each; then what was added so far."""
    if said := st.session_state.pop(_SAID, None):
        kind, text = said
        (st.success if kind == "success" else st.error)(words.md(text))
    known = naming.all_names(store.shared())
    forms = {form.lower() for one in known for form in (one.name, *one.aliases)}
    rows = ask("unlisted_names", with_samples=with_samples, most=MOST)
    rows = rows[[str(name).lower() not in forms for name in rows["name"]]]
    if rows.empty:
        st.caption("Every name that a figure is about is in the list.")
    else:
        st.write(
            f"{words.count(len(rows), 'name')} that figures are about, taken as the articles "
            "write them." + (_COUNTS if may(Action.NAME) else "")
        )
        _table(rows)
    if not rows.empty and may(Action.NAME):
        names = [str(name) for name in rows["name"]]
        chosen = st.selectbox(
            "Name", names, index=None, placeholder="Choose one to add it", key="naming_name"
        )
        if chosen is not None:
            row = rows[rows["name"] == chosen].to_dict("records")[0]
            _one({str(key): cell for key, cell in row.items()}, chosen, known)
    _added()


def _table(rows: Any) -> None:
    table = rows.assign(
        Metrics=[", ".join(words.label(one) for one in metrics) for metrics in rows["metrics"]],
        Sentence=[plain(sentences[0]) for sentences in rows["sentences"]],
    )
    st.dataframe(
        table[["name", "company", "figures", "articles", "Sentence", "Metrics"]].rename(
            columns=lambda name: str(name).capitalize()
        ),
        hide_index=True,
        placeholder="",
        key="naming_table",
        alt="Names that are in no list: how many figures are about each, and a sentence.",
    )


def _one(row: Row, name: str, known: Sequence[Entity]) -> None:
    """Show the sentences of a name, and the form in which it is added."""
    for n, (sentence, claim) in enumerate(zip(row["sentences"], row["claim_ids"], strict=True)):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"“{words.md(plain(sentence))}”")
            st.button(
                "Evidence", key=f"naming_open_{n}", type="tertiary",
                on_click=evidence.open_figure, args=(str(claim),),
            )  # fmt: skip
    what = st.radio("It is", (OWN, FORM), horizontal=True, key="naming_what")
    with st.form(f"naming_{name}", border=True):
        form = st.text_input("As articles write it", name, key=f"naming_form_{name}")
        given = _own(row, name, known) if what == OWN else _form_of(name, known)
        ambiguous = st.checkbox(
            "Also an ordinary word: count it only where the text makes the name likely",
            key=f"naming_common_{name}",
        )
        why = st.text_input("Why (optional)", key=f"naming_why_{name}")
        if st.form_submit_button("Add it to the names", type="primary"):
            _add(form, given, ambiguous=ambiguous, why=why)


def _own(row: Row, name: str, known: Sequence[Entity]) -> dict[str, Any]:
    kinds = sorted(KINDS)
    makers = sorted({one.name for one in known if one.kind in MAKERS})
    company = words.known(row["company"])
    # A company has chips and hours too, and is read as the one behind its own figures.
    is_model = company != name and {*row["metrics"]} & TRAINED
    likely = "model" if is_model else "company"
    left, right = st.columns(2)
    kind = left.selectbox(
        "Kind", kinds, index=kinds.index(likely), format_func=_kind, key=f"naming_kind_{name}"
    )
    parent = right.selectbox(
        "Maker, owner or employer",
        makers,
        index=makers.index(company) if company in makers and company != name else None,
        placeholder="nobody",
        key=f"naming_maker_{name}",
    )
    return {"kind": kind, "parent": parent}


def _form_of(name: str, known: Sequence[Entity]) -> dict[str, Any]:
    them = sorted(((one.name, one.kind) for one in known), key=lambda one: one[0].lower())
    chosen = st.selectbox(
        "It means",
        them,
        index=None,
        format_func=lambda one: f"{one[0]} ({_kind(one[1])})",
        placeholder="Type a part of the name",
        key=f"naming_means_{name}",
    )
    return {"of": chosen}


def _kind(kind: str) -> str:
    return kind.replace("_", " ")


def _add(form: str, given: Mapping[str, Any], *, ambiguous: bool, why: str) -> None:
    more: dict[str, Any] = {"who": deciding.who(), "ambiguous": ambiguous, "why": why}
    try:
        if "kind" in given:
            naming.add_name(store.shared(), form, given["kind"], parent=given["parent"], **more)
        elif given["of"] is None:
            st.error("Choose whom it means.")
            return
        else:
            naming.add_form(store.shared(), form, *given["of"], **more)
    except NewsfiguresError as error:
        st.error(words.md(error))
        return
    said = f"Added: {' '.join(form.split())}. See above what reading the articles again changes."
    st.session_state[_SAID] = ("success", said)
    st.rerun()


def _added() -> None:
    """Show what was added so far, and let it be taken back."""
    past = naming.log(store.shared())
    if not past:
        return
    with st.expander(f"Names added so far ({len(past)})", key="naming_past", bind="query-params"):
        for one in reversed(past):
            means = f"means {one.name}" if one.is_form else _kind(one.kind)
            behind = f" of {one.parent}" if one.parent else ""
            gone = ", taken back" if one.is_taken_back else ""
            why = f" – {one.why}" if one.why else ""
            said = f"{one.who}: {one.form}, {means}{behind}{gone}{why}"
            st.markdown(f"- {words.md(f'{words.moment(one.at)} · {said}')}")
        standing = {one.number: one.form for one in reversed(past) if not one.is_taken_back}
        if standing and may(Action.NAME):
            number = st.selectbox(
                "Take back", list(standing), format_func=standing.__getitem__, key="naming_back"
            )
            st.button("Take it back", key="naming_back_go", on_click=_take_back, args=(number,))


def _take_back(number: int) -> None:
    try:
        naming.take_back(store.shared(), number, who=deciding.who())
    except NewsfiguresError as error:
        st.session_state[_SAID] = ("error", str(error))
    else:
        st.session_state[_SAID] = ("success", "Taken back.")
