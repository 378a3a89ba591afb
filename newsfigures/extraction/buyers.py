"""Who buys in a deal over computing power: the other side of those who rent it out."""

from dataclasses import replace

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.receiving import Scored
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

_TENANT = re.compile(
    r" as (?:its|their|an?|the) (?:[\w-]+ ){0,2}(?:tenant|customer|client|buyer|lessee)s?\b"
)
_SURE, _LEAST, _SELLS = 1.3, 0.8, 0.3


# `a Meta deal worth $3 billion`, of whoever rents out: Meta's.
_NAMED_FOR = re.compile(
    r"(?:'s)?(?: (?:cloud|compute|computing|capacity|hosting|GPU|AI|infrastructure|\w+-year)){0,3}"
    r" (?:deal|contract|order|agreement|pact|commitment|lease|tie-up)"
    r" (?:worth|valued at|of|for|at) (?:up to |about |around |some |nearly |over |more than |as"
    r" much as |at least |a |an |reported |estimated ){0,3}"
)
_PAIR = re.compile(r"(?:the )?(?:two|both) (?:companies|firms|groups|giants|sides|parties)")
_TO_PAY = re.compile(r"\b[Pp](?:ay(?:s|ing)?|aid) (?:the )?$")
_NEARLY = re.compile(r" (?:[A-Za-z]+ ){0,3}~?")
_TO_THEM = re.compile(
    r"(?: (?:per|a|each) (?:month|year|quarter)| monthly| annually)? to (?:the )?"
)
_BY = re.compile(r" (?:order|extension|expansion|renewal|contract|deal|commitment) (?:from|by) ")


def first(scene: Scene, at: Span, found: list[Scored]) -> list[Scored]:
    """
    Return the candidates, whoever only lets sites or rents out capacity behind the other side.

    Those who let sites to the clouds (`landlords`) come behind the clouds, these behind the rest.
    """
    found = [s for s in found if not _PAIR.fullmatch(s.mention.name)] or found
    found = [
        replace(s, score=max(s.score, _SURE))
        if scene.span.holds(s.mention.span)
        and (
            _TENANT.match(scene.clean, s.mention.span.end)
            or _BY.fullmatch(scene.clean, at.end, max(at.end, s.mention.span.start))
            or _is_named_for(scene, at, s.mention)
        )
        else s
        for s in found
    ]
    found = [
        replace(s, score=s.score * _SELLS) if _is_paid(scene, at, s.mention) else s for s in found
    ]
    trades = lexicon("roles")["trades"]
    for trade in ("landlords", "neoclouds"):
        sellers = frozenset(trades[trade])
        here = [
            s for s in found if scene.span.holds(s.mention.span) and s.mention.kind == "company"
        ]
        sold = any(s.mention.name in sellers for s in found) or any(
            m.name in sellers for m in scene.before if scene.block.holds(m.span)
        )
        others = [s for s in here if s.mention.name not in sellers]
        if not sold or not others:
            continue
        return [
            replace(s, score=s.score * _SELLS)
            if s.mention.name in sellers
            else replace(s, score=max(s.score, _LEAST + s.score / 10))
            if s in others
            else s
            for s in found
        ]
    return found


def _is_paid(scene: Scene, at: Span, one: Mention) -> bool:
    """
    Say whether the money goes to a name: `to pay Quillon nearly $3bn`, `$3bn a month to Quillon`.

    Leaves alone whoever pays (`Quillon pays $3bn`, `Quillon's bill of $3bn to be paid`).
    """
    if not scene.span.holds(one.span):
        return False
    if one.span.end <= at.start:
        nearly = _NEARLY.fullmatch(scene.clean, one.span.end, at.start)
        return bool(
            nearly and _TO_PAY.search(scene.clean, max(0, one.span.start - 14), one.span.start)
        )
    return bool(_TO_THEM.fullmatch(scene.clean, at.end, one.span.start))


def _is_named_for(scene: Scene, at: Span, one: Mention) -> bool:
    """
    Say whether a deal bears the name of who buys: `Nebius's wins include a Meta deal worth $3bn`.

    Leaves alone `OpenAI's CoreWeave contract worth $22bn`, named for who rents out, and deals
    in a paragraph that names nobody who does.
    """
    if not _NAMED_FOR.fullmatch(scene.clean, one.span.end, max(one.span.end, at.start)):
        return False
    trades = lexicon("roles")["trades"]
    sellers = {*trades["landlords"], *trades["neoclouds"]}
    return one.name not in sellers and any(
        m.name in sellers and (scene.block.holds(m.span) or scene.span.holds(m.span))
        for m in scene.mentions
    )
