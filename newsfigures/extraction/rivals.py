"""Whom `its rival` means: the one other company of the same trade that is in play."""

from dataclasses import replace

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.memory import Memory, means
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.pronouns import from_before
from newsfigures.model import Span

_ASIDE = re.compile(r"\b(?:For|At|To|On|With|Unlike|Like|Against|From|Beyond|Besides)\s+(?:the )?$")


def _aside(clean: str, mention: Mention) -> bool:
    """Say whether a mention opens its sentence behind a preposition: `For o1 its rival asks`."""
    return bool(_ASIDE.search(clean, max(0, mention.span.start - 14), mention.span.start))


def meant(memory: Memory, span: Span) -> Mention | None:
    """
    Return the one other company in play that `its rival` means.

    That is the nearest company of the same trade other than the one the words point back to.
    """
    clean = memory.document.clean
    here = memory.document.sentence_at(span.start)
    start = here.span.start if here else 0
    window = [m for m in memory.window(span.start) if m.kind in ("company", "model") and m.company]
    inside = [m for m in window if m.span.start >= start and not _aside(clean, m)]
    if (
        inside
        and clean[inside[0].span.end : span.start] == ", "
        and clean.startswith(",", span.end)
    ):
        return replace(inside[0], span=span, surface=span.cut(clean), via="description")
    own = inside[-1] if inside else from_before(memory, [m for m in window if m.span.start < start])
    if own is None or own.company is None:
        return None
    makes = frozenset(lexicon("roles")["trades"]["chips"])
    ahead = memory.ahead(span.end, here.span.end - span.end if here else 0)
    window += [m for m in ahead if m.kind in ("company", "model")]
    near = [m for m in window if span.start - m.span.end < 500 and m.company != own.company]
    others = [m for m in near if (m.company in makes) == (own.company in makes) and m.company]
    other = next((m for m in others if m.kind == own.kind), others[0] if others else None)
    if other is None or other.company is None:
        return None
    model = other.kind == own.kind == "model"
    name, kind = (other.name, "model") if model else (other.company, "company")
    return means(name, kind, other.company, span, span.cut(clean), "description", other)
