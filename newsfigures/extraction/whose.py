"""
What heads, labels and keys call whoever stands behind a site or model.

`Developer` and `Lab` own what they stand over, `Tenant` and `Backer` do not. Written in small
letters; each room says whether case matters.
"""

from newsfigures.extraction.gazetteer import lexicon

_WORDS = lexicon("heads")["whose"]
MAKER = f"(?:{_WORDS['maker']})"  # whoever makes, owns or runs it
FIRM = f"(?:{_WORDS['firm']})"  # the same, said by what they are
PARTY = f"(?:{_WORDS['party']})"  # whoever else uses or builds it, and is no owner
BACKER = f"(?:{_WORDS['backer']})"  # whoever pays for it
AND_MORE = r"(?: ?(?:/|and|or) ?\w+)?"  # `Owner/operator`

__all__ = ["AND_MORE", "BACKER", "FIRM", "MAKER", "PARTY"]
