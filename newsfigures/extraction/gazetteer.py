"""
The names we know, as one automaton over every form in which they are written.

A form counts where it stands as a word of its own and begins as a name does. Forms that are
also common words, and very short ones, count only with context (`find`).
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import ahocorasick

from newsfigures.catalog import Entity, chips
from newsfigures.extraction import patterns as re
from newsfigures.extraction.known import entities, remembered
from newsfigures.model import Span, noun

LEXICON = Path(__file__).parent / "lexicon"


@cache
def lexicon(name: str) -> dict[str, Any]:
    """Return extraction/lexicon/<name>.toml."""
    return tomllib.loads((LEXICON / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One written form: the entity behind it and whether the form alone proves it."""

    form: str
    name: str
    kind: str
    company: str | None
    country: str | None
    ambiguous: bool
    via: str


@noun(kw_only=False)
class Hit:
    """A form found in a text."""

    span: Span
    entry: Entry


@remembered
def by_name() -> dict[str, Entity]:
    """Return every entity by its canonical name."""
    return {entity.name: entity for entity in entities()}


@remembered
def company_of(name: str) -> str | None:
    """
    Return the company behind an entity: itself, or the maker, owner or employer.

    None for persons and projects that no single company owns, and for unknown names.
    """
    entity = by_name().get(name)
    steps = 0
    while entity and entity.kind not in ("company", "investor", "analyst_firm"):
        entity = by_name().get(entity.parent or "")
        steps += 1
        if steps > 4:
            return None
    return entity.name if entity else None


def bare(name: str) -> str:
    """Return a name without case, spaces and hyphens, to tell spellings from other names."""
    return re.sub(r"[\s_-]+", "", name.lower())


def _reworded(form: str, name: str) -> bool:
    """
    Say whether a form has the words of a name in another order or a version in the middle.

    `Claude 4 Opus` is `Claude Opus 4`; `Gemini 1.0 Ultra` is `Gemini Ultra`.
    """
    words, known = form.split(), name.split()
    if len(known) < 2 or words[0] != known[0]:
        return False
    return sorted(words) == sorted(known) or (len(words) > len(known) and words[-1] == known[-1])


@remembered
def spellings() -> dict[str, str]:
    """Return the name of every known model by each of its forms, written as `bare` writes it."""
    found: dict[str, str] = {}
    for entity in entities():
        if entity.kind == "model":
            for form in (entity.name, *entity.aliases):
                found.setdefault(bare(form), _shown(form, entity))
    return found


_SITE = re.compile(r"\s+(?:data cent(?:re|er)|campus)$", re.I)


_APP = re.compile(r"\s+(?:app|chatbot|assistant)$", re.I)


def _shown(form: str, entity: Entity) -> str:
    """
    Return the name a form stands for: the most specific name the text gives.

    A spelling of the canonical name or a shortened one stands for it; an alias that adds a
    size or tier (`Llama 3.1 405B`) or is another name (`text-davinci-003`) stands for itself.
    """
    if entity.kind == "project":
        return _SITE.sub("", entity.name)
    if entity.kind not in ("model", "chip"):
        return entity.name
    form = _APP.sub("", form)
    written, known = bare(form), bare(entity.name)
    maker = bare(entity.parent or "")
    if maker and written.startswith(maker) and written != known and not known.startswith(maker):
        written = written[len(maker) :]
        form = re.sub(rf"^{re.escape(entity.parent or '')}[\s-]+", "", form, flags=re.I)
    if written == known or known.endswith(written) or _reworded(form, entity.name):
        return entity.name
    if known.startswith(written) and not re.search(r"\d", form):
        return entity.name
    return form if re.search(r"[A-Za-z]", form) else entity.name


