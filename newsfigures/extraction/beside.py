"""What the words right beside a mention take from it, whichever quantity is asked about."""

from string import ascii_lowercase

from newsfigures.extraction import contest
from newsfigures.extraction import patterns as re
from newsfigures.extraction.expressions import COMES_FROM, MADE_OF, lent
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.scene import Scene
from newsfigures.extraction.sides import acted
from newsfigures.model import noun

__all__ = ["Beside", "beside_of", "last_word"]


@noun()
class Beside:
    """
    What stands right before and behind a mention, worked out once for all quantities near it.

    Attributes:
        behind: The twelve characters that it stands behind.
        before: The fourteen before it, in small letters.
        word: The last word of these (`last_word`).
        factor: What is left of it beside such words, 1 for all.
        answers, after: The same halves it, unless the amount is its own.
        against: Somebody takes it on, so that what only a company has is not its.
        further: What is taken from it after those, in order.
        known_for: What being kin, staff or an old employer takes, unless the amount is its own.
        lately: What being somebody's supplier or beaten takes, unless the amount is its own.
        listed: What is taken from an index or a place that only says where.
        linked: Whether it may be a later member of a run (`A, B and C`).
        relative: Whether a clause behind it is about it.
        according: Whether it is a source (`according to X`).
    """

    behind: str
    before: str
    word: str
    factor: float
    answers: bool
    against: bool
    after: bool
    further: tuple[float, ...]
    known_for: tuple[float, ...]
    lately: float
    listed: float
    linked: bool
    relative: bool
    according: bool


def beside_of(scene: Scene, mention: Mention) -> Beside:
    """Return what stands beside a mention; kept with the document."""
    key = ("beside", mention.span.start, mention.span.end, mention.kind, mention.name, mention.via)
    found: Beside | None = scene.kept.get(key)
    if found is None:
        found = scene.kept[key] = _read(scene.clean, mention)
    return found


def _read(clean: str, mention: Mention) -> Beside:
    start, end = mention.span.start, mention.span.end
    behind = clean[max(0, start - 12) : start]
    before = clean[max(0, start - 14) : start].lower()
    spaced = behind.endswith(" ")
    return Beside(
        behind=behind,
        before=before,
        word=last_word(clean, start),
        factor=_factor(clean, mention, behind),
        answers=behind.endswith(("to ", "the ", "'s "))
        and _ANSWER.search(clean, max(0, start - 44), start) is not None,
        against=spaced and _AGAINST.search(clean, max(0, start - 50), start) is not None,
        after=behind.endswith(_AFTER_ENDS)
        and _AFTER.search(clean, max(0, start - 30), start) is not None
        and not acted(clean, end),
        further=_further(clean, mention, behind),
        known_for=_known_for(clean, mention, behind),
        lately=_lately(clean, mention) if spaced else 1.0,
        listed=_listed(mention, before),
        linked=spaced and _LINK.search(clean, max(0, start - 6), start) is not None,
        relative=clean.startswith((",", " -", " —", " –"), end)
        and _RELATIVE.match(clean, end) is not None,
        according=mention.kind != "person"
        and spaced
        and _ACCORDING.search(clean[max(0, start - 80) : start].lower()) is not None,
    )


def last_word(clean: str, at: int) -> str:
    """Return the letters before the space that a place stands behind, "" without either."""
    lead = clean[max(0, at - 14) : at].lower()
    words = lead.rstrip()
    return words[len(words.rstrip(ascii_lowercase)) :] if len(words) < len(lead) else ""


def _factor(clean: str, mention: Mention, behind: str) -> float:
    """Return what is left of a mention beside words that make something else of it."""
    start, end, kind = mention.span.start, mention.span.end, mention.kind
    factor = 1.0
    if kind == "company" and _WARES.match(clean, end):
        factor *= 0.4
    if kind == "company" and _NAMED_FOR.match(clean, end):
        factor *= 0.2
    if kind in ("company", "model") and _MATTER.match(clean, end):
        factor *= 0.4
    if kind == "model" and _MAKES_IT.match(clean, end):
        factor *= 0.2
    if kind == "model" and lent(clean, start, end):
        factor *= 0.02
    if kind == "company" and _SPOKEN.match(clean, end):
        factor *= 0.4
    built = kind == "model" and behind.endswith(_ON_ENDS)
    if built and _BUILT_ON.search(clean, max(0, start - 40), start):
        factor *= 0.3
    if MADE_OF.match(clean, end):
        factor *= 0.2
    if _DISPUTES.match(clean, end):
        factor *= 0.5
    if behind.endswith(_SUCH_ENDS) and _SUCH.search(clean, max(0, start - 90), start):
        factor *= 0.5
    if behind.endswith(("(", " on ", " via ")) and _is_outlet(clean, mention):
        factor *= 0.1
    return factor


