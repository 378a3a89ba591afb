"""
What short words over a list, a column or a table say: a metric, a kind of name, a time.

The words are those of lexicon/heads.toml.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon


@dataclass(frozen=True, slots=True)
class _Entry:
    metric: str | None
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    only: str


@cache
def compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.I)


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(
        _Entry(
            entry.get("metric"),
            compiled(entry["words"]),
            compiled(entry["unless"]) if "unless" in entry else None,
            entry.get("only", ""),
        )
        for entry in lexicon("heads")["head"]
    )


@cache
def pattern(group: str, name: str) -> re.Pattern[str]:
    return compiled(lexicon("heads")[group][name])


def metric_of(words: str) -> str | None:
    """
    Return the metric that short words over a list or table name, whatever the list is about.

        >>> metric_of("Valuations"), metric_of("Valuations, change in %")
        ('valuation', None)
    """
    return decided(words)[1]


def without_premise(words: str) -> str:
    """Return a head without what it takes for granted: `Training cost (at $2 an hour)`."""
    return _GIVEN.sub(" ", words) if "(" in words or _AT.search(words) else words


@lru_cache(maxsize=1024)
def decided(words: str, kinds: frozenset[str] = frozenset()) -> tuple[bool, str | None]:
    """
    Return whether a head says what its numbers are, and the metric: None for none of ours.

        >>> decided("Context length"), decided("Training cost (at $2 an hour)"), decided("Paris")
        ((True, None), (True, 'training_cost'), (False, None))
    """
    words = without_premise(words)
    for entry in _entries():
        if entry.only and entry.only not in kinds:
            continue
        if entry.words.search(words) and not (entry.unless and entry.unless.search(words)):
            return True, entry.metric
    return False, None


def names_kind(words: str) -> str | None:
    """Return what the head of a column of names says they are: company, model, project, product."""
    for kind in ("model", "project", "product", "company"):
        if pattern("names", kind).search(words):
            return kind
    return None


def is_plain(words: str) -> bool:
    """Say whether a head says no more than a time, or that there is a number."""
    return bool(pattern("plain", "words").search(words))


# `of which post-training`: a part of what the row above, or the column before, counts.
OF_WHICH = re.compile(r"(?i)\W*(?:of (?:which|that|these|this)|thereof|therein|o/w)\b")
_AT = re.compile(r" (?i:at|assuming|@) ")
_GIVEN = re.compile(
    r"\((?:at|assuming|based|excl\w*|incl\w*|as)\b[^()]*\)"
    r"|(?<=\w),? (?:at|assuming|@) (?:US)?[$€£¥₹]\s?\d[^|]*$",
    re.I,
)
# `Total / active parameters`, over cells of two numbers.
TOTAL_FIRST = re.compile(
    r"(?i)\b(?:total|overall|all|params?|parameters?|size)\b(?: \w+)? ?(?:/|\||,|\band\b|\() ?activ"
)
_TIME = re.compile(
    r"(?i)\b(?:19|20)\d\d\b|\b[qh][1-4]\b|\b20\d\d[EFP]\b"
    r"|\bfy ?\d\d|\b(?:this|last|next|prior) (?:year|quarter)\b"
    r"|\byear[- ](?:ago|earlier)\b"
    r"|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may"
    r"|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)


def is_time(words: str) -> bool:
    """Say whether a head is a year, quarter or month."""
    return bool(_TIME.search(words)) and "%" not in words
