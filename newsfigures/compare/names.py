"""Which names there are to compare, what is stated of each, and which go well together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from newsfigures.catalog import metrics
from newsfigures.compare.likeness import named

THIN_FIGURES, THIN_ORIGINS = 3, 2
SUGGESTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """
    What can be compared.

    `measures` gives for each name how many claims it has of each metric; a company's are all
    that are about it or its own. `subjects` gives what the store calls each name, `makers` the
    company behind a name that is none itself, `own` the metrics stated of the name itself.
    """

    measures: Mapping[str, Mapping[str, int]]
    subjects: Mapping[str, tuple[str, ...]]
    makers: Mapping[str, str]
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def asked(self, picks: Sequence[str]) -> list[str]:
        """Return the subjects and companies whose claims are wanted for these names."""
        found = [s for pick in picks for s in (pick, *self.subjects.get(pick, ()))]
        return list(dict.fromkeys(found))

    def label(self, name: str) -> str:
        """Return a name with its maker, so that both can be typed."""
        return f"{name} · {self.makers[name]}" if name in self.makers else name

    def listed(self) -> list[str]:
        """Return all names, those with the most claims first."""
        total = {name: sum(counts.values()) for name, counts in self.measures.items()}
        return sorted(total, key=lambda name: (-total[name], name))

    def shared(self, picks: Sequence[str]) -> list[str]:
        """Return the metrics that two or more of the names have, in the order of the catalog."""
        return [
            metric
            for metric in metrics()
            if sum(metric in self.measures.get(pick, {}) for pick in picks) > 1
        ]

    def foremost(self, picks: Sequence[str]) -> str | None:
        """Return the metric that is stated of most of the names themselves; None without any."""
        found = self.shared(picks) or self.stated(picks)
        counts = {m: sum(m in self.own.get(pick, ()) for pick in picks) for m in found}
        return max(counts, key=counts.__getitem__, default=None)

    def stated(self, picks: Sequence[str]) -> list[str]:
        """Return the metrics that any of the names has, in the order of the catalog."""
        return [m for m in metrics() if any(m in self.measures.get(pick, {}) for pick in picks)]

    def most_stated(self, metric: str, most: int = 4) -> list[str]:
        """Return the names with the most claims of a metric that are no companies, most first."""
        counts = {
            name: its[metric]
            for name, its in self.measures.items()
            if metric in its and name in self.makers
        }
        return sorted(counts, key=lambda name: (-counts[name], name))[:most]

    def suggested(self, picks: Sequence[str], most: int = SUGGESTED) -> list[str]:
        """Return the names that share the most measures with the first pick, others' first."""
        if not picks:
            return []
        mine = self.measures.get(picks[0], {})
        company = self.makers.get(picks[0], picks[0])

        def worth(name: str) -> tuple[bool, bool, int, int, str]:
            its = self.measures[name]
            same_sort = (name in self.makers) == (picks[0] in self.makers)
            other = self.makers.get(name, name) != company
            return (not same_sort, not other, -len(mine.keys() & its.keys()),
                    -sum(its[m] for m in mine.keys() & its.keys()), name)  # fmt: skip

        near = [n for n, its in self.measures.items() if n not in picks and mine.keys() & its]
        return sorted(near, key=worth)[:most]


def names_of(rows: pd.DataFrame) -> Names:
    """Return what can be compared (queries/subjects.sql)."""
    table = named(rows)
    measures: dict[str, dict[str, int]] = {}
    subjects: dict[str, dict[str, None]] = {}
    makers: dict[str, str] = {}
    own: dict[str, set[str]] = {}
    companies = set(rows["company"].dropna())
    columns = ("name", "subject", "company", "metric", "claims")
    for name, subject, company, metric, claims in zip(*(table[c] for c in columns), strict=True):
        owner = None if pd.isna(company) else str(company)
        for one in {name, owner} - {None}:
            counts = measures.setdefault(str(one), {})
            counts[metric] = counts.get(metric, 0) + int(claims)
        own.setdefault(str(name), set()).add(metric)
        subjects.setdefault(name, {})[subject] = None
        if owner is not None and name != owner and name not in companies:
            makers.setdefault(name, owner)
    return Names(
        measures=measures,
        subjects={name: tuple(found) for name, found in subjects.items()},
        makers=makers,
        own={name: frozenset(found) for name, found in own.items()},
    )


def hints(claims: pd.DataFrame, picks: Sequence[str]) -> list[str]:
    """
    Say of which names little is known: few figures, or all of one origin.

    `claims` have a column `name`.
    """
    said = []
    for pick in picks:
        own = claims[(claims["name"] == pick) | (claims["company"] == pick)]
        origins = own["goes_back_to"].nunique()
        if own.empty:
            said.append(f"{pick}: no figure")
        elif len(own) < THIN_FIGURES or origins < THIN_ORIGINS:
            noun = "figure" if len(own) == 1 else "figures"
            whose = "origin" if origins == 1 else "origins"
            said.append(f"{pick}: only {len(own):,} {noun} from {origins:,} {whose}")
    return said
