"""
Like with like: claims about a few names, their ratios to one of them, and what has none and why.

Two claims are alike when unit, sense of cost, time and status kind agree; only then is there a
ratio. Nothing is averaged: each claim is shown, and a ratio names the claim it rests on.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from newsfigures.senses import TITLES

ALL = " (all of them)"
# Said of the whole model, so the claim is filed under the model's name.
NEUTRAL = re.compile(r" \((?:total|preview|figure disputed by analysts)\)$")
AHEAD = frozenset({"announced", "projected"})
WITH_PERIOD = frozenset({"revenue", "capex", "net_income"})
PERIODS = {"annualized": "a year's rate", "month": "one month", "": "time not stated"}
TIERS = ("primary", "dataset", "press", "secondary")
NOT_STATED = "what this cost includes is not stated, so it is like no other"
RULE = (
    "the figure that somebody prefers, else the newest of an article, else of a sample article, "
    "else one worked out, else the reference figure with the best source; a plain value before a "
    "bound"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """
    Claims side by side.

    `claims` has the columns of the `claim` view and: name, kind, plot_unit, chosen (stands for
    its name in ratios of its kind), chosen_by (which part of `RULE` chose it, '' for others),
    ratio_low, ratio_high (NaN without a ratio; 0 and inf for an open side), ratio (the finite
    end, NaN), ratio_words, like (same kind as a claim of the baseline), why (the reason for no
    ratio, or for a marked one).
    `missing` are picks without any claim.
    """

    baseline: str
    claims: pd.DataFrame
    missing: tuple[str, ...]


def name_of(subject: str) -> str:
    """
    Return the name under which a subject is compared; stages and variants keep their own.

        >>> name_of("DeepSeek-V3 (total)"), name_of("MiniMax-M1 (reinforcement-learning stage)")
        ('DeepSeek-V3', 'MiniMax-M1 (reinforcement-learning stage)')
    """
    return NEUTRAL.sub("", subject)


def picks(claims: pd.DataFrame) -> list[str]:
    """Return what can be picked: each subject, and each company that has several."""
    names = claims.assign(name=claims["subject"].map(name_of))
    several = names.groupby("company")["name"].nunique()
    groups = [f"{company}{ALL}" for company, n in several.items() if n > 1]
    return [*sorted(set(names["name"]), key=str.casefold), *sorted(groups, key=str.casefold)]


def members(claims: pd.DataFrame, picked: Sequence[str]) -> list[str]:
    """Return the names that picks stand for, a company's in the order of the alphabet."""
    found: list[str] = []
    for pick in picked:
        if pick.endswith(ALL):
            own = claims[claims["company"] == pick.removesuffix(ALL)]["subject"].map(name_of)
            found += sorted(set(own), key=str.casefold)
        else:
            found.append(pick)
    return list(dict.fromkeys(found))


def _text(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)


def _traits(row: dict[str, Any]) -> dict[str, str]:
    """Return what must agree for two claims to be alike, by what a reader calls it."""
    money = bool(row["is_money"])
    unit = "USD" if money and not pd.isna(row["value_usd"]) else str(row["unit"])
    traits = {"unit": unit, "status": "planned or forecast" if row["status"] in AHEAD else ""}
    if row["metric"] == "training_cost":
        traits["sense of cost"] = TITLES[_text(row["cost_basis"]) or "unspecified"]
    if row["metric"] in WITH_PERIOD:
        period = _text(row["period"])
        traits["period"] = PERIODS.get(period, period)
    if row["metric"] == "market_size":
        year = row["horizon"]
        traits["target year"] = "no target year" if pd.isna(year) else f"for {int(year)}"
    if row["metric"] == "relative_cost":
        traits["other side"] = f"against {_text(row['relative_to']) or 'others'}"
    return traits


def _kind(traits: dict[str, str]) -> str:
    """Return the traits as a heading; equal headings mean equal traits."""
    unit = traits["unit"].replace("_", " ")
    words = [word for key, word in traits.items() if key not in ("unit", "status")]
    if traits["unit"] != "USD" or not words:
        words.append("US dollars" if traits["unit"] == "USD" else unit)
    return " · ".join([*words, traits["status"]] if traits["status"] else words)


def interval(row: dict[str, Any]) -> tuple[float, float]:
    """Return the least and the most a claim allows, in dollars for money; 0 and inf if open."""
    in_usd = bool(row["is_money"]) and not pd.isna(row["value_usd"])
    low = float(row["value_usd"] if in_usd else row["value"])
    high = row["value_usd_high"] if in_usd else row["value_high"]
    if not pd.isna(high):
        return low, float(high)
    if row["qualifier"] == "at_least":
        return low, math.inf
    return (0.0, low) if row["qualifier"] == "at_most" else (low, low)