def _further(clean: str, mention: Mention, behind: str) -> tuple[float, ...]:
    end = mention.span.end
    found: list[float] = []
    if mention.kind == "place" and clean.startswith("'s ", end) and clean[end + 3].isupper():
        found.append(0.1)  # `Sweden's Norrsken Foundation`
    if mention.via == "pronoun" and _FOLLOWS.match(clean, end):
        found.append(0.4)
    if mention.via == "pronoun" and _ITS_KIN.match(clean, end):
        found.append(0.3)
    if behind.endswith("out of "):
        found.append(0.4)
    return tuple(found)


def _known_for(clean: str, mention: Mention, behind: str) -> tuple[float, ...]:
    """Return what a company's being named for somebody else's sake takes from it."""
    if mention.kind != "company" or mention.via == "pronoun":
        return ()
    start, spaced = mention.span.start, behind.endswith(" ")
    found: list[float] = []
    kin = spaced and _KIN.search(clean, max(0, start - 40), start)
    if kin and not _ITSELF.match(clean, mention.span.end):
        found.append(0.5)
    staff = behind.endswith(("of ", "at ")) and _STAFF.search(clean, max(0, start - 40), start)
    past = spaced and COMES_FROM.search(clean, max(0, start - 90), start)
    if staff or past or _EMPLOYS.match(clean, mention.span.end):
        found.append(0.3)
    return tuple(found)


def _lately(clean: str, mention: Mention) -> float:
    """Return what being somebody's supplier, or beaten by somebody, takes from a mention."""
    if mention.kind not in ("company", "investor"):
        return 1.0
    lately = clean[max(0, mention.span.start - 90) : mention.span.start]
    if _TIED_TO.search(lately):
        return 0.45
    beaten = not _OWN_TELLING.match(clean, mention.span.end) and _BEATEN.search(lately)
    return 0.4 if beaten else 1.0


def _listed(mention: Mention, before: str) -> float:
    """Return what is taken from an index where shares are listed, or a place where things are."""
    if mention.kind == "index" and before.endswith("on "):
        return 0.2  # `listed on the Nasdaq`
    return 0.3 if mention.kind == "place" and _WHERE.search(before) else 1.0


def _is_outlet(clean: str, mention: Mention) -> bool:
    """Say whether a name in parentheses of its own is a source: `(Reddit)`."""
    if mention.kind == "company" and mention.name not in lexicon("roles")["trades"]["outlets"]:
        return False
    if clean.endswith((" on ", " via "), 0, mention.span.start):
        return mention.kind == "company"  # `posted on X`
    return _CLOSES.match(clean, mention.span.end) is not None


