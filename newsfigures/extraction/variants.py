"""
Model names that no list holds: a known family with a version, tier or size, and short forms.

`Llama 5 70B` is a model of Llama's maker although no list has it; `V3` is DeepSeek-V3 in a
text that names DeepSeek; `the 70B` is the sibling of a model named with a size before.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import company_of, lexicon
from newsfigures.extraction.known import entities, remembered
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.wording import either, starting
from newsfigures.model import Span

_HEAD = re.compile(r"[A-Za-z][A-Za-z]*(?:[A-Za-z.]*[A-Za-z])?")


@remembered
def families() -> dict[str, str]:
    """
    Return the first word of every known model's name with its maker.

    A word that several makers use is the maker's who has nearly all models of it (`GPT`).
    """
    makers: dict[str, Counter[str]] = {}
    for entity in entities():
        if entity.kind != "model":
            continue
        head = _HEAD.match(entity.name)
        company = company_of(entity.name)
        if head and company and len(head[0]) >= 3:
            makers.setdefault(head[0], Counter())[company] += 1
    common = {*lexicon("naming")["common_words"], *lexicon("naming")["no_family"]}
    return {
        head: names.most_common(1)[0][0]
        for head, names in makers.items()
        if names.most_common(1)[0][1] > 4 * (names.total() - names.most_common(1)[0][1])
        and head not in common
    }


_LOW_VERSION = re.compile(r"-(?<=[a-z]-)v?\d")


def _family_pattern(clean: str) -> re.Pattern[str]:
    """Return the expression of models of a family, with those in small letters if there are any."""
    return _families(bool(_LOW_VERSION.search(clean)))


@remembered
def _families(low: bool) -> re.Pattern[str]:
    heads = starting(families(), unless_behind=r"\w-")
    tier = "|".join(lexicon("naming")["version_words"])
    version = r"(?:[VRKMXTv]?-?\d+(?:\.\d+)*[a-z]{0,2}(?![A-Za-z0-9]|\.\d))"
    size = r"(?:\d+(?:\.\d+)?[BTbM](?:-A\d+(?:\.\d+)?B)?(?![A-Za-z0-9]))"
    written = (
        rf"{heads}(?:[ -]?{version}|[ -](?:{tier})\b|[ -]{size})(?:[ -](?:{version}|(?:{tier})\b))*"
        rf"(?:[ -]{size})?(?:[ -](?:{tier})\b)*"
    )
    small = starting(_low_heads(), unless_behind=r"\w/.@-")
    cards = rf"{small}-v?\d+(?:\.\d+)*[bm]?(?:-[a-z]?\d+(?:\.\d+)*[bm]?|-[a-z]{{2,10}})*(?![\w/])"
    return re.compile(f"{written}|{cards}" if low else written)


@remembered
def _low_heads() -> dict[str, str]:
    """Return the first words of models' names in small letters, as cards write them: `phi-1`."""
    found: dict[str, str] = {}
    for entity in entities():
        head = _HEAD.match(entity.name) if entity.kind == "model" else None
        company = company_of(entity.name) if head else None
        if head and company and len(head[0]) >= 3:
            found.setdefault(head[0].lower(), company)
    return found


@remembered
def _head_pattern() -> re.Pattern[str]:
    heads = either(families())
    return re.compile(rf"{heads}")


def long_names(clean: str) -> Iterable[tuple[Span, str, str]]:
    """Yield the span, name and maker of every known family with a version, tier or size."""
    for match in _family_pattern(clean).finditer(clean):
        if match[0].islower():
            head = _HEAD.match(match[0])
            if head and (maker := _low_heads().get(head[0])):
                yield Span(*match.span()), match[0], maker
            continue
        head = _head_pattern().match(match[0])
        if not head:
            continue
        unit = re.match(
            r"\s*(?:billion|million|trillion|bn|tn|%|percent|param|active|total|tokens)",
            clean[match.end() :][:12],
        )
        if not unit:
            yield Span(*match.span()), match[0], families()[head[0]]


def _short(name: str) -> str | None:
    """Return the part of a model's name that stands alone: a letter with a number, or a tier."""
    parts = re.split(r"[ -]", name, maxsplit=1)
    if len(parts) < 2:
        return None
    rest = parts[1]
    tiers = lexicon("naming")["tiers"]
    if re.match(r"[A-Z]\d+(?:\.\d+)*(?:[- ][A-Z][A-Za-z]+)*$", rest):
        return rest
    words = rest.split()
    if any(word in tiers for word in words):
        tail = words[words.index(next(w for w in words if w in tiers)) :]
        return " ".join(tail) if not (len(tail) == 1 and tail[0] in ("Flash",)) else None
    return None


