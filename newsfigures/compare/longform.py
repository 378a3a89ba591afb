"""A matrix as rows to keep: one per cell, with the evidence of the figure that counts."""

import pandas as pd

from newsfigures.compare.matrix import Matrix

_EVIDENCE = (
    "claim_id", "origin", "subject", "company", "value", "value_high", "unit", "qualifier",
    "status", "value_usd", "value_usd_high", "usd_note", "quote", "sentence", "attributed_to",
    "title", "publisher", "as_of", "url", "is_sample",
)  # fmt: skip


def long_form(found: Matrix) -> pd.DataFrame:
    """
    Return a matrix as a row per cell, with the evidence of the figure that counts.

    Cells without a figure have a row too, so that what is not stated is seen.
    """
    table = []
    for column in found.columns:
        for cell in column.cells:
            claim = cell.claim or {}
            table.append(
                {
                    "name": cell.name,
                    "measure": column.metric,
                    "column": column.kind,
                    "kind": cell.kind,
                    "baseline": found.baseline,
                    "ratio": cell.ratio_words,
                    "ratio_low": cell.ratio_low,
                    "ratio_high": cell.ratio_high,
                    "not_compared_because": cell.why,
                    "keep_in_mind": "; ".join(cell.mind),
                    "chosen_by": cell.chosen_by,
                    "rank_best": cell.rank[0] if cell.rank else None,
                    "rank_worst": cell.rank[1] if cell.rank else None,
                    "lowest_alike": cell.low,
                    "highest_alike": cell.high,
                    "figures": cell.claims,
                    "articles": cell.articles,
                    "origins": cell.origins,
                    "names": "; ".join(cell.names),
                    **{key: claim.get(key) for key in _EVIDENCE},
                }
            )
    return pd.DataFrame(table)