_WARES = re.compile(
    r"(?:'s own)?\s+(?:systems?|chips?|GPUs?|hardware|cards?|processors?|servers?|platform|machines"
    r"|accelerators?|services|capacity|compute|computing(?: power| capacity)?|[A-Z]+\d+)\b"
)
_MATTER = re.compile(
    r" (?:news|deal|report|announcement|contract|saga|affair|effect|rivalry|comparison)\b"
)
# `the Quillon rival`: it only says who the other one is.
_NAMED_FOR = re.compile(
    r" (?:rival|competitor|challenger|alternative|supplier|backer|customer|investor)\b(?!s?')"
)
# `the iPhone assembler`: whoever puts it together.
_MAKES_IT = re.compile(r" (?:assembler|supplier|manufacturer|seller|vendor|distributor)s?\b")
# `an SK Telecom spokesperson said`: who speaks is not whom it is about.
_SPOKEN = re.compile(
    r" (?:spokes(?:man|woman|person|people)|executives?|officials?|managers?|engineers?|analysts?)"
    r" (?:said|says|told|added|confirmed|declined)\b"
)
_ON_ENDS = ("on ", "of ", "from ", "off ", "the ")
# `INTELLECT-3 builds on GLM-4.5-Air`: what follows is the newer one's.
_BUILT_ON = re.compile(
    r"\b(?:buil(?:ds?|t)|based|fine-?tuned|distilled|derived|trained|starts?|started|adapted)"
    r" (?:on top of|on|from|off|out of) (?:the )?$"
)
# Whoever disputes another's figure is not whom it is about.
_DISPUTES = re.compile(
    r",? (?:has |had |also |itself )?(?:disput|question|contest|den(?:y|ies|ied)|challeng|reject"
    r"|doubt)\w*"
)
# What a mention must stand right behind for the longer expressions to be worth trying.
_SUCH_ENDS = (
    "including ", "as ", "them ", "notably ", "include ", "includes ", "especially ", "namely ",
    ", ", " and ",
)  # fmt: skip
# Examples of a group: `customers including A, B and C`.
_SUCH = re.compile(
    r"\b(?:including|such as|among them|notably|include|includes|especially|namely)"
    r"(?: [A-Z][\w.-]+(?: [A-Z][\w.-]+)?,)*(?: and)? $"
)
_CLOSES = re.compile(r"[^()]{0,30}\)")
_ANSWER = re.compile(
    r"(?i)\b(?:way|answer|rivals?|successors?|alternatives?|competitors?|competition|comparable"
    r"|compared|akin|similar|close|next|response|challengers?|contrast|equivalent|prelude) to"
    r" (?:the |[A-Z][\w. ]{1,20}'s )?$"
)
# `a chip to take on X`, `the hope of dethroning X`: whoever does so is the subject.
_AGAINST = re.compile(
    r"\b(?:tak(?:e|es|ing) on|challeng(?:e|es|ing)|unseat(?:ing)?|dethron(?:e|es|ing)|rivall?ing"
    r"|compet(?:e|es|ing) with|catch(?:ing)? up with|challengers? to|an? answer to"
    r"|(?<!a )target(?:s|ing)?"
    r"|dominance of|grip of|outdo(?:ing)?|overtak(?:e|ing)|leave|left|leaving)"
    r" (?:the )?(?:[\w-]+ ){0,2}$"
)
# `It follows X's $3bn plan`: what follows is X's.
_FOLLOWS = re.compile(r"\s(?:follows|followed|comes? (?:after|on top of)|builds? on|adds? to)\b")
_AFTER_ENDS = ("follows ", "followed ", "following ", "after ", "heels of ")
# Events that only stand before or behind what is told: `the news follows X's pledge`.
_AFTER = re.compile(
    r"\b(?:closely )?(?:follow(?:s|ed|ing)|comes after|came after|on the heels of) $"
)
# Whoever a relative clause is about is its subject, whatever stood before: `from X, which raised`.
_RELATIVE = re.compile(r"(?:(?:, (?:an?|the) [^,.;]{3,60})?,| [-—–]) (?:which|who)\b(?! [A-Z])")
# `according to X`, `according to the price tracker X`: whoever says it.
_ACCORDING = re.compile(
    r"according to\s+(?:(?:[\w-]+ ){0,4}(?:platform|firm|provider|tracker|group|consultancy|bank"
    r"|broker|start-?up|company|researcher|specialist|site|website|newsletter|outlet|house"
    r"|institute|publication|aggregator|marketplace) )?$"
)
_KIN = re.compile(
    r"\b(?:its|their|his|the) (?:[\w-]+ ){0,2}"
    r"(?:parent|fund|owner|backer|investor|partner|supplier|rival)(?: [\w-]+)?,? $"
)
# `its older rival, X, reported`: it is not whose rival X is.
_ITS_KIN = re.compile(
    r" (?:[\w-]+ ){0,3}(?:rival|parent|owner|backer|investor|partner|supplier|competitor|peer"
    r"|subsidiary|customer|affiliate)(?: [a-z][\w-]*)?,? (?=[A-Z][\w.-]+)"
)
# `its rival, X, reported $3bn`: the verb is X's own.
_ITSELF = re.compile(
    r",? (?:reported|reports|posted|posts|earned|generated|booked|raised|recorded|spent|lost"
    r"|took in|brought in|has|had|is valued|was valued|is worth|employs)\b"
)
_STAFF = re.compile(
    r"(?:[A-Z][a-z]+ [A-Z][a-z]+|executive|boss|founder|chairman|analysts?) (?:of|at) $"
)
_EMPLOYS = re.compile(r"'s (?:chief|boss|founder|co-founder|chairman|[A-Z][a-z]+ [A-Z][a-z]+)")
# `X, a supplier of Y, fell`, `X, spun off from Y`: Y only says who X is.
_TIED_TO = re.compile(
    r"\b(?:suppliers?|customers?|clients?|rivals?|competitors?|partners?|backers?|subsidiary"
    r"|spin-?off|spinout|offshoot|affiliate|provider|vendor|manufacturers?|challengers?)"
    r" (?:of|to|for)"
    r" (?:[\w'-]+ ){0,6}$"
    r"|\b(?:spun (?:off|out)|split off|split|carved out|separated|hived off) (?:from|of|by|out of)"
    r" (?:[\w'-]+ ){0,4}$"
)
_OWN_TELLING = re.compile(r"'|, (?:whose|which|who)\b")
# `X overtook Y`: what follows is what X did.
_BEATEN = re.compile(
    rf"\b(?:{contest.BEATS}|{contest.TRAILS}) "
    r"(?:(?:its|their|the|bigger|larger|smaller|long-?time|arch-?|main|rivals?|competitors?|peers?)"
    r" ?)*$"
)
_LINK = re.compile(r"(?:, and|,| and) $")
_WHERE = re.compile(r"\b(?:in|from|across|outside|of|southern|northern|and)\s+$")