@remembered
def _known_shorts() -> tuple[tuple[str, str, str], ...]:
    """Return (short form, full name, maker) for every model we know."""
    found = []
    for entity in entities():
        company = company_of(entity.name) if entity.kind == "model" else None
        if not company:
            continue
        for form in (entity.name, *entity.aliases):
            short = _short(form)
            if short:
                same = re.sub(r"\W", "", form.lower()) == re.sub(r"\W", "", entity.name.lower())
                full = entity.name if same else form
                found.append((short, full, company))
    return tuple(found)


_VERSION = re.compile(
    r" \d(?:\.\d)?(?![\w.,]*\d)(?! ?(?:billion|million|trillion|bn|[BM]\b|%|per|of|models?))"
)


def short_names(
    clean: str, makers: set[str], models: dict[str, str]
) -> Iterable[tuple[Span, str, str]]:
    """
    Yield short forms of models whose maker the text names.

    `models` are the full names found in the text with their makers; they win over the list.
    """
    table: dict[str, tuple[str, str]] = {}
    for short, full, maker in _known_shorts():
        if maker in makers:
            table.setdefault(short, (full, maker))
    for full, maker in models.items():
        own = _short(full)
        if own and own not in models:
            table[own] = (full, maker)
    table = {form: meant for form, meant in table.items() if form in clean}
    if not table:
        return
    forms = "|".join(re.escape(form) for form in sorted(table, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.-])(?:{forms})(?![\w]|[.-]\d)")
    for match in pattern.finditer(clean):
        full, maker = table[match[0]]
        version = _VERSION.match(clean, match.end())
        if version and match[0] in lexicon("naming")["tiers"]:  # `Opus 4.1` is no `Claude 3 Opus`
            name = f"{full.split()[0]} {match[0]}{version[0]}"
            yield Span(match.start(), version.end()), name, maker
            continue
        yield Span(*match.span()), full, maker


_SIZE = re.compile(
    r"(?<![\w.$-])(\d+(?:\.\d+)?[BT])(?=\b)(?!\s*(?:active|total|param|token|dense|dollar|in\b))"
)
_SIZED = re.compile(r"^(.*[ -])\d+(?:\.\d+)?[BT]$")


def sizes(clean: str, models: list[tuple[int, str, str]]) -> Iterable[tuple[Span, str, str]]:
    """
    Yield sizes that stand for a sibling of a model named with its size before.

    `models` are (offset, name, maker) in text order.
    """
    sized = [(at, m[1], maker) for at, name, maker in models if (m := _SIZED.match(name))]
    if not sized:
        return
    names = {name for _, name, _ in models}
    index = -1
    for match in _SIZE.finditer(clean):
        before = clean[max(0, match.start() - 5) : match.start()].lower()
        after = clean[match.end() : match.end() + 9].lower()
        article = before.endswith(("the ", "final ", "full ")) and not after.startswith(
            (" is", "-")
        )
        if not article and not after.startswith(
            ("'s", " version", " model", " variant", " one", " run")
        ):
            continue
        while index + 1 < len(sized) and sized[index + 1][0] < match.start():
            index += 1
        same = next((s for s in sized if f"{s[1]}{match[1]}" in names), None)
        if same:
            yield Span(*match.span()), same[1] + match[1], same[2]
        elif index >= 0:
            yield Span(*match.span()), sized[index][1] + match[1], sized[index][2]


_MORE = re.compile(r"[ -]\d+(?:\.\d+)?[BTbM](?![\w%]|[.-]\d)(?! (?:param|token|active|total))")


def sized(clean: str, mention: Mention) -> Mention:
    """Return a model with the size written behind its name: `Falcon Next 40B`."""
    more = _MORE.match(clean, mention.span.end) if mention.kind == "model" else None
    if more is None or re.search(r"\d[BTbM]\b", mention.name):
        return mention
    span = Span(mention.span.start, more.end())
    return replace(mention, span=span, surface=span.cut(clean), name=mention.name + more[0])


_LEVEL = re.compile(r"-(?:level|class|grade|calib(?:re|er)|quality|equivalent|style|like)\b")
_ON_LEVEL = re.compile(r"\b(?:level|standard|quality|calib(?:re|er)) of (?:the )?$")


def leveled(clean: str, mention: Mention) -> Mention:
    """
    Return whatever is as good as a model when that is meant: `a GPT-4-class model`.

    Its kind is "class"; no company stands behind it.
    """
    if mention.kind != "model":
        return mention
    if _LEVEL.match(clean, mention.span.end) or _ON_LEVEL.search(
        clean, max(0, mention.span.start - 20), mention.span.start
    ):
        return replace(mention, kind="class", name=f"{mention.name}-level model", company=None)
    return mention
