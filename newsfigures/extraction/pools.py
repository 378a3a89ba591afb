"""
Money that goes to a whole trade: `venture funding reached`, `$9bn was invested in start-ups`.

No one company receives such a sum, whoever else the sentence or the text is about.
"""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.scene import Scene
from newsfigures.extraction.screening import watch
from newsfigures.model import Span

_STAGE = (
    r"(?:[Vv]enture(?:[- ][Cc]apital)?|VC|[Ss]tart-?up|[Ss]eed(?:[- ]stage)?|[Ee]arly[- ]stage"
    r"|[Ll]ate(?:r)?[- ]stage|[Gg]rowth[- ]stage)"
)
_MONEY = r"(?:[Ff]unding|[Ff]undraising|[Ii]nvestments?|[Ff]inancing|[Dd]ollars)"
_MANY = r"(?:[Ss]tart-?ups|[Cc]ompanies|[Ff]irms|[Ll]abs|[Ss]ector|[Ff]ield)"
# `AI venture funding`, `funding for AI start-ups`: the subject itself is the money of many.
_FLOW = watch(
    rf"\b(?:{_STAGE} (?:{_MONEY}|[Dd]eals|[Dd]eal[- ]?making)"
    rf"|(?:AI|[Tt]ech|[Rr]obotics) (?:[Ff]unding|[Ff]undraising)"
    rf"|{_MONEY} (?:in|for|to|into) (?:the )?(?:[\w-]+ ){{0,2}}?{_MANY})\b"
)
# `AI companies together took in`: many receive it.
_GET = re.compile(
    rf"(?P<which>[\w-]+ )?\b(?P<many>{_MANY})"
    r"(?: (?:categori[sz]ed|classified|tagged) as [\w ]{2,20}?| (?:on|in|from) [A-Z]\w+)?"
    r"(?: (?:together|collectively|combined|have|has|had|to|also|alone))*"
    r" (?:raised?|soaked up|raked in|walked away with|hauled in"
    r"|brought in|bring in|attract(?:ed)?|drew|took in|take in|pulled in|secured?"
    r"|collected|landed)\b[^.;,:$€£]{0,40}$"
)
_FEW = re.compile(r"(?i)(?:the|these|those|both|its|their|two|three|four|five|six|seven|\d+) $")
# `… invested in seed-stage companies`: the words behind the amount say so.
_INTO = re.compile(
    r" (?:in (?:venture |equity |start-?up |growth |seed )?(?:capital|funding) )?"
    r"(?:(?:of|in) (?:[a-z]+ ){0,2}?"
    r"(?:venture capital|VC funding|venture funding|funding|capital|money) )?"
    r"(?:(?:was |were |is |being |got |has been )?"
    r"(?:invested|deployed|poured|ploughed|raised|spent"
    r"|pumped|went|flow|flows|flowed|flowing|going) (?:in|into|across|by|among|at|to)|(?<=g )for)"
    r" (?:the |its )?(?:(?!(?:an?|their|its|his)\b)"
    r"(?:[a-z][\w-]*|AI|US|U\.S\.-based|(?:US|UK|EU)-based|European|Chinese|American"
    r"|British) ){0,3}?"
    r"(?P<many>start-?ups|companies|firms|labs|sector|[\w-]+[- ]stage)\b"
    r"(?! (?:such as|like|including|called|named|[A-Z]))"
)
# `poured $9bn into more than 900 companies`
_INTO_MANY = re.compile(
    r" (?:in|into|across|among) (?:(?:more than|over|about|some|nearly|around|roughly) )?\d[\d,]* "
    r"(?:[a-z-]+ ){0,2}(?:companies|start-?ups|firms|deals|rounds)\b"
)
# `Funding rose by a third to $9bn`, in a text that counts rounds.
_RAISED = re.compile(
    r"\W*(?:[Gg]lobal |[Tt]otal |[Oo]verall )?(?:[Ff]unding|[Dd]eal (?:value|making)|[Dd]ealmaking"
    r"|[Vv]enture (?:capital|funding)) (?:rose|fell|grew|gained|jumped|climbed|dropped|declined"
    r"|slid|surged|reached|hit|totall?ed|was|is|went|increased|more than|nearly|almost|came)\b"
)
_IN_AI = re.compile(
    r" (?:was |were |has been )?(?:invested|deployed|poured) (?:in|into) "
    r"(?:applied |generative |frontier |physical |agentic )?(?:AI|artificial intelligence|robotics)"
    r"(?=[,.;]| (?:in|last|this|during|across|globally|worldwide)\b)"
)
_INVESTORS = watch(
    r"\b(?:[Vv]enture (?:capital )?(?:investors|firms)|[Vv]enture capitalists|VCs)"
    r" (?:have |had |also )?(?:spent|put|poured|invested|deployed|bet)\b"
)
_TO_ONE = re.compile(r" (?:in|into|behind|on) (?:the )?(?!AI\b)[A-Z]")
_TOTAL = watch(r"\b[Tt]otal (?:[a-z]+ )?(?:[Ff]unding|[Ii]nvestment)(?: amount)?\b")
_ACROSS = re.compile(
    r" (?:in [a-z ]{3,20})?(?:across|over|in|from) \d[\d,]* (?:[\w-]+ )?"
    r"(?:deals|rounds|start-?ups|companies)\b"
)
_SUM = re.compile(r"[$€£]\s?\d")
# One round or deal is not the money of many, whatever the sentence speaks of.
_ONE_DEAL = re.compile(r" (?:[\w-]+ ){0,2}(?:round|raise|deal|stake)\b")
_ROUND_OF = re.compile(
    r"\b(?:an?|its|the|this|their) (?:[\w-]+ ){0,4}(?:round|raise|deal|stake|[Ss]eries [A-H])"
    r" (?:of|worth|totall?ing) (?:[a-z]+ ){0,3}$"
)
_TRACKED = watch(r"\b(?:[Vv]enture|[Ss]tart-?ups|Crunchbase|PitchBook|CB Insights|Dealroom)\b")
_NAMED = frozenset({"company", "model"})