def _rank(row: dict[str, Any]) -> tuple[float, int, int, int, float]:
    # The newest of several preferences first, then what nobody prefers.
    at = row.get("preferred_at")
    preferred = 0.0 if at is None or pd.isna(at) else -pd.Timestamp(at).timestamp()
    origin = {"article": int(bool(row["is_sample"])), "derived": 2}.get(str(row["origin"]), 3)
    low, high = interval(row)
    tier = TIERS.index(row["source_tier"]) if row["source_tier"] in TIERS else 0
    age = 0.0 if pd.isna(row["published"]) else -pd.Timestamp(row["published"]).timestamp()
    return preferred, origin, int(low != high), tier, age


def chosen(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the claim that stands for its name, by `RULE`."""
    return min(rows, key=lambda row: (_rank(row), str(row["claim_id"])))


def chosen_by(row: dict[str, Any], among: int) -> str:
    """Say which part of `RULE` chose a claim from among so many."""
    if who := _text(row.get("preferred_by")):
        return f"preferred by {who}: {_text(row['preferred_why'])}"
    if among == 1:
        return "the only figure of its kind"
    if row["origin"] == "article":
        return f"newest of {'a sample article' if row['is_sample'] else 'an article'}"
    if row["origin"] == "derived":
        return "worked out; no article states one"
    return "reference figure with the best source"


def _times(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def in_words(low: float, high: float, about: bool) -> str:
    """
    Return a ratio as a phrase.

        >>> in_words(14.0, 14.0, True), in_words(10.0, math.inf, False), in_words(2.0, 3.0, False)
        ('about 14 times', 'at least 10 times', '2 to 3 times')
        >>> in_words(0.0, 0.5, False)
        'at most 0.5 times'
    """
    if math.isinf(high):
        return f"at least {_times(low)} times"
    if low == 0:
        return f"at most {_times(high)} times"
    if low == high:
        return f"{'about ' if about else ''}{_times(low)} times"
    return f"{_times(low)} to {_times(high)} times"


def _why_unlike(traits: dict[str, str], baseline: str, theirs: Sequence[dict[str, str]]) -> str:
    if not theirs:
        return f"no figure of {baseline}"
    nearest = min(theirs, key=lambda other: sum(other.get(k) != v for k, v in traits.items()))
    unlike = [key for key, word in traits.items() if nearest.get(key) != word]
    return f"other {' and '.join(unlike)} than any figure of {baseline}"


def _ratio(row: dict[str, Any], base: dict[str, Any], baseline: str) -> dict[str, Any]:
    """Return the ratio columns of a claim against the baseline's claim."""
    (low, high), (base_low, base_high) = interval(row), interval(base)
    if row["value"] <= 0 or base["value"] <= 0:
        return {"why": "a loss or zero has no ratio"}
    if row["claim_id"] == base["claim_id"]:
        return {"ratio_low": 1.0, "ratio_high": 1.0, "ratio": 1.0, "ratio_words": "1"}
    least = 0.0 if math.isinf(base_high) else low / base_high
    most = math.inf if base_low == 0 else high / base_low
    if least == 0 and math.isinf(most):
        return {"why": f"only bounds on both sides: the figure of {baseline} is one, this another"}
    about = "approx" in (row["qualifier"], base["qualifier"])
    return {
        "ratio_low": least,
        "ratio_high": most,
        "ratio": most if least == 0 else least,
        "ratio_words": in_words(least, most, about),
    }


def _against(
    row: dict[str, Any],
    traits: dict[str, str],
    kinds: dict[str, dict[str, Any]],
    theirs: Sequence[dict[str, str]],
    baseline: str,
    strict: bool,
) -> dict[str, Any]:
    kind = _kind(traits)
    blank = {"ratio_low": math.nan, "ratio_high": math.nan, "ratio": math.nan, "ratio_words": ""}
    same_unit = [base for base in kinds.values() if _traits(base)["unit"] == traits["unit"]]
    known = traits.get("sense of cost") != TITLES["unspecified"]
    if kind in kinds and (known or row["claim_id"] == kinds[kind]["claim_id"]):
        return blank | {"like": True, "why": ""} | _ratio(row, kinds[kind], baseline)
    why = _why_unlike(traits, baseline, theirs) if known else NOT_STATED
    if strict or not same_unit:
        return blank | {"like": False, "why": why}
    found = _ratio(row, chosen(same_unit), baseline)
    if found.get("ratio_words"):
        found["ratio_words"] = f"≠ {found['ratio_words']}"
    return blank | {"like": False, "why": why} | {k: v for k, v in found.items() if k != "why"}


def _chosen_ids(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> dict[tuple[str, str], str]:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row, name in zip(rows, names, strict=True):
        groups.setdefault((name, _kind(_traits(row))), []).append(row)
    return {key: str(chosen(group)["claim_id"]) for key, group in groups.items()}


def compare(
    claims: pd.DataFrame, picked: Sequence[str], baseline: str, *, strict: bool = True
) -> Comparison:
    """
    Set the claims of the picked names side by side, as ratios to the baseline.

    `claims` are of one metric, with the columns of the `claim` view. `baseline` is one of the
    names the picks stand for (`members`). Unless `strict`, claims of another kind but the same
    unit get a ratio too, marked '≠', with the reason in `why`.
    """
    names = members(claims, picked)
    named = claims.assign(name=claims["subject"].map(name_of))
    named = named[named["name"].isin(names)].reset_index(drop=True)
    rows = [{str(k): v for k, v in row.items()} for row in named.to_dict("records")]
    stands = _chosen_ids(rows, list(named["name"]))
    base_rows = {row["claim_id"]: row for row in rows if row["name"] == baseline}
    kinds = {kind: base_rows[i] for (name, kind), i in stands.items() if name == baseline}
    theirs = [_traits(row) for row in base_rows.values()]
    extra = []
    sizes = Counter((row["name"], _kind(_traits(row))) for row in rows)
    for row in rows:
        traits = _traits(row)
        kind = _kind(traits)
        is_chosen = stands[(row["name"], kind)] == row["claim_id"]
        facts = {
            "kind": kind,
            "plot_unit": traits["unit"],
            "chosen": is_chosen,
            "chosen_by": chosen_by(row, sizes[(row["name"], kind)]) if is_chosen else "",
        }
        extra.append(facts | _against(row, traits, kinds, theirs, baseline, strict))
    columns = ("kind", "plot_unit", "chosen", "chosen_by", "ratio_low", "ratio_high", "ratio",
               "ratio_words", "like", "why")  # fmt: skip
    table = named.assign(**{c: [facts[c] for facts in extra] for c in columns})
    return Comparison(
        baseline=baseline,
        claims=_sorted(table, names),
        missing=tuple(name for name in names if name not in set(named["name"])),
    )


def _sorted(table: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Order claims: kinds with the baseline first, then by sense, then by pick."""
    senses = list(TITLES.values())
    sense = table["kind"].map(
        lambda kind: next((i for i, title in enumerate(senses) if kind.startswith(title)), 99)
    )
    keys = table.assign(
        _unlike=~table["like"].astype(bool),
        _sense=sense,
        _pick=table["name"].map({name: i for i, name in enumerate(names)}),
        _second=~table["chosen"].astype(bool),
    )
    order = keys.sort_values(
        ["_unlike", "_sense", "kind", "_pick", "_second", "claim_id"], kind="stable"
    ).index
    return table.loc[order].reset_index(drop=True)


def labels(claims: pd.DataFrame) -> dict[str, str]:
    """Return what to show for each pick: a model with its company, so that both can be typed."""
    named = claims.assign(name=claims["subject"].map(name_of)).dropna(subset=["company"])
    company = dict(zip(named["name"], named["company"], strict=True))
    return {
        pick: f"{pick} · {company[pick]}" if company.get(pick, pick) != pick else pick
        for pick in picks(claims)
    }


def most_stated(claims: pd.DataFrame, most: int = 4) -> list[str]:
    """Return the names with the most claims, those first."""
    counts = claims["subject"].map(name_of).value_counts()
    return sorted(counts.index, key=lambda name: (-counts[name], name))[:most]


def invitation(claims: pd.DataFrame, label: str) -> str:
    """Say what there is to pick, the names with the most claims first."""
    if claims.empty:
        return f"The store holds no figure of this measure: {label}. Choose another one."
    names = claims["subject"].map(name_of).nunique()
    few = ", ".join(most_stated(claims))
    return f"Pick two or more. {label} is stated for {names:,} names, most often for {few}."


def in_order(found: Comparison) -> pd.DataFrame:
    """Return the claims of a comparison, those that ratios rest on first."""
    return found.claims.sort_values("chosen", ascending=False, kind="stable")


def table(found: Comparison, amount: Callable[[dict[str, Any]], str]) -> pd.DataFrame:
    """
    Return the comparison for reading: each claim with its sense, ratio, reason and source.

    Rows are those of `in_order`.
    """
    rows = in_order(found).to_dict("records")
    return pd.DataFrame(
        {
            "Name": [row["name"] for row in rows],
            "Figure": [amount({str(k): v for k, v in row.items()}) for row in rows],
            "Ratio": [row["ratio_words"] or "none" for row in rows],
            "Sense": [row["kind"] for row in rows],
            "Why none, or why marked ≠": [row["why"] for row in rows],
            "Ratios rest on it": [bool(row["chosen"]) for row in rows],
            "Chosen as": [row["chosen_by"] for row in rows],
            "Named as": [row["subject"] for row in rows],
            "Origin": [row["origin"] for row in rows],
            "Status": [row["status"] for row in rows],
            "Said by": [_text(row["attributed_to"]) for row in rows],
            "Published in": [_text(row["publisher"]) for row in rows],
            "As of": [_text(row["as_of"]) for row in rows],
        }
    )


def not_compared(found: Comparison) -> list[str]:
    """Return a sentence for each name and sense without a like, and for each pick without claim."""
    rows = found.claims[found.claims["why"] != ""]
    groups = Counter(zip(rows["name"], rows["kind"], rows["why"], strict=True))
    said = [
        f"{name}, {kind} ({n} figure{'' if n == 1 else 's'}): {why}."
        for (name, kind, why), n in groups.items()
    ]
    return [*said, *(f"{name}: no figure of this measure." for name in found.missing)]
