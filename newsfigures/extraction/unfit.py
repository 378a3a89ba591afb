"""Quantities that are no figure whatever stands around: `tens of thousands`, `64 cards`."""

from newsfigures.extraction import classes, kinship
from newsfigures.extraction import patterns as re
from newsfigures.extraction.passage import Passage
from newsfigures.model import Quantity

_VAGUE = re.compile(
    r"(?i)(?:tens|dozens|scores|hundreds|thousands|millions|billions) of\b"
    r"|(?:an? )?(?:few|several|couple of) (?:hundred|thousand|million|billion|trillion)\b"
)
_ADJECTIVE = re.compile(r"(?i)(?:m|b|tr)illion-(?:dollar|euro|pound|yuan)s?\b")
_OTHER_UNIT = re.compile(
    r"[ -]?(?:[A-Z]{2,}|(?:[kMGTPE]|giga|tera|peta|exa)?FLOP)[A-Za-z]*(?:/s)?\b"
)
# Counted in words of its own: `40 "tasks"`; parameters and tokens are ours in quotation marks, too.
_QUOTED = re.compile(r' "(?!(?:parameter|param|token)s?\b)[A-Za-z][\w -]{2,30}"')
_OTHER_CARDS = re.compile(
    r"(?i)\b(?:business|credit|debit|gift|sim|score|report|trading|playing|post|bank|memory|id|green"
    r"|potato|casino|poker|greeting|prepaid|payment|loyalty|sd|punch)$"
)
_OF_A_PART = re.compile(r"(?i)(?<!non-)\b(?:embeddings?|adapters?|LoRA)\b")
_SMALL = 50  # below it a number without a unit is an order, a rank, a few of something


def why(passage: Passage, index: int, quantity: Quantity, kind: str) -> tuple[str, str] | None:
    """Return rule and reason when a quantity cannot be a figure whatever stands around it."""
    clean = passage.document.clean
    if clean[quantity.span.start].isalpha():
        if _VAGUE.match(clean, quantity.span.start):
            return "vague", "“Tens of thousands” has no value."
        if _ADJECTIVE.match(clean, quantity.span.start):
            return "vague", "“Billion-dollar” without a number has no value."
    if classes.in_index_name(clean, quantity.span):
        return "name", "The number is part of an index's name."
    if kind in ("bare", "parameters") and passage.is_name(index):
        return "name", "The number is part of a model's name."
    if kind == "chips" and _OTHER_CARDS.search(quantity.modifiers):
        return "unit", "Cards and chips of another kind are no accelerators."
    if kind == "parameters" and _OF_A_PART.search(quantity.modifiers):
        return "part-of-a-model", "The size of a part of a model is not the model's."
    if kind == "money" and kinship.other_dollars(passage, index):
        return "unit", "Dollars of another kind, which the text does not name."
    if _heads_itself(passage, index):
        return "label", "It heads a line that says it again."
    if kind in ("money", "power") and classes.is_class(clean, quantity.span):
        return "threshold", "A threshold or a rhetorical amount is not a claim about anyone."
    if kind == "tokens" and re.search(r"(?i)\b(?:in|out)put\b|cached", quantity.modifiers):
        return "context-length", "Tokens in and out of a model are no training data."
    if kind == "bare" and passage.cell(index) is None:
        if quantity.value < _SMALL and not passage.bound(index, "headcount"):
            return "bare", "A small number without a unit."
        if quantity.value != int(quantity.value):
            return "bare", "Nobody counts chips or people in fractions."
        if _OTHER_UNIT.match(clean, quantity.span.end) or _QUOTED.match(clean, quantity.span.end):
            return "unit", "It is counted in a unit that no metric of ours has."
    return None


_HEADS = re.compile(r"[ *_]{0,4}:[ *_]{1,6}")


def _heads_itself(passage: Passage, index: int) -> bool:
    """Say whether a number opens a block that says it again: `6 million: some 6 million use`."""
    quantity, document = passage.quantities[index], passage.document
    if not _HEADS.match(document.clean, quantity.span.end):
        return False
    block = document.blocks[document.block_at(quantity.span.start)].span
    if document.clean[block.start : quantity.span.start].strip(" *_$€£"):
        return False
    following = passage.quantities[index + 1 : index + 6]
    return any(q.value == quantity.value for q in following if block.holds(q.span))
