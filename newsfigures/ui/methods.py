"""Parts of the Methods page: how much is covered, what is known to fail, privacy, changes."""

import json
import re
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import access, store
from newsfigures.access import roles
from newsfigures.catalog import ROOT, evaluation
from newsfigures.extraction import document, quantities
from newsfigures.ui import reference, words
from newsfigures.ui.asking import ask, counts
from newsfigures.ui.claims_html import html_table
from newsfigures.web.allowance import is_allowed

MOST = 30
_LONG = {"Sentence": "nf-long", "Read": "nf-middle", "Right would be": "nf-middle"}


def coverage() -> None:
    """Show how much of what stands in the articles of the store becomes a figure, and why not."""
    have, why = counts(), ask("refused_why")
    seen = have["figures"] + have["rejections"]
    st.header("Coverage of the articles here", anchor=False)
    if not seen:
        st.caption("No article with a number is in the store.")
        return
    st.write(
        f"In {words.count(have['articles'], 'article')} {seen:,} numbers with what they count were "
        f"seen: {have['figures']:,} became figures, {have['rejections']:,} were refused, for "
        f"{words.count(len(why), 'reason')}. The most frequent:"
    )
    table = why.head(MOST).rename(
        columns={"reason": "Why it is no figure", "numbers": "Numbers", "articles": "Articles",
                 "quote": "For example"}
    )  # fmt: skip
    reference.numbers(table, "Why numbers are no figures, the most frequent reasons.")


@cache
def failures() -> list[dict[str, Any]]:
    """Return tests/cases/known_failures.jsonl: sentences that are known to be read wrongly."""
    file = ROOT / "tests" / "cases" / "known_failures.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _numbers(found: list[dict[str, Any]]) -> str:
    return "; ".join(
        f"{words.number(one['value'])}"
        + (f" to {words.number(one['value_high'])}" if one.get("value_high") is not None else "")
        + f" {one['unit'] or 'without a unit'}"
        for one in found
    ) or "no number"  # fmt: skip


def _read_now(text: str) -> list[dict[str, Any]]:
    return [
        {
            "value": float(one.value),
            "value_high": None if one.value_high is None else float(one.value_high),
            "unit": one.unit,
        }
        for one in quantities.read(document.parse(text).clean)
    ]


def known_failures() -> None:
    """Show what is misread, in numbers as a test keeps it and in whole articles as scored."""
    st.header("Numbers that are known to be misread", anchor=False)
    rows = [
        {
            "Sentence": one["text"],
            "Read": _numbers(_read_now(one["text"])),
            "Right would be": _numbers(one["expect"]),
            "Why it is hard": one["note"],
        }
        for one in failures()
    ]
    st.html(html_table(pd.DataFrame(rows), "Numbers that are known to be misread", {}, _LONG))
    st.header("Figures that are misread in annotated articles", anchor=False)
    missed = evaluation()["misread"]
    st.write(
        f"{len(missed):,} examples from one set of annotated articles, as they were read when the "
        "scores above were computed. Not from the articles that no rule was made from: they would "
        "not stay so."
    )
    table = pd.DataFrame([_misread(one) for one in missed])
    st.html(html_table(table, "Figures that are misread in annotated articles", {}, _LONG))


def _misread(one: dict[str, Any]) -> dict[str, str]:
    return {
        "Words": one["quote"],
        "Read": _what(one["read"]) or "nothing",
        "Right would be": _what(one["right"]) or "no figure",
        "Sentence": one["sentence"],
    }


def _what(figure: dict[str, Any] | None) -> str:
    if figure is None:
        return ""
    company = figure["company"]
    about = figure["subject"] if company in (None, figure["subject"]) else (
        f"{figure['subject']} ({company})"
    )  # fmt: skip
    return f"{words.label(figure['metric'])} of {about}"


def privacy() -> None:
    """Say what is kept, what leaves the machine and who can see it, from how this app is set."""
    fetched = (
        "Pages of the web are fetched when somebody gives their address, and nothing else is."
        if is_allowed()
        else "Nothing is fetched from the web: whoever runs this app has not allowed it."
    )
    counted = st.get_option("browser.gatherUsageStats")
    signed, reached = _people()
    where = (
        "in a data base and a folder that several servers share"
        if store.shared().is_shared
        else "in one file on the machine that runs this app"
    )
    st.markdown(
        f"""
- **Articles** are kept {where}, with their text, until
  somebody removes them; what was removed can be restored until it is deleted for good on Articles.
  A snapshot or backup made before keeps them.
- **Names of people** are kept where they sign a decision, a preference, an added name or a
  snapshot: {signed}. They stand in the history, which only grows.
- **Nothing is sent anywhere.** Articles are read by rules on this machine, not by a service.
  {fetched}
- **Visits are {"" if counted else "not "}counted**, and nothing about a visitor is kept. What is
  chosen on a page stands in its address, and whoever is given that address sees the same.
- **Who may see and change it**: {reached}
"""
    )


def _people() -> tuple[str, str]:
    """Say under which name people sign, and who may see and change what, as this app is set."""
    signs_in = roles.place() is not None
    signed = (
        "the name that they signed in with" if signs_in else "whatever they typed, or “somebody”"
    )
    if access.is_read_only():
        return signed, "whoever can open this app can read all of it; nobody can change anything."
    if signs_in:
        return signed, "people sign in; what they may see and do is in the role they were given."
    return signed, "whoever can open this app can read all of it, and change it."


@cache
def _changes() -> str:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    # The page has a title of its own.
    body = re.sub(r"\A# .*?\n(?=## )", "", text, flags=re.S)
    body = re.sub(r"(?m)^(#+) ", r"##\1 ", body)
    # Dollars would be read as mathematics, and links of the file lead nowhere here.
    body = re.sub(r"\[([^\]]+)\]\((?!https?://)[^)]+\)", r"\1", body)
    return body.replace("$", r"\$")


def changes() -> None:
    """Show what changed from version to version."""
    st.markdown(_changes())