def receiver(scene: Scene, at: Span) -> str | None:
    """Return the words for the trade that receives a sum of money, None when one firm may."""
    said = scene.span.cut(scene.clean)
    if not _pooled(scene, at, said):
        return None
    around = said if "AI" in said else scene.block.cut(scene.clean)[:600]
    kind = "generative AI " if "enerative AI" in said else "AI " if "AI" in around else ""
    return f"{kind}startups"


def _pooled(scene: Scene, at: Span, said: str) -> bool:
    if _ONE_DEAL.match(scene.clean, at.end) or _ROUND_OF.search(
        said[: at.start - scene.span.start]
    ):
        return False
    if _INTO.match(scene.clean, at.end, scene.span.end):
        return True
    own = _named(scene, scene.span.start, at.start)
    if not own and _INTO_MANY.match(scene.clean, at.end):
        return True
    if not own and _RAISED.match(scene.clean, scene.span.start, at.start):
        return _TRACKED.pattern.search(scene.block.cut(scene.clean)) is not None
    spread = _ACROSS.match(scene.clean, at.end) or _IN_AI.match(scene.clean, at.end)
    if spread and not _named(scene, scene.span.start, at.start):
        return True
    start, here = scene.span.start, at.start - scene.span.start
    got = _GET.search(said, max(0, here - 160), here)
    many = start + got.start("many") if got else 0
    named = any(m.span.start < many < m.span.end for m in scene.mentions)  # `Quillon Labs raised`
    if got and not named and not _FEW.fullmatch(got["which"] or ""):
        return True
    last = None
    to_one = _TO_ONE.match(scene.clean, at.end)
    for pattern in (_FLOW,) if to_one else (_FLOW, _INVESTORS):
        for match in pattern.finditer(said, 0, here):
            last = match if last is None or match.end() > last.end() else last
    if last:
        begin = start + last.start()
        owned = any(m.kind in _NAMED and begin - 4 < m.span.end <= begin for m in scene.before)
        return not owned and not _named(scene, start + last.end(), at.start)
    total = _TOTAL.search(said, 0, here)
    told = total is not None and _SUM.search(said, total.end(), here)
    if total and not told and not _named(scene, start, at.start):
        low = max(0, scene.block.start - 400)
        return any(_TRACKED.search(s.cut(scene.clean)) for s in scene.sentences if s.start >= low)
    return False


def _named(scene: Scene, start: int, end: int) -> bool:
    """Say whether a company or model is named between two places before the quantity."""
    return any(m.kind in _NAMED and start <= m.span.start < end for m in scene.before)
