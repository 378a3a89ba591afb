"""
Whose a sum is where its sentence names others too.

The receiver of money rather than its giver, whom a price is set on rather than who sets it, who
made a record rather than who broke it.
"""

from dataclasses import dataclass

from newsfigures.extraction import legalforms
from newsfigures.extraction import patterns as re
from newsfigures.extraction.corners import gives
from newsfigures.extraction.fits import COMPANY_METRICS
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

__all__ = ["Scored", "made_by", "receiver", "valued"]


@dataclass(slots=True)
class Scored:
    """A mention with how well it stands to be the subject, and why."""

    score: float
    mention: Mention
    reasons: tuple[str, ...]


def receiver(scene: Scene, at: Span, best: Scored, ranked: list[Scored], metric: str) -> Scored:
    """
    Return the receiver of a sum when the sentence names only who gives it.

    The receiver is then the company the passage is about: the one most often named in it, and
    rather the one that opens the sentence. `The company` is never an old hand among those who give.
    """
    if metric != "funding_raised":
        return best
    for one in ranked:
        if _gets_by_noun(scene, one.mention.span, at):
            return Scored(max(one.score, 0.6), one.mention, (*one.reasons, "the money goes to it"))
    for one in ranked:
        span = one.mention.span
        if at.end < span.start < at.end + 90 and _WOULD_VALUE.fullmatch(
            scene.clean, at.end, span.start
        ):
            return Scored(max(one.score, 0.6), one.mention, (*one.reasons, "what is valued"))
    if _WHICH_GAVE.fullmatch(scene.clean, best.mention.span.end, at.start):
        for one in ranked:
            if scene.span.holds(one.mention.span) and one.mention.company != best.mention.company:
                return Scored(
                    max(one.score, 0.6), one.mention, (*one.reasons, "the money goes to it")
                )
    if scene.span.holds(best.mention.span) and _GETS.fullmatch(
        scene.clean, best.mention.span.end, at.start
    ):
        return best  # `Verra, which will invest elsewhere, needs cash: it raised $3bn`
    more = _into_same(scene, at, best, ranked)
    if more:
        return more
    here = [m for m in scene.mentions if scene.span.holds(m.span)]
    givers = {m.company for m in here if gives(scene.clean, m, at)}
    parts = {m.company for m in here if _gave_a_part(scene, m, at)}
    givers |= parts | {m.company for m in here if _from_whom(scene, m, at)}
    if not givers:
        return best
    grown = frozenset(lexicon("descriptions")["young"]["never"])
    stands_in = best.mention.via != "name" and best.mention.company in grown
    own = best.score > 0.6 and not stands_in and best.mention.company not in parts
    if own and scene.span.holds(best.mention.span):
        return best
    others = [s for s in ranked if s.mention.company not in givers and s.mention.company]
    if not others:
        return best
    return max(
        others,
        key=lambda s: (
            (
                s.score
                + 1.5 * scene.shares.get(s.mention.company or "", 0.0)
                + 0.6 * _opens(scene, s.mention)
            )
            * (0.4 if s.mention.company in grown else 1.0)
        ),
    )


_ANOTHER = re.compile(
    r"\b(?:commit|invest|put(?:ting)?(?: in)?|pour|inject|add|contribute|provide|pay)"
    r"(?:ing|ting|ed)?"
    r" (?:another|a further|an additional|up to another|as much as another|an extra) $"
)


_PUT_INTO = re.compile(
    r"\b(?:invest|put|pour|pump|inject|sunk|sank|commit|plough|plow)\w*\b[^;:]{0,50}?\b(?:in|into|on)"
    r" (?:the )?$"
)


def _into_same(scene: Scene, at: Span, best: Scored, ranked: list[Scored]) -> Scored | None:
    """Return into whom more is put: `X put $3bn into Y and may invest another $2bn`: Y."""
    if not _ANOTHER.search(scene.clean, max(0, at.start - 50), at.start):
        return None
    for one in ranked:
        span = one.mention.span
        if span.end > at.start or one.mention.company == best.mention.company:
            continue
        if scene.span.holds(span) and _PUT_INTO.search(
            scene.clean, max(scene.span.start, span.start - 80), span.start
        ):
            return Scored(max(one.score, 0.6), one.mention, (*one.reasons, "more goes to it"))
    return None


