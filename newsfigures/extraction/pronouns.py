"""What `it`, `its`, `we` and `he` mean: the subject of the sentence before, as a rule."""

from dataclasses import replace

from newsfigures.extraction import interviews, topic
from newsfigures.extraction import patterns as re
from newsfigures.extraction.asides import (
    VERB,
    closed_aside,
    fronted,
    in_aside,
    leads_to,
    most,
    rivalled,
)
from newsfigures.extraction.document import Kind
from newsfigures.extraction.expressions import (
    ACTS,
    BEHIND,
    CORNER,
    EMPTY_IT,
    FRONTED,
    ITS_OWN,
    MACHINE,
    MADE_OF,
    OTHERS,
    ROLE,
    lent,
)
from newsfigures.extraction.gazetteer import by_name
from newsfigures.extraction.memory import REACH, Memory, means
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

_OWN_TEXT = 0.4  # share of the mentions above which a text that says "we" is a company's own


def meant(memory: Memory, match: re.Match[str], span: Span) -> Mention | None:
    """Return what a pronoun means, None if nothing near fits."""
    clean = memory.document.clean
    word = match["pronoun"].lower()
    if word in ("we", "our"):
        return _speaking(memory, span)
    if word in ("their", "they"):
        return _group(memory, span)
    if word == "it" and EMPTY_IT.match(clean, span.end):
        return None
    if word == "it" and (brought := _brought(memory, span) or _spent_on(memory, span)):
        return brought
    persons = word in ("he", "she", "his")
    here = memory.document.sentence_at(span.start)
    start = here.span.start if here else 0
    if word in ("it", "its") and _OFFICE.search(clean, start, span.start):
        return None
    if word in ("its", "it") and (ahead := _ahead(memory, span, start)):
        return ahead
    if OTHERS.match(clean, span.end):
        return None
    if (
        word == "its"
        and clean.startswith(" own", span.end)
        and clean.endswith("on ", 0, span.start)
    ):
        return None  # `X on its own`: X itself
    window = [m for m in memory.window(span.start) if _may_be_it(memory, m, persons)]
    if here and (beside := _beside(memory, here.block)):
        window = [m for m in window if not beside.holds(m.span)]
    if word == "it" and ACTS.match(clean, span.end):
        acts = [m for m in window if m.kind not in ("model", "project") or _is_joint(m)]
        window = acts or window
    if word == "it" and MACHINE.match(clean, span.end):
        window = [m for m in window if m.kind == "project"] or window
    inside = [m for m in window if m.span.start >= start]
    inside = [m for m in inside if not closed_aside(memory, m, span)]
    if word in ("it", "its") and inside and fronted(clean, start, span.start):
        window = [m for m in window if m.span.end <= start] or window
        inside = [m for m in inside if m in window]
    if word in ("it", "its") and (dated := [m for m in inside if _dates(clean, start, m)]):
        # `Before the launch of X, in May, it was worth`: who was told of before
        window = [m for m in window if m not in dated]
        inside = [m for m in inside if m not in dated]
    others = [m for m in inside if m.kind != "analyst_firm"]
    if inside and not others and not ITS_OWN.match(clean, span.end):
        # `Epoch AI estimates its compute`: what is measured, not who measures.
        window = [m for m in window if m.kind != "analyst_firm"]
        inside = []
    if word == "it" and (along := _along(clean, start, span.start)):
        window = [m for m in window if m.span.start < along.start] or window
        inside = [m for m in inside if m in window]
    if behind := next((m for m in inside if leads_to(clean, start, m.span)), None):
        inside = [m for m in inside if m.span.start >= behind.span.start]
    if inside:
        return _in_sentence(memory, inside, start, span)
    doing = word == "it" and ACTS.match(clean, span.end)
    if doing and here and _after_list(memory, here.block) and (main := _main(memory, window)):
        return replace(main, span=span, surface=span.cut(clean), via="pronoun")
    before = from_before(memory, [m for m in window if m.span.end <= start])
    block = memory.document.blocks[here.block].span.start if here else 0
    if here and (before is None or before.span.start < block):
        return _page(memory, span, persons=persons, acts=bool(doing)) or before
    return before


# What only dates what a sentence tells: `Before the launch of X,`, `Since X's debut,`.
_EVENT = r"(?:launch|release|debut|arrival|rise|advent|unveiling|introduction|success|appearance)"
_BY_EVENT = re.compile(
    r"\W*(?:Before|After|Since|Until|Following|Ahead of|Prior to)(?: the| its)?(?: [a-z-]+)?"
    rf"(?: {_EVENT} of(?: the| its)?)?(?: [A-Z][\w.]+(?:'s)?)? $"
)
_OWN_EVENT = re.compile(rf"'s (?:[\w-]+ ){{0,2}}{_EVENT}\b")


