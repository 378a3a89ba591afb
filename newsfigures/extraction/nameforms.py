"""Forms that names take: with a tier or size behind them, and short of what a text has in full."""

from collections.abc import Collection
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.surnames import family_name
from newsfigures.model import Span

KINDS = frozenset({"company", "model", "project", "investor", "person"})
FIRMS = frozenset({"company", "investor"})


@cache
def shapes() -> dict[str, frozenset[str]]:
    """Return the words of lexicon/evidence.toml that tell what a phrase is by their place in it."""
    found = {name: frozenset(words) for name, words in lexicon("evidence")["shapes"].items()}
    legal = lexicon("naming")["legal_forms"]
    found["tails"] |= {*legal, *(f"{form}." for form in legal)}
    return found


@cache
def ordinary() -> frozenset[str]:
    return frozenset(lexicon("naming")["not_names"]) | shapes()["titles"]


# `Larch-2-32B-A4B`: only models bear their size, and how much of it works, in their names.
_BY_SIZE = re.compile(
    r"[A-Z][\w.]*(?:-[\w.]+){0,3}-\d+(?:\.\d+)?B(?:-A\d+(?:\.\d+)?B)?"
    r"(?:-(?:Base|Instruct|Chat|Thinking|Reasoning|Preview|Distill))?"
)


_MADE = frozenset({"Base", "Instruct", "Chat", "Thinking", "Reasoning", "Preview", "Distill"})


_SIZE = re.compile(r"\d+(?:\.\d+)?B")
_NUMBERED = re.compile(r"[- ]?\d+(?:\.\d+)?$")


def tiers(kinds: dict[str, str], seen: set[str]) -> list[str]:
    """
    Return the phrases that are models by a tier or size in them.

    `Corvid-2 Nano` is one where `Corvid-2` is; `Corvid-2-32B-A4B` by itself, where there are
    others of the kind (alone it is the model without its size).
    """
    sized = [w for w in seen if w not in kinds and _BY_SIZE.fullmatch(w)]
    tiers = frozenset(lexicon("naming")["version_words"])
    found = sized if len(sized) > 1 else []
    stems = {w.rpartition(" ")[0] for w, kind in kinds.items() if kind == "model"}
    stems = {stem for stem in stems if _NUMBERED.search(stem)}
    for words in seen:
        stem, _, tier = words.rpartition(" ")
        base, _, made = words.rpartition("-")
        if (made in _MADE or made in tiers) and kinds.get(base) == "model":
            found.append(words)
        if stem in stems and tier in tiers and words not in kinds:
            found.append(words)  # `Corvid-2 Nano` beside `Corvid-2 Max`
        elif kinds.get(stem) == "model" and (tier in tiers or _SIZE.fullmatch(tier)):
            found.append(words)
    return found


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
        named = named or (kind in FIRMS and rival in FIRMS)
        if named and plain and form in seen:
            short.setdefault(form, words)
        tier = tokens[-1]
        if kind == "model" and tier in seen and tier in lexicon("naming")["version_words"]:
            short.setdefault(tier, words)
    return short


_SPEAKS = re.compile(
    r",? (?:(?:has|had|also|later|then) )?(?:said|says|told|tells|wrote|writes|added|adds|argued"
    r"|argues|recalls|reckons|thinks|insists|admits|explains|explained|claims|warned|noted"
    r"|replied|expects|predicts)\b"
)


def speaking(clean: str, spots: dict[str, list[Span]]) -> dict[str, str]:
    """
    Return the phrases that are persons since their last word alone speaks: `Nambiar told`.

    A firm is called by its first word: `Anirudh Nambiar … Nambiar said`, `Quillon Labs … Quillon`.
    """
    found = {}
    for words in spots:
        first, _, last = words.rpartition(" ")
        alone = spots.get(last, ())
        if (
            not first
            or first in spots
            or first.count(" ") > 1
            or not words.replace(" ", "").isalpha()
        ):
            continue
        if any(_SPEAKS.match(clean, span.end) for span in alone):
            found[words] = "person"
    return found


def settle_persons(kinds: dict[str, str], surnames: dict[str, str], seen: Collection[str]) -> None:
    """Let whole names be what their last word was found to be: `Ada Bello … Bello, a lawyer`."""
    for words in [w for w in seen if w.count(" ") == 1]:
        first, last = words.split(" ")
        if kinds.get(last) == "person" and words not in kinds and first not in seen:
            kinds[words] = "person"
            kinds.pop(last)
    for words, kind in surnames.items():  # `Rahmani told`: whoever speaks so is no firm
        if kinds.get(words) == kind:
            kinds.pop(words.rpartition(" ")[2], None)


_RUN = re.compile(r"(?:[A-Z][\w'-]+(?: [A-Z][\w'-]*\.?){1,2}(?:, and |, | and )){2,8}$")
_NEXT = re.compile(r",? and |, ")


def settle_runs(clean: str, kinds: dict[str, str], spots: dict[str, list[Span]]) -> None:
    """Let the last of a run of persons be one, too: `Ada Roe, Jim Bello and Reynold Tarn spent`."""
    for words in [w for w, kind in kinds.items() if kind == "company" and w.count(" ") == 1]:
        if not words.replace(" ", "").isalpha() or words.split(" ")[1] in shapes()["tails"]:
            continue
        for span in spots.get(words, ()):
            run = _RUN.search(clean, max(0, span.start - 240), span.start)
            named = _NEXT.split(run[0]) if run else []
            first = shapes()["first_names"]
            if sum(kinds.get(n) == "person" or n.split(" ")[0] in first for n in named) > 1:
                kinds[words] = "person"
                break


def in_title(words: str, full: dict[str, str]) -> tuple[int, str] | None:
    """Return the name of the text among the words in capitals of a title: `Quillon Raises`."""
    tokens = list(re.finditer(r"\S+", words))
    for length in range(len(tokens) - 1, 0, -1):
        for first in range(len(tokens) - length + 1):
            begin, end = tokens[first].start(), tokens[first + length - 1].end()
            if (name := words[begin:end]) in full and len(name) > 3:
                return begin, name
    return None