_GETS = re.compile(
    r" (?:(?:has|had|also|then|later|recently|just|already) )*(?:raised|borrowed|secured"
    r"|closed|landed|issued|received|bagged|pulled in)"
    r"(?: (?:about|around|some|nearly|roughly|almost|over"
    r"|another|more|than|a|an|at|least|up|to|further|fresh|as|much))* "
)
# `a $3bn investment from X would value Y`
_WOULD_VALUE = re.compile(
    r" (?:[\w-]+ ){0,2}(?:investment|injection|infusion|cheque|check|round|stake|purchase)"
    r"(?: (?:from|by|of) [^,.;$€£¥]{2,40})? (?:(?:would|could|may|might|will) (?:value|give|put)"
    r"|values|valued|valuing) (?:the )?"
)
# `X's contribution was $500m`
# `Quillon's round, led by Verra, which invested $3bn (about €2.8bn)`: Quillon's.
_WHICH_GAVE = re.compile(
    r", (?:which|who) (?:has |had |also |alone )?(?:invested|contributed|injected|put (?:in|up))"
    r" (?:[^.;,]|\.\d){0,40}"
)
# `the Quillon $3bn funding talks`; `its commitments to Quillon of $3bn`.
_ITS_TALKS = re.compile(r" [Ff]und(?:ing|raising|raise)\b| [Ff]inancing\b| [Rr]ound\b")
_GIVEN = re.compile(r"\b(?:commitments?|contributions?) (?:to|in) (?:the )?$")
_LAUNCHED = re.compile(r"\b(?:launch|found|start|unveil)(?:ed|es|s|ing) (?:the )?(?:[Pp]roject )?$")
_WITH_ROUND = re.compile(r" (?:via|with|through|on) (?:a|an|the) (?:record |initial |first )?")
_OF_SO_MUCH = re.compile(r" (?:of|worth|totall?ing) (?:(?:up to|about|some|over|more than) )?")


def _gets_by_noun(scene: Scene, span: Span, at: Span) -> bool:
    """
    Return whether a noun ties a sum to who gets it: `Verra quits the Quillon $3bn funding talks`.

    So do commitments (`Verra speaks of commitments to Quillon of $3bn`). Leaves alone who stands
    before a verb (`Verra sinks $3bn of funding`).
    """
    if span.end > at.start:
        return False
    if scene.clean[span.end : at.start] == " ":
        return bool(_ITS_TALKS.match(scene.clean, at.end))
    if _LAUNCHED.search(scene.clean, max(0, span.start - 24), span.start):
        return bool(_WITH_ROUND.fullmatch(scene.clean, span.end, at.start))
    given = _GIVEN.search(scene.clean, max(0, span.start - 40), span.start)
    return bool(given and _OF_SO_MUCH.fullmatch(scene.clean, span.end, at.start))


_PART = re.compile(
    r"'s? (?:own |initial |total )?(?:contribution|participation|commitment|cheque|check|part"
    r"|portion|share of the (?:round|money)) (?:is|was|came to|comes to|amounted to|reached"
    r"|stood at|totall?ed|of)\b(?: (?:about|around|some|nearly|roughly|at least|up to))? "
    rf"|(?: (?:Group|{legalforms.FORM}\.?))* (?:is|was|has been) (?:considering"
    r"|weighing|discussing|mulling|contemplating|willing to (?:invest|put in|commit))"
    r"(?: [a-z]+){0,2} (?:is|was|would be|stands at)"
    r"(?: (?:about|around|some|nearly|roughly|at least|up to))? "
)


_FROM = re.compile(r" (?:more |each |came |coming )?from (?:the )?$")


def _from_whom(scene: Scene, mention: Mention, at: Span) -> bool:
    """Say whether a sum comes from somebody: `$3bn from X, $2bn from Y`."""
    near = 0 < mention.span.start - at.end < 24
    return near and bool(_FROM.fullmatch(scene.clean, at.end, mention.span.start))


def _gave_a_part(scene: Scene, mention: Mention, at: Span) -> bool:
    """Say whether a part of a round is somebody's: `X's contribution was`, `of which X gave`."""
    start, end = mention.span.start, mention.span.end
    if not 0 < at.start - end < 80:
        return False
    if _PART.fullmatch(scene.clean, end, at.start):
        return True
    return scene.clean.endswith("of which ", 0, start) and gives(scene.clean, mention, at)


def _opens(scene: Scene, mention: Mention) -> bool:
    """Say whether a name is the first word of the sentence."""
    return mention.via == "name" and mention.span.start - scene.span.start < 3


