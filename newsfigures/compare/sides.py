"""
The claims of a few names about one measure, side by side, with their ratios to one of them.

Nothing is averaged: each claim is shown, and a ratio names the claim it rests on.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from newsfigures.compare.choosing import chosen, chosen_by
from newsfigures.compare.likeness import kind, named, not_known, traits, unlike
from newsfigures.compare.mind import apart_in_time, to_mind
from newsfigures.compare.ratios import BLANK, in_words, quotient, ratio, span
from newsfigures.senses import TITLES

Record = dict[str, Any]
COLUMNS = (
    "kind", "plot_unit", "chosen", "chosen_by", "ratio_low", "ratio_high", "ratio", "ratio_words",
    "ratio_of_all", "like", "why", "mind", "against",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """
    Claims side by side.

    `claims` has the columns of the `claim` view and: name, kind, plot_unit, chosen (stands for
    its name in ratios of its kind), chosen_by (which part of `RULE` chose it, '' for others),
    ratio_low, ratio_high (NaN without a ratio; 0 and inf for an open side), ratio (the finite
    end, NaN), ratio_words, ratio_of_all (the same over all plain values of the two names of this
    kind, '' where that is no more), like (same kind and time as a claim of the baseline), why
    (the reason for no ratio, or for a marked one), mind (what to keep in mind about it),
    against (id of the baseline's claim that the ratio rests on, '').
    `missing` are names without any claim.
    """

    baseline: str
    claims: pd.DataFrame
    missing: tuple[str, ...]


def records(rows: pd.DataFrame) -> list[Record]:
    """Return rows as plain mappings, in their order; what is missing in whole numbers is None."""
    # All cells at once: DataFrame.to_dict, and going column by column, take three times as long.
    names = [str(name) for name in rows]
    cells = rows.to_numpy(dtype=object)
    for at, dtype in enumerate(rows.dtypes):
        if getattr(dtype, "na_value", None) is pd.NA:
            cells[:, at] = [None if cell is pd.NA else cell for cell in cells[:, at]]
    return [dict(zip(names, row, strict=True)) for row in cells.tolist()]


def members(claims: pd.DataFrame, picked: Sequence[str]) -> list[str]:
    """
    Return the names that picks stand for: each itself, then for a company what else is its own.

    `claims` have a column `name` (`likeness.named`). A pick without a claim stays itself.
    """
    found: list[str] = []
    for pick in picked:
        own = set(claims.loc[claims["company"] == pick, "name"]) - {pick}
        stated = pick in set(claims["name"])
        found += [pick, *sorted(own, key=str.casefold)] if stated or not own else sorted(own)
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Base:
    """What the baseline states: per kind the claim that stands, and all of its plain values."""

    name: str
    kinds: Mapping[str, Record]
    spans: Mapping[str, tuple[float, float]]
    theirs: Sequence[Mapping[str, str]]


def _unlike_ratio(row: Record, base: _Base, why: str, *, strict: bool) -> Record:
    its = traits(row)
    same_unit = [one for one in base.kinds.values() if traits(one)["unit"] == its["unit"]]
    blank = BLANK | {"ratio_of_all": "", "like": False, "why": why, "against": ""}
    if strict or not same_unit:
        return blank
    other = base.kinds.get(kind(its), chosen(same_unit))
    found = ratio(row, other, base.name)
    if not found.get("ratio_words"):
        return blank
    return blank | found | {"ratio_words": f"≠ {found['ratio_words']}", "against": _id(other)}


def _id(row: Record) -> str:
    return str(row["claim_id"])


def _of_all(span_here: tuple[float, float], there: tuple[float, float]) -> str:
    """Return the ratio between all values of one name and all of another, '' where it is one."""
    if not (span_here[0] > 0 and there[0] > 0):
        return ""
    low, high = quotient(span_here, there) or (math.nan, math.nan)
    words = in_words(low, high, False).rsplit(" ", 1)[0]
    return words if " to " in words else ""


def _against(row: Record, base: _Base, values: tuple[float, float], *, strict: bool) -> Record:
    """Return the columns of a claim that say how it stands to the baseline."""
    its = traits(row)
    its_kind = kind(its)
    unknown = not_known(its)
    other = base.kinds.get(its_kind)
    same = other is not None and row["claim_id"] == other["claim_id"]
    if other is None or (unknown and not same):
        why = unknown or unlike(its, base.theirs, base.name)
        return _unlike_ratio(row, base, why, strict=strict)
    if apart := apart_in_time(row, other):
        return _unlike_ratio(row, base, apart, strict=strict)
    found = BLANK | {"like": True, "why": "", "against": _id(other), "ratio_of_all": ""}
    found |= ratio(row, other, base.name)
    if not same and found["ratio_words"]:
        found["ratio_of_all"] = _of_all(values, base.spans[its_kind])
    return found


def _groups(rows: Sequence[Record]) -> dict[tuple[str, str], list[Record]]:
    groups: dict[tuple[str, str], list[Record]] = {}
    for row in rows:
        groups.setdefault((str(row["name"]), kind(traits(row))), []).append(row)
    return groups


def _extra(row: Record, groups: Mapping[tuple[str, str], list[Record]], base: _Base,
           stands: Mapping[tuple[str, str], str], spans: Mapping[tuple[str, str], Any],
           *, strict: bool) -> Record:  # fmt: skip
    its = traits(row)
    key = (str(row["name"]), kind(its))
    is_chosen = stands[key] == row["claim_id"]
    other = base.kinds.get(key[1])
    return {
        "kind": key[1],
        "plot_unit": its["unit"],
        "chosen": is_chosen,
        "chosen_by": chosen_by(row, len(groups[key])) if is_chosen else "",
        "mind": "; ".join(to_mind(row, other)),
    } | _against(row, base, spans[key], strict=strict)


def compare(
    claims: pd.DataFrame, picked: Sequence[str], baseline: str, *, strict: bool = True
) -> Comparison:
    """
    Set the claims of the picked names side by side, as ratios to the baseline.

    `claims` are of one metric, with the columns of the `claim` view. `baseline` is one of the
    names the picks stand for (`members`). Unless `strict`, claims of another kind but the same
    unit get a ratio too, marked '≠', with the reason in `why`.
    """
    claims = named(claims)
    names = members(claims, picked)
    here = claims[claims["name"].isin(names)].reset_index(drop=True)
    rows = records(here)
    groups = _groups(rows)
    stands = {key: _id(chosen(group)) for key, group in groups.items()}
    spans = {key: span(group) for key, group in groups.items()}
    by_id = {_id(row): row for row in rows}
    base = _Base(
        baseline,
        {its: by_id[stands[name, its]] for name, its in stands if name == baseline},
        {its: spans[name, its] for name, its in spans if name == baseline},
        [traits(row) for row in rows if row["name"] == baseline],
    )
    extra = [_extra(row, groups, base, stands, spans, strict=strict) for row in rows]
    table = here.assign(**{c: [facts[c] for facts in extra] for c in COLUMNS})
    return Comparison(
        baseline=baseline,
        claims=_sorted(table, names),
        missing=tuple(name for name in names if name not in set(here["name"])),
    )


def _sorted(table: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Order claims: kinds with the baseline first, then by sense, then by pick."""
    keys = table.assign(
        _unlike=~table["like"].astype(bool),
        _sense=table["kind"].map(sense_place),
        _pick=table["name"].map({name: i for i, name in enumerate(names)}),
        _second=~table["chosen"].astype(bool),
    )
    order = keys.sort_values(
        ["_unlike", "_sense", "kind", "_pick", "_second", "claim_id"], kind="stable"
    ).index
    return table.loc[order].reset_index(drop=True)


def sense_place(heading: str) -> int:
    """Return where a kind's sense of cost stands among all senses, 99 for none."""
    senses = list(TITLES.values())
    return next((i for i, title in enumerate(senses) if heading.startswith(title)), 99)


def one_of_each(claims: pd.DataFrame, picked: Sequence[str]) -> list[str]:
    """
    Return one name for each pick, so that one thing is set against one thing.

    `claims` are of one metric with a column `name`. A pick without a claim of its own is stood
    for by the name of its company that most is stated of, in the kind that most picks have.
    """
    kinds = pd.Series([kind(traits(row)) for row in records(claims)], index=claims.index)
    sides = {p: claims[(claims["name"] == p) | (claims["company"] == p)] for p in picked}
    having = pd.Series(
        {its: sum((kinds[side.index] == its).any() for side in sides.values()) for its in kinds}
    )
    found = []
    for pick, side in sides.items():
        if side.empty or pick in set(side["name"]):
            found.append(pick)
            continue
        most = having[kinds[side.index]].max()
        best = side[having[kinds[side.index]].to_numpy() == most]
        found.append(standing(best, pick))
    return list(dict.fromkeys(found))


def standing(claims: pd.DataFrame, baseline: str) -> str:
    """
    Return the name that stands for the baseline among claims with a column `name`.

    The baseline itself where it has a claim, else what most claims of the company are about.
    """
    if baseline in set(claims["name"]):
        return baseline
    counts = claims.loc[claims["company"] == baseline, "name"].value_counts()
    return min(counts.index, key=lambda name: (-counts[name], name)) if len(counts) else baseline
