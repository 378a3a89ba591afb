"""
Who pays whom: the two ends of an amount, as far as the claim itself names them.

An end comes from the claim's subject, its company, whom it is attributed to, or from a fixed
form of words beside the amount. Where none of them names it, it is not known; nothing is
filled in from elsewhere.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsfigures.charts.hover import said
from newsfigures.charts.money import names
from newsfigures.charts.money.names import Named
from newsfigures.charts.money.rungs import IN_BRACKETS, MONEY, RESTATED, place

REACH = 75
GIVES = re.compile(
    r"\b(?:invest(?:s|ed|ing)?|put(?:s|ting)?|pour(?:s|ed)?|pledge[ds]?|paid|pays?|hand(?:s|ed)|"
    r"contribut\w+|provid\w+|wrapped up its|took|agreed to take)\b"
)
LEADS = re.compile(
    r"\b(?:led|lead|leads|leading|valu\w+|raise[ds]?|raising|borrow\w*|worth|includ\w+)\b"
)
FROM = re.compile(r"^[^;$€£¥]{0,40}\b(?:from|due from)\s+$")
GETS = re.compile(r"^[^;]{0,60}\b(?:from|with|of|at|on|to)\s+(?:\w+\s+){0,2}$")
BUILT_BY = re.compile(r"^[^;]*\b(?:built by|built with|build with|with)\s+$")
OWN_MONEY = re.compile(
    r"^(?:'s|’s)\s+(?:\w+\s+){0,2}(?:pledge|commitment|investment|stake|share)\b"
)
VENTURE = re.compile(r"\b(?:(?:joint )?venture of|in collaboration with)\s+$")
JOINT_VENTURE = re.compile(r"\bjoint venture with\b", re.IGNORECASE)
INTO = re.compile(r"\b(?:investment in|invest in)\s+$", re.IGNORECASE)
ROUND = re.compile(r"\b(?:round|series|seed|ipo|equity|tranche)\b", re.IGNORECASE)
JOINED = re.compile(r"^\s*(?:,|and|,\s*and|&)\s*$")
UNNAMED = re.compile(r"(?:\band|,)\s*$")
MORE = re.compile(r"^\s*,?\s*and (?:others|other|some)\b|^\s*,?\s*among\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """
    The ends of an amount, '' and () for what the claim does not name.

    `about` is the project, else the company, under which amounts are looked up. `payers` pay or
    stand behind it, several of them jointly. `project` is what it is for, `receivers` who builds,
    supplies or gets it.
    """

    about: str
    payers: tuple[str, ...] = ()
    project: str = ""
    receivers: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Say whether both ends are named."""
        return bool(self.payers) and bool(self.project or self.receivers)


@dataclass(frozen=True, slots=True)
class _Scene:
    """An amount in its sentence: the words before and after, and the companies in each."""

    before: str
    after: str
    ahead: list[Named]
    behind: list[Named]
    talked_of: str


def _scene(row: Mapping[str, Any]) -> _Scene | None:
    at = place(row)
    if at is None:
        return None
    sentence = said(row["sentence"])
    before = RESTATED.sub("", re.split(r";", sentence[: at[0]])[-1])
    after = re.split(r";", IN_BRACKETS.sub("", sentence[at[1] :]))[0]
    later = MONEY.search(after)
    after = (after[: later.start()] if later else after)[: REACH + 40]
    return _Scene(before, after, names.companies(before), names.companies(after), sentence)


def _group(text: str, found: Sequence[Named], first: int) -> tuple[tuple[str, ...], int]:
    """Return the names that stand joined from the given one on, and where they end."""
    group, end = [found[first][2]], found[first][1]
    for start, stop, name in found[first + 1 :]:
        if not JOINED.match(text[end:start]):
            break
        group.append(name)
        end = stop
    return tuple(dict.fromkeys(group)), end


def _last_group(scene: _Scene) -> tuple[tuple[str, ...], int, int] | None:
    """Return the names that stand joined last before the amount, None when one is not known."""
    found = scene.ahead
    if not found:
        return None
    first = len(found) - 1
    while first and JOINED.match(scene.before[found[first - 1][1] : found[first][0]]):
        first -= 1
    if UNNAMED.search(scene.before[: found[first][0]]) and first == len(found) - 1:
        return None
    group, end = _group(scene.before, found, first)
    return group, found[first][0], end


def _after(scene: _Scene, pattern: re.Pattern[str], *, reach: int = REACH) -> tuple[str, ...]:
    """Return the names after the amount that a form of words leads to, () for none."""
    if not scene.behind or scene.behind[0][0] > reach:
        return ()
    if not pattern.match(scene.after[: scene.behind[0][0]]):
        return ()
    group, end = _group(scene.after, scene.behind, 0)
    return () if MORE.match(scene.after[end:]) else group