def _dates(clean: str, start: int, mention: Mention) -> bool:
    """Say whether a sentence opens with the launch of what is named, by which it only dates."""
    lead = _BY_EVENT.match(clean, start, mention.span.start)
    if lead is None:
        return False
    return " of " in lead[0] or bool(_OWN_EVENT.match(clean, mention.span.end))


# `The science ministry said it had bought`: the ministry, which no list has.
_OFFICE = re.compile(
    r"(?:^|[.!?;,\n] ?|\b)(?:[Tt]he|[Ii]ts|[Aa]) (?:[\w-]+ ){0,3}"
    r"(?:ministry|government|commission|regulator|court|council|agency|university|authority|parliament|department|union)"
    r" (?:has |had |also )?(?:said|says|announced|added|confirmed|promised|expects|plans|reported)"
    r"(?: (?:on|in|last|this|that|late|early)(?: [\w-]+){0,2})?,? $"
)
_MARKS = re.compile(r"[\W\d]*")
_LABEL = re.compile(r"\W{0,3}[.:]\W")


def _beside(memory: Memory, place: int) -> Span | None:
    """Return the items of a list before one that has a name for its label, None for others."""
    blocks, clean = memory.document.blocks, memory.document.clean
    block = blocks[place]
    if block.kind is not Kind.ITEM:
        return None
    label = next(iter(memory.ahead(block.span.start, 40)), None)
    if label is None or not _MARKS.fullmatch(clean, block.span.start, label.span.start):
        return None
    if not _LABEL.match(clean, label.span.end):
        return None
    first = place
    while first > max(0, place - 30) and blocks[first - 1].kind is Kind.ITEM:
        first -= 1
    return Span(blocks[first].span.start, block.span.start) if first < place else None


def _page(memory: Memory, span: Span, *, persons: bool, acts: bool) -> Mention | None:
    """Return what the page is wholly about: that is what a paragraph's first pronoun means."""
    page = topic.at(memory.document.kept, span.start)
    if page is None or not page.whole or page.mention.span.start >= span.start:
        return None
    if acts and page.mention.kind != "company":
        return None
    return page.mention if _may_be_it(memory, page.mention, persons) else None


def _ahead(memory: Memory, span: Span, start: int) -> Mention | None:
    """
    Return what a pronoun means when the name comes after it.

    `Its chairman, Mukesh Ambani` is the chairman of his firm; `With its 900 chips, Cohere leads`.
    """
    clean = memory.document.clean
    near = memory.ahead(span.end, 120)
    person = next((m for m in near if m.kind == "person" and m.company), None)
    if person and person.company and ROLE.fullmatch(clean, span.end, person.span.start):
        entity = by_name().get(person.company)
        if entity is None or entity.kind == "company":
            return means(
                person.company, "company", person.company, span, span.cut(clean), "pronoun"
            )
    if FRONTED.fullmatch(clean, start, span.end):
        named = next((m for m in near if m.kind in ("company", "model", "project")), None)
        if named and BEHIND.fullmatch(clean, span.end, named.span.start):
            return replace(named, span=span, surface=span.cut(clean), via="pronoun")
    return None


_ALONG = re.compile(
    r"(?:(?:And|But) )?(?:[Ww]ith|[Aa]longside|[Tt]ogether with|[Uu]nlike|[Ll]ike|[Bb]esides)"
    r" (?:[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,2}(?:, | and |, and )?){1,4}"
    r"(?:,? an? (?:[\w-]+ ){1,4}?[\w-]+)?,? $"
)


def _along(clean: str, start: int, end: int) -> Span | None:
    """Return the words before a pronoun that say who goes along: `With CDC and Nvidia it plans`."""
    found = _ALONG.match(clean, start, end)
    return Span(*found.span()) if found else None


_BRINGS = re.compile(
    r"\b(?:br(?:ing|ings|inging|ought)|tak(?:e|es|ing)|push|pushes|lift|lifts|raise) $"
)


def _brought(memory: Memory, span: Span) -> Mention | None:
    """Return the project named last when "it" is brought to a size: `would bring it to 7 GW`."""
    clean = memory.document.clean
    if not clean.startswith(" to ", span.end):
        return None
    if not _BRINGS.search(clean, max(0, span.start - 12), span.start):
        return None
    near = (m for m in memory.window(span.start)[:12] if span.start - m.span.end < 500)
    found = next((m for m in near if m.kind == "project"), None)
    return replace(found, span=span, surface=span.cut(clean), via="pronoun") if found else None