# `X put $1bn into Y and may add more in a round that could push its valuation to $3bn`: Y's
_PUSHED = re.compile(
    r"\b(?:round|deal|investment|financing|raise) (?:that|which) (?:could|would|will|may|might)"
    r" (?:push|lift|bring|take|raise|drive|send|boost) (?:its|the company's) valuation\b[^,;]*$"
)
# `Verra may join Quillon's round, which values the company at $3bn`: Quillon.
_OWN_ROUND = re.compile(
    r"'s? (?:[\w-]+ ){0,4}(?:round|raise|fundraising|fundraise|financing|share sale)\b"
    r"(?:[^.;:]|\.\d){0,160}\bvalu(?:es?|ed|ing)"
    r" (?:it|the (?:company|start-?up|firm|lab|maker)) at [^.;$€£¥]*"
)
_SETS = re.compile(r"\b(?:valu(?:es?|ed|ing)|pric(?:es?|ed|ing)) (?:the )?$")
_AT = re.compile(
    r"(?:(?!\b(?:and|while|but|rival|competitor|challenger)\b)[^.;$€£¥]){0,120}?\bat\b"
    r"(?:(?!\band\b)[^.;$€£¥]){0,120}$"
)


# `Quillon raised $3bn from Verra and Tarn, at a valuation of $9bn`: not theirs.
_RAISED_FROM = re.compile(
    r"\b(?:raised|raises|secured|closed|landed|received|took)\b(?:[^.;]|\.\d){3,120}"
    r"\b(?:from|led by)\b(?:[^.;]|\.\d)*$"
)
# `… from Verra, which is valued at $9bn`, `from Verra, a fund valued at $9bn`: Verra's.
_OF_ITS_OWN = re.compile(
    r",? (?:(?:which|who) (?:is|was|has|had|itself)|whose|itself)\b"
    r"|, (?:an?|the) (?:(?!valued\b)[\w'-]+ ){1,6}(?:valued|worth)\b"
)


def valued(scene: Scene, at: Span, best: Scored, ranked: list[Scored], metric: str) -> Scored:
    """
    Return whom a price is set on: `Verra offered terms that would value Quillon at $3bn`.

    Whoever raised money from others is priced, and not they. Leaves alone what is told of one of
    them (`from Verra, which is valued at $9bn`), and whoever merely stands behind the verb
    (`values the Quillon rival at $3bn`).
    """
    if metric != "valuation" or best.mention.span.end > at.start:
        return best
    pushed = _PUSHED.search(scene.clean, scene.span.start, at.start)
    for one in ranked if pushed else ():
        span = one.mention.span
        got = span.end <= (pushed.start() if pushed else 0) and scene.span.holds(span)
        begin = max(scene.span.start, span.start - 80)
        if got and _PUT_INTO.search(scene.clean, begin, span.start):
            return Scored(max(one.score, 0.6), one.mention, (*one.reasons, "what is valued"))
    for one in ranked:
        span = one.mention.span
        if scene.span.holds(span) and _OWN_ROUND.fullmatch(scene.clean, span.end, at.start):
            return Scored(max(one.score, 0.6), one.mention, (*one.reasons, "what is valued"))
    giver = best.mention.span
    begin = scene.span.start if scene.span.holds(giver) else giver.start
    raised = _RAISED_FROM.search(scene.clean, begin, giver.start)
    if raised and _OF_ITS_OWN.match(scene.clean, giver.end, at.start):
        raised = None
    for one in ranked if raised else ():
        verb = raised.start() if raised else 0
        before = scene.span.holds(one.mention.span) and one.mention.span.end <= verb
        if before and one.mention.company != best.mention.company:
            return Scored(max(one.score, 0.6), one.mention, (*one.reasons, "what is valued"))
    for one in ranked if raised else ():  # `They raised $3bn in a round led by Verra at $9bn`
        if not scene.span.holds(one.mention.span):
            return Scored(max(one.score, 0.6), one.mention, (*one.reasons, "what is valued"))
    for one in ranked:
        span = one.mention.span
        if one is best or span.end > at.start or not scene.span.holds(span):
            continue
        if not _SETS.search(scene.clean, max(0, span.start - 14), span.start):
            continue
        if _AT.match(scene.clean[span.end : at.start]):
            return Scored(max(one.score, 0.6), one.mention, (*one.reasons, "what is valued"))
    return best


_MADE = re.compile(
    r" (?:(?:record|mark|loss|drop|gain) )?(?:set|held|suffered|posted|recorded|logged|endured"
    r"|notched|lost|shed|earned|generated|booked) by (?:the )?$"
)


def made_by(scene: Scene, at: Span, best: Scored, ranked: list[Scored], metric: str) -> Scored:
    """Return who a passive behind the amount names: `the record of $3bn set by Quillon`."""
    if metric not in COMPANY_METRICS or best.mention.span.start >= at.end:
        return best
    for one in ranked:
        span = one.mention.span
        if not at.end < span.start < at.end + 40 or not scene.span.holds(span):
            continue
        if _MADE.fullmatch(scene.clean, at.end, span.start):
            return Scored(max(one.score, 0.6), one.mention, (*one.reasons, "by whom it was"))
    return best
