"""
The quantity reader: every number with its unit, bound and blur, before any metric is chosen.

`numerals` reads bare numbers, `amounts` adds sign, scale and currency, `ranges` the other end,
`nouns` what is counted, `rates` the denominator, `hedges` the qualifier; `gate` keeps names,
dates and versions out; `reader` goes from anchor to anchor; `series` settles neighbours.
"""

from newsfigures.extraction.quantities.reader import read

__all__ = ["read"]
