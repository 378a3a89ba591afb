"""
Like with like: claims about a few names, their ratios to one of them, and what has none and why.

Two claims are alike when unit, sense of cost, time and status kind agree; only then is there a
ratio. Nothing is averaged: each claim is shown, and a ratio names the claim it rests on.
"""

from newsfigures.compare.choosing import RULE, chosen, chosen_by, ranked
from newsfigures.compare.likeness import AHEAD, NOT_STATED, kind, name_in, name_of, named, traits
from newsfigures.compare.longform import long_form
from newsfigures.compare.matrix import STATED_RATIOS, Cell, Column, Matrix, matrix, narrowed
from newsfigures.compare.mind import LASTING, to_mind
from newsfigures.compare.names import Names, hints, names_of
from newsfigures.compare.ratios import in_words, interval, quotient, span, times
from newsfigures.compare.sides import Comparison, compare, members, one_of_each, records, standing
from newsfigures.compare.stated import stated
from newsfigures.compare.told import answers, in_order, not_compared, table

__all__ = [
    "AHEAD",
    "LASTING",
    "NOT_STATED",
    "RULE",
    "STATED_RATIOS",
    "Cell",
    "Column",
    "Comparison",
    "Matrix",
    "Names",
    "answers",
    "chosen",
    "chosen_by",
    "compare",
    "hints",
    "in_order",
    "in_words",
    "interval",
    "kind",
    "long_form",
    "matrix",
    "members",
    "name_in",
    "name_of",
    "named",
    "names_of",
    "narrowed",
    "not_compared",
    "one_of_each",
    "quotient",
    "ranked",
    "records",
    "span",
    "standing",
    "stated",
    "table",
    "times",
    "to_mind",
    "traits",
]
