"""
Lines of business: whose sales they are when the words name a part of a company.

`Data centre revenue`, `its gaming segment`, `$193bn of it from the cloud`; but not a part that is
named only on the way (`the head of the gaming unit said that sales came to $9bn`).
"""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

# Lines of business as companies name them in their results.
_LINE = (
    r"(?:[Dd]ata[ -][Cc]ent(?:re|er)s?|[Gg]aming|[Cc]loud [Ii]nfrastructure|[Cc]loud [Ss]ervices"
    r"|[Ii]ntelligent [Cc]loud|[Cc]loud|[Pp]rofessional [Vv]isuali[sz]ation|[Ff]oundry"
    r"|[Cc]ompute (?:&|and) [Nn]etworking|[Ee]mbedded|[Cc]lient(?: [Cc]omputing)?|[Aa]utomotive"
    r"|[Dd]igital [Aa]dvertising|[Aa]dvertising|[Aa]ds|[Nn]etworking|[Gg]raphics|[Dd]evices"
    r"|A\.?I\.? [Ss]emiconductors?|A\.?I\.? (?:[Mm]icro)?[Cc]hips?|A\.?I\.? [Ss]ervers?"
    r"|[Ii]nfrastructure [Ss]oftware|[Ss]emiconductor [Ss]olutions|[Ss]emiconductors?|[Ss]oftware"
    r"|[Ss]earch|[Hh]ardware|[Ss]ubscriptions?|[Ss]ervices|[Mm]emory|HBM|HPC|[Ss]martphones?"
    r"|[Pp]roductivity and [Bb]usiness [Pp]rocesses|[Mm]ore [Pp]ersonal [Cc]omputing"
    r"|[Hh]igh[- ][Pp]erformance [Cc]omputing|[Cc]onsumer|[Ee]nterprise"
    r"|A\.?I\.?(?= (?:revenue|sales)))"
)
_LINES = rf"(?P<line>{_LINE}(?: and {_LINE})?)"
_PART = r"(?:[Dd]ivision|[Ss]egment|[Bb]usiness|[Uu]nit|[Aa]rm|[Gg]roup)"
# `Data centre brought $51bn`, `$193bn of it from data centre`.
_LINE_BEFORE = re.compile(
    rf"(?:^\W*|[.;:]\s|, |\b(?:while|whereas|but|as|with|and|in|that) )(?:and |while )?"
    rf"(?:[Rr]evenue (?:from|in) |[Ss]ales (?:of|in|from) )?"
    r"(?:(?:[Tt]he|[Rr]ecord|[Qq]uarterly|[Tt]otal) )?"
    rf"{_LINES}(?: {_PART})?(?:,[^,;.]{{3,40}},)? (?:[Rr]evenues?:? |[Ss]ales:? )?"
    r"(?:for the [\w ]{3,30} )?(?:also |again )?"
    r"(?:[Bb]rought|made|earned|contributed|generated|came|accounted|took"
    r"|[Rr]eached|[Rr]ose|[Gg]rew|[Aa]chieved|[Cc]ame|[Ii]ncreased|[Dd]ecreased|delivered|advanced"
    r"|expanded|remained|reaching|rising|growing|climbing|jumping|surging|soaring|falling"
    r"|dropping|hitting|for the (?:year|quarter)"
    r"|added|was|were|of|at|hit|climbed|jumped|surged|soared|skyrocketed|fell|dropped|slid|declined"
    r"|totall?(?:ed|ing)|stood|amounted|doubled|tripled|topped|exceeded|posted|recorded|saw)"
    r"\b(?:[^.;,]|(?<=\d)\.(?=\d)){0,70}(?:, total+ing )?$"
)
# `its data-centre revenue`, `revenue from the data-centre business`.
_LINE_OWN = re.compile(
    rf"(?:'s?|\b[Ii]ts|\b[Tt]heir|\b[Tt]he) {_LINES} (?:{_PART} )?"
    r"(?:saw |posted |reported |had )?(?:its )?(?:revenues?|sales)\b[^.;,]{0,60}$"
)
_LINE_FROM = re.compile(
    rf"\b(?:[Rr]evenues?|[Ss]ales) (?:from|in|at|of) (?:its|the|their|[\w' ]{{2,30}}'s) {_LINES}"
    rf"(?: (?:{_PART}|products))?\b[^.;,]{{0,50}}$"
)
_LINE_AFTER = re.compile(rf"\s*(?:of (?:it|that|them) )?(?:in|from) (?:the |its )?{_LINES}\b")
# `The gaming segment stood out, with sales up 5% to $2bn, from $1.9bn`: all of it is the segment's.
_LINE_OPENS = re.compile(
    rf"(?:^\W*|'s |\b(?:[Tt]he|[Ii]ts|[Oo]ur|from|while|and) ){_LINES} {_PART}\b"
    r"(?!s?[,]? (?:head|chief|rivals?))(?:[^.;]|(?<=\d)\.(?=\d)|(?<=[A-Z])\.){0,180}$"
)
_LINE_NAMED = re.compile(rf"\b{_PART}, {_LINES}, [^.;,]{{2,60}}$")
# `total revenue`, `net income`: the company's own again.
_WHOLE = re.compile(
    r"\b(?:[Tt]otal|[Oo]verall|[Cc]ompany(?:-wide|'s)?|[Gg]roup|[Cc]ombined|[Cc]onsolidated)"
    r" (?:revenues?|sales|income|profit)\b|\b[Nn]et (?:income|loss|profit)\b"
)


def named(scene: Scene, at: Span) -> str | None:
    """Return the line of business a company's sales are for, when the words say so."""
    before = scene.clean[scene.span.start : at.start].replace("\n", " ")
    found = _LINE_BEFORE.search(before) or _LINE_OWN.search(before) or _LINE_FROM.search(before)
    found = found or _LINE_NAMED.search(before)
    if found is None:
        found = _LINE_OPENS.search(before)
        if found and _WHOLE.search(before, found.end("line")):
            found = None
    found = found or _LINE_AFTER.match(scene.clean, at.end, scene.span.end)
    if found is None:
        return None
    line = re.sub(r"[ -]+", " ", found["line"].replace(".", ""))
    return " ".join(word if word[:2].isupper() else word.lower() for word in line.split())
