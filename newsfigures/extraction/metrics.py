"""
Which metric a quantity is, or none: a scored decision over the words around it.

Every cue of lexicon/metrics.toml that stands in the quantity's sentence, in the sentences
before, in a heading, a list's lead-in or a table's header and caption speaks for its metric, the
more the nearer it stands; refusals speak against all. What quantities before it in the passage
were carries over. The words that decided are kept.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from newsfigures.extraction import kinship, unfit
from newsfigures.extraction.cues import Cue, Hit, Line, cues
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.passage import Passage
from newsfigures.extraction.units import CANDIDATES, CONVERTED, scaled
from newsfigures.extraction.weighing import REPEATED, Scores, Tally, Weighing
from newsfigures.model import Quantity, noun

ENOUGH = 0.5  # below this nothing near enough says what is measured
TILTS = 0.5  # a tilt that stands nearer than this counts
CARRIES_NO = 0.5  # an amount that stands nearer to one refused is refused with it
BOUND = 0.5  # how much of a carried metric is left beside words that name the quantity itself
THEME = 0.45  # what the amounts around it count for one that says nothing of itself
ELSEWHERE = 0.5  # what the same amount is elsewhere counts for one that says nothing of itself
UNDECIDED = "too-little"
NOT_SAID = "Nothing near it says what it measures."
# Roughly how many units make a dollar, to judge whether an amount is plausible; 1 for the rest.
_PER_DOLLAR = {"JPY": 150, "KRW": 1400, "INR": 85, "CNY": 7, "TWD": 31, "RUB": 90, "IDR": 16000}


@noun()
class Choice:
    """
    What was decided for a quantity.

    `metric` is None for a refusal, whose `reason` then says why. `score` is that of the
    winner, `margin` its lead; `words` are the cues that decided, as they stand in the text.
    """

    metric: str | None
    score: float
    margin: float
    rule: str
    words: tuple[str, ...]
    reason: str = ""


def choose(passage: Passage) -> tuple[Choice, ...]:
    """
    Return a choice for every quantity of a passage reader, in order.

    What stays undecided is weighed again with what the amounts around it turned out to be.
    """
    return _run(passage)[0]


def explain(passage: Passage, index: int) -> tuple[Choice, Scores]:
    """
    Return the choice for one quantity with every metric and refusal weighed, and on what words.

    The passage is weighed whole, for what the other amounts are speaks for this one. The scores
    are empty for a quantity that no metric is counted in.
    """
    found, weighings = _run(passage)
    weighing = weighings[index]
    return found[index], weighing.scores() if weighing else Scores()


def _run(passage: Passage) -> tuple[tuple[Choice, ...], list[Weighing | None]]:
    found: list[Choice] = []
    weighings: list[Weighing | None] = []
    for index, quantity in enumerate(passage.quantities):
        weighing = _weighing(passage, index, quantity)
        weighings.append(weighing)
        found.append(_first(passage, index, quantity, weighing, found))
    for index, weighing in enumerate(weighings):
        same = kinship.converted_from(passage, index)
        if same is not None and weighing is not None and found[same].metric:
            found[index] = _repeated(found[same], set(weighing.tallies))
        elif weighing is not None and found[index].rule == UNDECIDED:
            _recall(passage, index, weighing, found)
            found[index] = _again(passage, index, weighing, found)
        for earlier in kinship.row_of(passage, index) if found[index].metric else ():
            before = weighings[earlier]
            if before is not None and found[index].metric in before.tallies:
                found[earlier] = _repeated(found[index], set(before.tallies))
    return tuple(found), weighings


def _weighing(passage: Passage, index: int, quantity: Quantity) -> Weighing | None:
    kind = passage.families[index]
    candidates = _possible(quantity, kind)
    if not candidates or unfit.why(passage, index, quantity, kind):
        return None
    weighing = Weighing({metric: Tally() for metric in candidates})
    for metric, prior in candidates.items():
        if prior:
            weighing.tallies[metric].say(prior, "unit", quantity.unit)
    for line, hit, factor in passage.evidence(index):
        _weigh(line, hit, factor, kind, weighing)
    for other in kinship.repeats(passage, index):
        for line, hit, factor in passage.evidence(other):
            if hit.quantity == other or hit.first > line.places.get(other, hit.first):
                _weigh(line, hit, factor, kind, weighing)
    return weighing


def _first(
    passage: Passage,
    index: int,
    quantity: Quantity,
    weighing: Weighing | None,
    before: Sequence[Choice],
) -> Choice:
    if weighing is None:
        why = unfit.why(passage, index, quantity, passage.families[index])
        rule, reason = why or ("unit", _uncounted(quantity.unit))
        return Choice(metric=None, score=0.0, margin=0.0, rule=rule, words=(), reason=reason)
    same = kinship.converted_from(passage, index)
    if same is not None:
        return _repeated(before[same], set(weighing.tallies))
    _carry(passage, index, before, weighing)
    return _decide(weighing)


def _uncounted(unit: str) -> str:
    if not unit:
        return "A number without a unit, of a size that no metric of ours has."
    return f"No metric of ours is counted in “{unit}” at this size."


def _again(passage: Passage, index: int, weighing: Weighing, found: Sequence[Choice]) -> Choice:
    """Decide with the theme of the passage: what the amounts of the same family around it are."""
    shares: dict[str, float] = {}
    for other, weight in kinship.company(passage, index):
        metric = found[other].metric
        if metric in weighing.tallies and metric != "share_price_change":
            weight *= 0.5 if found[other].rule == "theme" else 1.0
            shares[metric] = shares.get(metric, 0.0) + weight
    total = sum(shares.values())
    for metric, weight in shares.items():
        share = THEME * weight / max(total, 0.5)
        weighing.tallies[metric].say(share, "theme", "the amounts around it")
    _carry(passage, index, found, weighing)
    return _decide(weighing)


def _recall(passage: Passage, index: int, weighing: Weighing, found: Sequence[Choice]) -> None:
    """Let what the same amount is elsewhere in the text speak, unless it is a round one."""
    quantity = passage.quantities[index]
    precise = len(quantity.value.normalize().as_tuple().digits) > 1
    if passage.families[index] != "money" or quantity.value_high is not None or not precise:
        return
    for other in passage.alike(quantity):
        metric = found[other].metric
        if other != index and metric in weighing.tallies:
            weighing.tallies[metric].say(ELSEWHERE, "elsewhere", "the same amount elsewhere")
            return


@cache
def _limits(metric: str) -> tuple[Decimal, Decimal] | None:
    """Return the plausible amounts of a metric, None without limits."""
    limits = lexicon("metrics")["limits"].get(metric)
    return (Decimal(limits[0]), Decimal(limits[1])) if limits else None


def _possible(quantity: Quantity, kind: str) -> dict[str, float]:
    scale = _PER_DOLLAR.get(quantity.unit[:3], 1)
    plain = abs(quantity.value) / scale
    found = {}
    for metric, prior in CANDIDATES.get(kind, {}).items():
        if kind == "hours" and (metric == "gpu_hours") != (quantity.value > _WALL_CLOCK):
            continue
        if kind not in _RATED and (limits := _limits(metric)):
            size = abs(scaled(quantity, metric)) / scale if metric in CONVERTED else plain
            if not limits[0] <= size <= limits[1]:
                continue
        prior = 0.0 if quantity.unit == "unit" else prior  # units of what, others must say
        if kind == "flop" and scaled(quantity, metric) < _LEAST_TRAINING:
            prior = 0.1  # a machine's speed, unless the words insist
        elif kind == "flop" and not quantity.unit:
            prior = _NO_UNIT
        elif metric == "active_parameters" and quantity.modifiers == "total":
            continue  # `32 billion of its 1 trillion total parameters`
        elif kind == "tokens" and quantity.value >= _CORPUS:
            prior = ENOUGH + 0.1  # no window is so long
        if metric in UNLIKELY and quantity.value < SMALL.get((metric, kind), 0):
            prior += UNLIKELY[metric]
        found[metric] = prior
        if metric == "training_cost" and quantity.value < _PRICE:
            found[metric] += UNLIKELY[metric]  # a price rather
    return found


_PRICE = 20
_CORPUS = Decimal("1e11")  # tokens
_NO_UNIT = 0.4  # `2e25`: that it counts operations something else must say
_LEAST_TRAINING = Decimal("1e20")  # FLOP; `1.1 exaflops` is how fast a machine is
_WALL_CLOCK = 4000  # hours; no training run lasts longer, chip hours hardly come to less
_RATED = frozenset({"hourprice", "tokenprice", "percent", "times", "fraction"})
# Hardly any training costs less, prices do; so few are persons in a story rather than a staff.
SMALL = {("training_cost", "money"): 1000, ("headcount", "staff"): 10}
UNLIKELY = {"training_cost": -0.4, "headcount": -0.6}
_COUNTS = frozenset(
    {"bare", "chips", "parameters", "tokens", "hours", "chiphours", "users", "people", "downloads"}
)


def _applies(cue: Cue, kind: str) -> bool:
    if not cue.units or kind in cue.units:
        return True
    if kind == "fraction":
        return "percent" in cue.units or "times" in cue.units
    return kind in _COUNTS and "count" in cue.units


def _weigh(line: Line, hit: Hit, factor: float, kind: str, weighing: Weighing) -> None:
    cue = hit.cue
    if not _applies(cue, kind):
        return
    if cue.metric is None:
        tally = weighing.refusals.setdefault(cue, Tally())
    elif cue.instead_of:
        tally = weighing.tilts.setdefault(cue, Tally())
    elif cue.metric in weighing.tallies:
        tally = weighing.tallies[cue.metric]
    else:
        return
    tally.add(cue.weight * factor, cue.id, line, hit.first, hit.last)


def _carry(passage: Passage, index: int, before: Sequence[Choice], weighing: Weighing) -> None:
    """Let what the quantities before it were speak for this one."""
    kind = passage.families[index]
    votes: dict[str | None, tuple[float, float]] = {}
    sentence = 0
    for other, strength, back in kinship.kin(passage, index):
        earlier = before[other]
        if earlier.metric is None and earlier.rule in _SAYS_NOTHING:
            continue
        if votes and back != sentence:
            break
        small = kind == "bare" and _far_smaller(
            passage.quantities[index], passage.quantities[other]
        )
        if back == 0:
            if not small:
                _carried(index, earlier, strength, weighing)
            return
        sentence = back
        score, share = votes.get(earlier.metric, (0.0, 0.0))
        heard = 0.0 if small else strength * min(1.5, earlier.score)
        votes[earlier.metric] = max(score, heard), share + kinship.prominence(passage, other)
    everyone = sum(share for _, share in votes.values())
    for metric, (score, share) in votes.items():
        if metric in weighing.tallies and score:
            _say(index, metric, score * share / everyone, weighing)


_SAYS_NOTHING = ("name", "vague", "unit", "bare", "margin-of-error")


def _carried(index: int, earlier: Choice, strength: float, weighing: Weighing) -> None:
    """Carry what the quantity before it in the same sentence is, or why it is none."""
    if earlier.metric in weighing.tallies:
        weight = strength * min(1.5, earlier.score)
        _say(index, earlier.metric, weight, weighing, part=strength > 1)
    elif earlier.metric is None and earlier.rule in _refusal_ids() and strength > CARRIES_NO:
        cue = _refusal_ids()[earlier.rule]
        tally = weighing.refusals.setdefault(cue, Tally())
        tally.say(0.8 * strength, cue.id, "the amount before it")


def _say(index: int, metric: str, weight: float, weighing: Weighing, *, part: bool = False) -> None:
    others = [t for m, t in weighing.tallies.items() if m != metric]
    others += weighing.refusals.values()
    if not part and any(tally.binds(index) for tally in others):
        weight *= BOUND  # words of its own name it as something else
    weighing.tallies[metric].say(weight, "carry", "the amount before it")


def _far_smaller(one: Quantity, other: Quantity) -> bool:
    """Say whether a number without a unit is too small to continue the count before it."""
    return one.value * 200 < other.value


@cache
def _refusal_ids() -> dict[str, Cue]:
    return {cue.id: cue for cue in cues() if cue.metric is None}


def _repeated(earlier: Choice, candidates: set[str]) -> Choice:
    """The same amount in another currency is what the amount is."""
    if earlier.metric is not None and earlier.metric not in candidates:
        return Choice(
            metric=None, score=0.0, margin=0.0, rule="limits", words=(),
            reason="The amount in the other currency is not plausible.",
        )  # fmt: skip
    return Choice(
        metric=earlier.metric,
        score=earlier.score,
        margin=earlier.margin,
        rule=earlier.rule,
        words=(*earlier.words, "the same amount in another currency"),
        reason=earlier.reason,
    )


def _decide(weighing: Weighing) -> Choice:
    tallies, refusals = weighing.tallies, weighing.refusals
    ranked = sorted([(tally.total(), metric) for metric, tally in tallies.items()], reverse=True)
    best, metric = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    against = sorted(
        ((tally.total(), cue.id, cue) for cue, tally in refusals.items()), reverse=True
    )
    weight = sum(total * REPEATED**place for place, (total, *_) in enumerate(against))
    if against and weight >= max(best, 0.6):
        cue = against[0][2]
        words = refusals[cue].words(2)
        return Choice(
            metric=None, score=weight, margin=weight - best, rule=cue.id, words=words,
            reason=cue.reason,
        )  # fmt: skip
    words = tallies[metric].words(3)
    if best - 0.5 * weight < ENOUGH:
        return Choice(
            metric=None, score=best, margin=0.0, rule=UNDECIDED, words=words, reason=NOT_SAID
        )
    rule = tallies[metric].ranked()[0][1]
    for cue, tally in weighing.tilts.items():
        if cue.instead_of == metric and cue.metric in tallies and tally.total() >= TILTS:
            metric, rule = cue.metric, cue.id
            words = (*words, *tally.words(1))
            break
    return Choice(
        metric=metric, score=best, margin=best - max(second, weight), rule=rule, words=words
    )