_SPENDS = re.compile(
    r"\b(?:spen[dt]|spends|spending|lavish(?:ed|ing)?|splash(?:ed|ing)?|lay(?:ing)? out|laid out)"
    r" [^.;:]{0,40}(?:million|billion|trillion|[mbt]n|[mbt]rn|crore|\d) on $"
)


def _spent_on(memory: Memory, span: Span) -> Mention | None:
    """Return the project named last on which money goes: `They would spend $9bn on it`."""
    clean = memory.document.clean
    if not clean.endswith(" on ", 0, span.start):
        return None
    if not _SPENDS.search(clean, max(0, span.start - 90), span.start):
        return None
    near = (m for m in memory.window(span.start)[:12] if span.start - m.span.end < 400)
    found = next((m for m in near if m.kind == "project"), None)
    return replace(found, span=span, surface=span.cut(clean), via="pronoun") if found else None


def _after_list(memory: Memory, block: int) -> bool:
    """Say whether a paragraph comes right behind a list: its items are not what "it" means."""
    blocks = memory.document.blocks
    kind = blocks[block].kind
    return block > 0 and kind is Kind.PARAGRAPH and blocks[block - 1].kind is Kind.ITEM


_MAIN = 0.3  # share of the mentions from which a text is mainly on one company


def _main(memory: Memory, window: list[Mention]) -> Mention | None:
    """Return the company a text is mainly on, as it was mentioned last."""
    name, share = max(memory.shares.items(), key=lambda item: item[1], default=("", 0.0))
    if share < _MAIN:
        return None
    return next((m for m in window if m.kind == "company" and m.company == name), None)


def _group(memory: Memory, span: Span) -> Mention | None:
    """Return the group of companies that "they" means, if one was named shortly before."""
    for mention in memory.window(span.start)[:6]:
        if mention.kind == "group" and span.start - mention.span.end < 400:
            return replace(
                mention, span=span, surface=span.cut(memory.document.clean), via="pronoun"
            )
    return None


def _speaking(memory: Memory, span: Span) -> Mention | None:
    """
    Return whose "we" it is: the employer of the person quoted, else who wrote the text.

    A paper says "we" of itself; only a text that is mostly on one company is its own.
    """
    clean = memory.document.clean
    start = clean.rfind("\n\n", max(0, span.start - REACH), span.start) + 1
    start = max(start, span.start - REACH)
    quoted = clean.count('"', start, span.start) % 2 == 1
    person = next((m for m in memory.window(span.start) if m.kind == "person"), None)
    if quoted and person and person.company and span.start - person.span.end < 600:
        return means(person.company, "company", person.company, span, span.cut(clean), "pronoun")
    if not quoted and (guest := interviews.at(memory.document, span.start)):
        return means(guest.firm, "company", guest.firm, span, span.cut(clean), "pronoun")
    page = topic.at(memory.document.kept, span.start)
    if not quoted and page and page.whole and page.company and memory.says_we:
        return means(page.company, "company", page.company, span, span.cut(clean), "pronoun")
    name, share = max(memory.shares.items(), key=lambda item: item[1], default=("", 0.0))
    if not quoted and share >= _OWN_TEXT and memory.says_we and not memory.only_beside(name):
        return means(name, "company", name, span, span.cut(clean), "pronoun", None)
    return None


def _is_joint(mention: Mention) -> bool:
    return mention.kind == "project" and mention.company is None and mention.listed


def _may_be_it(memory: Memory, mention: Mention, persons: bool) -> bool:
    """Say whether a pronoun can mean a mention; a source only when it opens its sentence."""
    if persons:
        return mention.kind == "person"
    if mention.kind not in _THINGS:
        return False
    clean, end = memory.document.clean, mention.span.end
    if MADE_OF.match(clean, end) or lent(clean, mention.span.start, end):
        return False
    return mention.kind != "analyst_firm" or memory.opening(mention) < 5


_THINGS = frozenset({"analyst_firm", "company", "model", "project"})


