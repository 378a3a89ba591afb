"""Forms that names take: with a tier or size behind them, and short of what a text has in full."""

from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.surnames import family_name

KINDS = frozenset({"company", "model", "project", "investor", "person"})


@cache
def shapes() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon("evidence")["shapes"].items()}


@cache
def ordinary() -> frozenset[str]:
    return frozenset(lexicon("naming")["not_names"]) | shapes()["titles"]


# `Larch-2-32B-A4B`: only models bear their size, and how much of it works, in their names.
_BY_SIZE = re.compile(
    r"[A-Z][\w.]*(?:-[\w.]+){0,3}-\d+(?:\.\d+)?B(?:-A\d+(?:\.\d+)?B)?"
    r"(?:-(?:Base|Instruct|Chat|Thinking|Reasoning|Preview|Distill))?"
)


_MADE = frozenset({"Base", "Instruct", "Chat", "Thinking", "Reasoning", "Preview", "Distill"})


def tiers(kinds: dict[str, str], seen: set[str]) -> list[str]:
    """
    Return the phrases that are models by a tier or size in them.

    `Corvid-2 Nano` is one where `Corvid-2` is; `Corvid-2-32B-A4B` by itself, where there are
    others of the kind (alone it is the model without its size).
    """
    sized = [w for w in seen if w not in kinds and _BY_SIZE.fullmatch(w)]
    tiers = frozenset(lexicon("naming")["version_words"])
    found = sized if len(sized) > 1 else []
    for words in seen:
        stem, _, tier = words.rpartition(" ")
        base, _, made = words.rpartition("-")
        if made in _MADE and kinds.get(base) == "model":
            found.append(words)
        if kinds.get(stem) == "model" and (tier in tiers or re.fullmatch(r"\d+(?:\.\d+)?B", tier)):
            found.append(words)
    return found


_FIRMS = frozenset({"company", "investor"})


def short_forms(kinds: dict[str, str], seen: set[str]) -> dict[str, str]:
    """Return the short forms that stand in the text: a firm's first word, a person's last name."""
    short: dict[str, str] = {}
    for words, kind in kinds.items():
        tokens = words.split(" ")
        if len(tokens) < 2 or kind not in KINDS:
            continue
        form = family_name(words) if kind == "person" else tokens[0]
        if kind == "company" and len(tokens) > 2 and " ".join(tokens[:2]) in seen:
            short.setdefault(" ".join(tokens[:2]), words)
        plain = form not in ordinary() and form not in shapes()["not_alone"]
        rival = kinds.get(form)
        named = kind in ("company", "person", "investor") and rival in (None, kind)
        named = named or (kind in _FIRMS and rival in _FIRMS)
        if named and plain and form in seen:
            short.setdefault(form, words)
        tier = tokens[-1]
        if kind == "model" and tier in seen and tier in lexicon("naming")["version_words"]:
            short.setdefault(tier, words)
    return short
