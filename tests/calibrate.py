"""
Fit the confidence of a reading to how often such readings are right, on the gold articles.

Logistic regression with a ridge, by Newton's method. Run by `python manage.py eval --calibrate`;
the same gold and rules give the same file.
"""

import sys
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

import evaluate  # noqa: E402
import score  # noqa: E402

from newsfigures.extraction import confidence  # noqa: E402
from newsfigures.extraction.confidence import Clues  # noqa: E402

FILE = Path(confidence.__file__).parent / "lexicon" / "confidence.toml"
HEAD = (
    "# Fitted on the gold articles by `python manage.py eval --calibrate`; see "
    "extraction/confidence.py.\n"
)
RIDGE = 3.0
STEPS = 50


def observed() -> tuple[np.ndarray, np.ndarray]:
    """Return the clues of every reading, a row each, and whether it was right."""
    seen: list[Clues] = []

    def number(clues: Clues) -> float:
        seen.append(clues)
        return float(len(seen) - 1)

    kept, confidence.of = confidence.of, number
    rows, right = [], []
    try:
        for name in evaluate.SETS:
            for article in evaluate.gold_of(name):
                gold, got = article["figures"], evaluate.predicted(name, article["id"])
                good = {
                    j
                    for i, j in score.pairs(gold, got).items()
                    if all(score.agree(f, gold[i], got[j]) for f in ("metric", "company"))
                }
                for j, figure in enumerate(got):
                    rows.append(astuple(seen[int(figure["confidence"])]))
                    right.append(j in good)
    finally:
        confidence.of = kept
    return np.array(rows), np.array(right, dtype=float)


def fitted(rows: np.ndarray, right: np.ndarray) -> tuple[float, np.ndarray]:
    """Return base and weights; clues that hardly vary are kept near zero by the ridge."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(rows)), (rows - middle) / spread])
    ridge = RIDGE * np.eye(scaled.shape[1])
    ridge[0, 0] = 0.0
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (right - guess) - ridge @ weights
        bend = scaled.T @ (scaled * (guess * (1 - guess))[:, None]) + ridge
        weights += np.linalg.solve(bend, slope)
    plain = weights[1:] / spread
    return float(weights[0] - plain @ middle), plain


def written(base: float, weights: np.ndarray) -> str:
    """Return the file's text."""
    lines = [f"{f.name} = {w:.4f}" for f, w in zip(fields(Clues), weights, strict=True)]
    return f"{HEAD}base = {base:.4f}\n\n[weights]\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Fit, and write what was fitted."""
    FILE.write_text(written(*fitted(*observed())), encoding="utf-8")


if __name__ == "__main__":
    main()