@remembered
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    forms: dict[str, list[Entry]] = {}
    aliases = {chip.name: chip.aliases for chip in chips()}
    for entity in entities():
        written = (entity.name, *entity.aliases, *aliases.get(entity.name, ()))
        for form in dict.fromkeys(written):
            forms.setdefault(form.lower(), []).append(
                Entry(
                    form=form,
                    name=_shown(form, entity),
                    kind=entity.kind,
                    company=company_of(entity.name),
                    country=entity.country,
                    ambiguous=form in entity.ambiguous or len(form) <= 2,
                    via="name" if form == entity.name else "alias",
                )
            )
    for key, entries in forms.items():
        automaton.add_word(key, tuple(entries))
    automaton.make_automaton()
    return automaton


@cache
def _small() -> frozenset[str]:
    """Return the names that informal pages write in small letters, and that are no words."""
    return frozenset(lexicon("naming")["small_letters"])


def _written_as(entry: Entry, words: str) -> bool:
    """Say whether the words have the case of the form, or of a headline."""
    if words == entry.form:
        return True
    if len(entry.form) <= 3 or entry.ambiguous or entry.form.isupper():
        return False
    if words.isupper() and len(words) > 3:
        return True
    if words.islower() and words in _small():
        return True
    if entry.kind == "model" and words.islower() and re.search(r"-\d", words):
        return True  # model cards write `phi-1`
    if len(words) < 5 and words.istitle() and not entry.form.istitle():
        return False  # `Mr Goto` is not GoTo
    if words.islower() and entry.form[0].islower() and words.isalpha():
        return False  # `a remarkable rise` is not by reMarkable
    # `The information was late` is not The Information: each word begins as in the name.
    return all(
        word[0] == part[0] for word, part in zip(words.split(), entry.form.split(), strict=True)
    )


_EASTERN = "\u2e80"  # from here on characters stand for words, with no spaces between


def _is_word(text: str, start: int, end: int) -> bool:
    if text[start] >= _EASTERN:
        return True
    before = text[start - 1] if start else " "
    if (before.isalnum() or before == "_") and before < _EASTERN:
        return False
    after = text[end] if end < len(text) else " "
    if (after.isalnum() or after == "_") and after < _EASTERN:
        return False
    # A hyphen or point that goes on into more of a name or number: another, longer name.
    if after == "-" and end - start < 2:
        return False  # `X-rays`, `X-ray`
    if after in ".-" and text[end + 1 : end + 2].isdigit():
        return False
    return not (before in "-." and start > 1 and text[start - 2].isalnum())


def hits(clean: str) -> list[Hit]:
    """Return the longest known forms in a text, in order, none overlapping another."""
    lower = clean.lower()
    if len(lower) != len(clean):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in clean)
    found = list(_candidates(clean, lower))
    found.sort(key=lambda hit: (hit.span.start, -hit.span.end))
    kept: list[Hit] = []
    end = 0
    for hit in found:
        if hit.span.start >= end:
            kept.append(hit)
            end = hit.span.end
    return kept


def _as_written_first(entries: tuple[Entry, ...], words: str) -> Sequence[Entry]:
    return entries if len(entries) == 1 else sorted(entries, key=lambda e: e.form != words)


def _has_no_plural(clean: str, start: int, words: str, entry: Entry) -> bool:
    if entry.kind != "model" or words[-1].isdigit():
        return True
    opens = not clean[max(0, start - 2) : start - 1].isalpha()
    return opens and words in lexicon("naming")["common_words"]


def _candidates(clean: str, lower: str) -> Iterator[Hit]:
    for last, entries in _automaton().iter(lower):
        length = len(entries[0].form)
        start, end = last + 1 - length, last + 1
        many = clean[end : end + 1] == "s" and _is_word(clean, start, end + 1)
        if not many and not _is_word(clean, start, end):
            continue
        words = clean[start:end]
        # Llama is not LLaMA: the form as it is written comes first.
        for entry in _as_written_first(entries, words):
            # Only products and chips come in the plural: `across its Copilots`, `H100s`.
            if many and entry.kind != "chip" and _has_no_plural(clean, start, words, entry):
                continue
            if _written_as(entry, words):
                yield Hit(Span(start, end), entry)
                break