def _giver(scene: _Scene) -> tuple[str, ...]:
    """Return who gives an amount: 'Meta paid $14bn', '$50bn is due from Amazon', () unknown."""
    if found := _after(scene, FROM):
        return found
    last = _last_group(scene)
    if last is None or "respectively" in scene.talked_of:
        return ()
    group, _, end = last
    between = scene.before[end:]
    if MONEY.search(between) or LEADS.search(between) or len(between) > REACH:
        return ()
    if GIVES.search(between):
        return group
    handed_on = re.fullmatch(r"\s*(?:up to|about|some|another)?\s*", between)
    return group if handed_on and GIVES.search(scene.before[:end]) else ()


def _owner(text: str) -> tuple[str, ...]:
    """Return whose pledge a text speaks of: "SoftBank's equity pledge", () for nobody's."""
    for start, end, name in names.companies(text):
        if OWN_MONEY.match(text[end:]):
            return (name,)
        if VENTURE.search(text[:start]):
            found = names.companies(text)
            return _group(text, found, found.index((start, end, name)))[0]
    return ()


def _without(found: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in found if name not in others)


def _supplier(row: Mapping[str, Any], payers: Sequence[str]) -> tuple[str, ...]:
    """Return who sells the computing that a contract buys, () unless one name alone fits."""
    scene = _scene(row)
    if scene is None:
        named = _without([name for *_, name in names.companies(str(row["subject"]))], payers)
        return named if len(named) == 1 else ()
    if found := _without(_after(scene, GETS), payers):
        return found[:1]
    credited = names.house(said(row["attributed_to"]))
    if names.is_company(credited) and credited not in payers:
        return (credited,)
    others = _without([name for *_, name in scene.ahead], payers)
    return (others[0],) if len(set(others)) == 1 else ()


def _contract(row: Mapping[str, Any], about: str, payers: tuple[str, ...]) -> Ends:
    return Ends(about=about, payers=payers, receivers=_supplier(row, payers))


def _funding(row: Mapping[str, Any], about: str, receivers: tuple[str, ...]) -> Ends:
    subject, scene = str(row["subject"]), _scene(row)
    if scene is not None:
        giver = _without(_giver(scene), receivers)
        return Ends(about=about, payers=giver, receivers=receivers)
    named = names.companies(subject)
    for start, _, name in named:
        if INTO.search(subject[:start]):
            return Ends(about=name, payers=receivers, receivers=(name,))
    others = _without([name for *_, name in named], receivers)
    payers = () if ROUND.search(subject) else others
    return Ends(about=about, payers=payers, receivers=receivers)


def _investment(row: Mapping[str, Any], about: str, project: str, payers: tuple[str, ...]) -> Ends:
    subject, scene = str(row["subject"]), _scene(row)
    if scene is not None:
        owner = _owner(scene.talked_of) if project else ()
        builders = _without(_after(scene, BUILT_BY), owner or payers)
        return Ends(about=about, payers=owner or payers, project=project, receivers=builders)
    others = _without([name for *_, name in names.companies(subject)], payers)
    if JOINT_VENTURE.search(subject):
        return Ends(about=about, payers=(*payers, *others), project=project)
    if INTO.search(subject[: subject.find(" tied")]) or " investment in " in f" {subject} ":
        return Ends(about=about, payers=payers, project="", receivers=others)
    return Ends(about=about, payers=payers, project=project, receivers=others)


def read(row: Mapping[str, Any]) -> Ends:
    """Return the ends of a claim about money, as far as it names them."""
    subject, company = str(row["subject"]), said(row["company"])
    project = names.project(subject) or ""
    parties = tuple(name for name in names.joint(company) if name) if company else ()
    if not parties and not project:
        parties = tuple(name for *_, name in names.companies(subject))
    about = project or (" and ".join(parties) if parties else subject)
    about = about[:1].upper() + about[1:] if not names.is_company(about) else about
    if row["metric"] == "funding_raised":
        return _funding(row, about, parties or ((subject,) if names.is_company(subject) else ()))
    scene = said(row["sentence"])
    if row["metric"] == "compute_contract" or re.search(r"will buy computing", scene):
        return _contract(row, about, parties)
    if row["metric"] == "capex":
        return Ends(about=about, payers=parties)
    if place(row) is not None and project:
        # Of a project in an article, the company is who builds it; who pays is what words say.
        owner = _owner(scene)
        return _investment(row, about, project, owner or parties)
    return _investment(row, about, project, parties)
