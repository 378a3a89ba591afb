"""The articles of a store, with all that was read in them: added, removed, brought back."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import duckdb

from newsfigures import places, tables
from newsfigures.access import Action
from newsfigures.desk import READ, Desk, insert, now, signed
from newsfigures.errors import DuplicateArticleError
from newsfigures.model import Article, Extraction
from newsfigures.places import Place
from newsfigures.store.schema import UpToDate
from newsfigures.store.statements import statement


class Store(UpToDate):
    """One open store (`opened.Opened` says what of it can be read)."""

    @classmethod
    def open(cls, place: Place | None = None) -> Self:
        """Open the store at a place, by default that of `places.default`."""
        place = place or places.default()
        return cls(place.resolve() if isinstance(place, Path) else place)

    def add(
        self,
        article: Article,
        extraction: Extraction,
        reading: Mapping[str, object],
        *,
        words: int,
        then: Callable[[Desk, str], None] | None = None,
        copy: tuple[str | None, Sequence[int]] = (None, ()),
    ) -> list[str]:
        """
        Save an article with everything read in it, or nothing; return its figures' ids.

        `copy` is the id of the article it is nearly the same as, and its sketch.

        `then` is called with the article's id in the same transaction, to let decisions count
        that were taken about it before.

        Raises DuplicateArticleError when the text is there already, SpanMismatchError when a
        span does not cut its quote out of the text (checked here and again in the store).
        """
        article_id = article.article_id
        for figure in extraction.figures:
            figure.check(article_id, article.text)
        with self._transaction(Action.UPLOAD) as cursor:
            if known := self._known(cursor, article_id):
                raise known
            row = tables.article_row(article, reading, words, now(), extraction.read_by, copy)
            # Added anew, it is not among the removed any more.
            self._forget(cursor, article_id)
            insert(cursor, "article", [row])
            desk = Desk(cursor, statement)
            desk.fill(article_id, tables.extraction_rows(article_id, extraction))
            if then is not None:
                then(desk, article_id)
            desk.keep_claims()
            return [row["figure_id"] for row in desk.read_in(article_id)]

    @staticmethod
    def _known(cursor: duckdb.DuckDBPyConnection, article_id: str) -> DuplicateArticleError | None:
        row = cursor.execute(statement("known_article"), {"article_id": article_id}).fetchone()
        return None if row is None else DuplicateArticleError(article_id, str(row[0]), int(row[1]))

    def known(self, article_id: str) -> DuplicateArticleError | None:
        """Return what adding this article would raise because it is here, None when it is not."""
        with self.cursor() as cursor:
            return self._known(cursor, article_id)

    def alike(self, article_id: str, sketch: Sequence[int], least: int) -> list[dict[str, Any]]:
        """Return up to five other articles that share `least` hashes of a sketch, likest first."""
        asked = {"article_id": article_id, "sketch": list(sketch), "least": least}
        with self.cursor() as cursor:
            found = cursor.execute(statement("like_sketch"), asked)
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def sketch_old(self, sketch: Callable[[str], Sequence[int]]) -> int:
        """Make the sketches of some articles that have none; return of how many."""
        with self.cursor() as cursor:
            bare = cursor.execute(statement("unsketched")).fetchall()
        if bare:
            made = [{"article_id": own, "sketch": list(sketch(text))} for own, text in bare]
            with self._transaction(Action.UPKEEP) as cursor:
                for each in made:
                    cursor.execute(statement("set_sketch"), each)
        return len(bare)

    def _remove(self, name: str, values: dict[str, object] | None = None) -> int:
        with self._transaction(Action.SAMPLES) as cursor:
            ids = [row[0] for row in cursor.execute(statement(name), values).fetchall()]
            for table in (*READ, "article", "claim_kept"):
                cursor.execute(statement(f"remove_from_{table}"), {"articles": ids})
        return len(ids)

    def remove(self, article_id: str, who: str = "") -> bool:
        """
        Take one article out with all that was read in it; False when it is not there.

        It is put away and can be restored; what is decided about its figures stays.
        """
        if self.known(article_id) is None:
            return False
        own = {"article_id": article_id}
        with self._transaction(Action.REMOVE) as cursor:
            self._forget(cursor, article_id)
            noted = {**own, "at": now(), "who": signed(who)}
            cursor.execute(statement("put_away_article"), noted)
            for table in READ:
                cursor.execute(statement(f"put_away_{table}"), own)
            for table in (*READ, "article", "claim_kept"):
                cursor.execute(statement(f"remove_from_{table}"), {"articles": [article_id]})
        return True

    def restore(self, article_id: str) -> bool:
        """
        Bring an article back that was removed, as it was; False when it was not put away.

        Raises DuplicateArticleError when it was added anew in the meantime.
        """
        own = {"article_id": article_id}
        with self._transaction(Action.RESTORE) as cursor:
            if known := self._known(cursor, article_id):
                raise known
            if article_id not in self._removed(cursor):
                return False
            for table in (*READ, "article"):
                cursor.execute(statement(f"put_back_{table}"), own)
            self._forget(cursor, article_id)
            cursor.execute(statement("keep_claims"), own)
        return True

    def forget_removed(self) -> int:
        """Delete for good what was removed; return how many articles."""
        with self._transaction(Action.FORGET) as cursor:
            gone = self._removed(cursor)
            for article_id in gone:
                self._forget(cursor, article_id)
        return len(gone)

    @staticmethod
    def _removed(cursor: duckdb.DuckDBPyConnection) -> list[str]:
        return [str(row[0]) for row in cursor.execute(statement("removed_ids")).fetchall()]

    @staticmethod
    def _forget(cursor: duckdb.DuckDBPyConnection, article_id: str) -> None:
        for table in (*READ, "article"):
            cursor.execute(statement(f"forget_{table}"), {"article_id": article_id})

    def remove_samples(self) -> int:
        """Take every sample article out; return how many there were."""
        return self._remove("sample_articles")

    def article(self, article_id: str) -> dict[str, Any] | None:
        """Return one article's row by column name, None when it is not there."""
        with self.cursor() as cursor:
            found = cursor.execute(statement("article"), {"article_id": article_id})
            names = [column[0] for column in found.description or ()]
            row = found.fetchone()
        return None if row is None else dict(zip(names, row, strict=True))

    def counts(self) -> dict[str, int]:
        """Return how many articles, samples, figures, derived and reference figures there are."""
        with self.cursor() as cursor:
            found = cursor.execute(statement("counts"))
            names = [column[0] for column in found.description or ()]
            row = found.fetchone() or ()
        return {name: int(number) for name, number in zip(names, row, strict=True)}
