"""
Build a store of as many figures as asked for, out of the sample articles.

    python benchmarks/corpus.py 1000000 million.duckdb

Each copy of an article has an id and a date of its own and its values scaled by a factor; texts,
spans and sentences stay, so that every figure keeps its evidence. How often an article is copied
falls off as in a Zipf law: a few are told over and over, most a few times. The seed is fixed, so
the same count gives the same rows.
"""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from newsfigures import intake  # noqa: E402
from newsfigures.store import QUERIES, Store  # noqa: E402

# Copies per article, heaviest first; `rank` is by a digest, so that no genre is favoured.
COPIES = """
CREATE OR REPLACE TEMP TABLE copy_of AS
WITH read AS (
    SELECT a.article_id, count(f.figure_id) AS figures,
           row_number() OVER (ORDER BY md5(a.article_id)) AS rank
    FROM article AS a JOIN figure AS f USING (article_id) GROUP BY a.article_id
),
weighed AS (
    SELECT *, 1 / sqrt(rank) AS share, sum(figures / sqrt(rank)) OVER () AS whole FROM read
)
SELECT w.article_id, n.n,
       'a_' || left(md5(w.article_id || n.n), 16) AS new_id,
       -- From a half to twice, the same each time; copies lie within eight years.
       0.5 + 1.5 * (hash(w.article_id || n.n) % 1000) / 1000 AS factor,
       CAST(hash(n.n || w.article_id) % 2900 AS INTEGER) AS days
FROM weighed AS w, unnest(range(1, CAST(ceil($figures * share / whole) AS BIGINT))) AS n(n)
"""
TABLES = {
    "article": """
        SELECT a.* REPLACE (c.new_id AS article_id, FALSE AS is_sample,
                            DATE '2018-06-01' + c.days AS published)
        FROM article AS a JOIN copy_of AS c USING (article_id)""",
    "figure": """
        SELECT f.* REPLACE ('f_' || left(md5(f.figure_id || c.n), 16) AS figure_id,
                            c.new_id AS article_id, f.value * c.factor AS value,
                            f.value_high * c.factor AS value_high)
        FROM figure AS f JOIN copy_of AS c USING (article_id)""",
    "derived": """
        SELECT d.* REPLACE ('d_' || left(md5(d.derived_id || c.n), 16) AS derived_id,
                            c.new_id AS article_id, d.value * c.factor AS value)
        FROM derived AS d JOIN copy_of AS c USING (article_id)""",
    "derived_input": """
        SELECT 'd_' || left(md5(i.derived_id || c.n), 16), i.position,
               'f_' || left(md5(i.figure_id || c.n), 16)
        FROM derived_input AS i JOIN derived AS d USING (derived_id)
        JOIN copy_of AS c USING (article_id)""",
}


def build(path: Path, figures: int) -> dict[str, int]:
    """Build a store at `path` of about so many figures; return what is in it."""
    with Store.open(path) as store:
        intake.build(store)
        with store.cursor() as cursor:
            cursor.execute(COPIES, {"figures": figures})
            # Inputs first: they are found through the derived figures that are there by then.
            for table in ("derived_input", "derived", "figure", "article"):
                cursor.execute(f"INSERT INTO {table} {TABLES[table]}")
            # The claims of what was copied in past the store's own writes are kept anew.
            cursor.execute((QUERIES / "store" / "keep_all_claims.sql").read_text(encoding="utf-8"))
            cursor.execute("CHECKPOINT")
        return store.counts()


def offer(parser: argparse.ArgumentParser) -> None:
    """Let a benchmark be told which store it measures, or how large the one made for it is."""
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="a store made by corpus.py; else one is made")


def wanted(given: argparse.Namespace) -> Path:
    """Return the store that was named, else one made for it and kept for the next benchmark."""
    path: Path = given.store or Path(tempfile.gettempdir()) / f"newsfigures-{given.figures}.duckdb"
    if not path.exists():
        build(path, given.figures)
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("figures", type=int)
    parser.add_argument("store", type=Path)
    given = parser.parse_args()
    sys.stdout.write(f"{build(given.store, given.figures)}\n")