def _in_sentence(memory: Memory, inside: list[Mention], start: int, span: Span) -> Mention:
    """Return what `it` means when its sentence names something before (nearest first)."""
    clean = memory.document.clean
    if re.match(r"\s+at\b", clean[span.end : span.end + 4]):
        return inside[0]
    nearest = inside[0]
    if _SPEAKS.fullmatch(clean, nearest.span.end, span.start):
        return nearest  # `Cohere said it would`
    if span.cut(clean) == "its" and _AND_ITS.fullmatch(clean, nearest.span.end, span.start):
        return nearest  # `SuperGrok $30 and its Heavy tier $300`
    if span.cut(clean) == "its":
        for mention in inside:  # `while Meta raised its budget`: the subject of its own clause
            if _opens_clause(clean, mention) and not _LEADS.match(clean, mention.span.end):
                return mention
    for mention in inside:  # `while Verra, a maker of chips, plans a hall for which it will pay`
        low = max(start, mention.span.start - 14)
        if _WHILE.search(clean, low, mention.span.start) and _DOES.match(clean, mention.span.end):
            return mention
    cut = max(clean.rfind(mark, start, span.start) for mark in (": ", "; "))
    clause = [m for m in inside if m.span.start > cut]
    if clause:
        return clause[-1]
    first = inside[-1]
    return inside[0] if first.via == "pronoun" or first.span.start - start > 5 else first


_AND_ITS = re.compile(
    r" (?:(?:is|at|costs?|for) )?[$€£¥]\d[\d.,]*(?: ?(?:[mb]n?|tn|million|billion))?"
    r"(?: (?:a|per) [a-z]+)? and "
)
_SPEAKS = re.compile(
    r"(?:,[^,.;]{0,40},)? (?:has |had |have |also |now |then )*(?:said|says|announced|expects?"
    r"|expected|hopes?|plans?|thinks|believes|reported|claims|claimed|added|confirmed|disclosed|warned|forecast"
    r"|forecasts|estimates|estimated|reckons|promised|predicts|predicted|revealed)"
    r"(?: (?:on|in|last|this|late|early|earlier) [\w ]{2,20}?)?,?(?: that)? "
)
_JOINS = re.compile(
    r"(?:\b(?:while|whereas|whilst|but|although|though|because|when|that)|[^A-Z][a-z]+,? and)"
    r"(?: the)? $"
)
_WHILE = re.compile(r"(?:, |\b)(?:while|whereas|whilst) (?:the )?$")
_DOES = re.compile(
    r"(?:, (?:an?|the|its|which|whose|who) [^,;:.]{3,80},)?(?: (?:last|this|on|in|earlier) \w+)?"
    r" (?:has|had|is|was|will|would|plans|also|now|said|says|expects|[a-z]+(?:ed|s))\b(?! of\b)"
)
# `when X led its round`: another's.
_LEADS = re.compile(r" (?:has |had )?(?:co-)?(?:led|backed|joined|anchored|bankrolled|topped up)\b")


def _opens_clause(clean: str, mention: Mention) -> bool:
    """Say whether a mention is the subject of a clause that a conjunction opens."""
    if not VERB.match(clean, mention.span.end):
        return False
    return bool(_JOINS.search(clean, max(0, mention.span.start - 24), mention.span.start))


# `Much of X's cash is spoken for. It has`: X.
_MUCH_OF = re.compile(
    r"(?:Much|Most|Some|Part|All|Little|Half|A (?:third|quarter|part|lot)|Almost all|Nearly all)"
    r" of (?:the )?$"
)


def from_before(memory: Memory, before: list[Mention]) -> Mention | None:
    """Return the subject of the nearest sentence before that has one (nearest first)."""
    clean = memory.document.clean
    groups: list[list[Mention]] = []
    place = -1
    for mention in before:
        sentence = memory.document.sentence_at(mention.span.start)
        at = sentence.span.start if sentence else mention.span.start
        if at != place:
            groups.append([])
            place = at
        groups[-1].append(mention)
        if len(groups) > 4:
            break
    for place, group in enumerate(groups[:4]):
        able = []
        sentence = memory.document.sentence_at(group[-1].span.start)
        opening = sentence.span.start if sentence else group[-1].span.start
        group = [m for m in group if not _dates(clean, opening, m)] or group
        behind = [m for m in group if leads_to(clean, opening, m.span)]
        group = group[: group.index(behind[0]) + 1] if behind else group
        for mention in reversed(group):
            corner = CORNER.search(clean, max(0, mention.span.start - 9), mention.span.start)
            if corner and len(group) == 1 and most(memory, mention):
                corner = None
            owner = clean.startswith("'s", mention.span.end) and memory.opening(mention) > 5
            if not corner and not owner and not rivalled(clean, opening, mention):
                able.append(mention)
        if able:
            return next((m for m in able if not in_aside(memory, m)), able[0])
        if not place and len(group) == 1 and _MUCH_OF.match(clean, opening, group[0].span.start):
            return group[0]
    return groups[0][-1] if groups else None
