"""
What is finished is kept: of the same figures, asked the same way, it is made once.

It is the same for everybody who sees that view, so it is kept for all sessions together, until
the store changes.
"""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any, TypeVar, cast

import pandas as pd
import streamlit as st

from newsfigures.ui import asof, opening

# Parts of cards kept, the oldest go first: a chart of the largest is about 1 MB, words are small.
MOST = 400

Mark = tuple[str, ...]
Made = TypeVar("Made")


@st.cache_resource(show_spinner=False, max_entries=MOST)
def _made(mark: Mark, _make: Callable[[], object]) -> object:
    return _make()


def of(what: str, rows: pd.DataFrame, *asked: str) -> Mark:
    """Return what tells something made of these claims, asked like that, from all else."""
    opened = asof.opened()
    claims = blake2b("\n".join(rows["claim_id"]).encode(), digest_size=16).hexdigest()
    return (str(opened.path), str(opened.version), what, claims, *asked)


def shown(what: str, rows: pd.DataFrame, *asked: str) -> Mark:
    """Return the same for what depends on the page too: on all of its controls and its theme."""
    return of(what, rows, opening.view(), str(st.context.theme.type), *asked)


def once(mark: Mark, part: str, make: Callable[[], Made]) -> Made:
    """
    Return what `make` gives for a part of what is marked so, made anew only if it is not kept.

    `make` draws nothing on the page, and nobody may change what it returns. What it raises is
    raised each time.
    """
    return cast("Made", cast(Any, _made)((*mark, part), make))
