"""
What a text says of one thing that it measures against another: beaten, matched, trailed.

`X outperforms Y, at $3m`: what stands around Y is said of X. Each is part of a longer expression,
and holds every form of its verbs; `like` and `than` alone set nothing against anything.
"""

from newsfigures.extraction.gazetteer import lexicon

_WORDS = lexicon("roles")["contest"]
BEATS = "|".join(_WORDS["beats"])
EQUALS = "|".join(_WORDS["equals"])
TRAILS = "|".join(_WORDS["trails"])
BESIDE = "|".join(_WORDS["beside"])
