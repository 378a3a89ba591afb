"""Whether a store is sound: what in it does not fit the rest, each with its id and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from newsfigures import queries
from newsfigures.access import Action
from newsfigures.desk import READ
from newsfigures.store import Store

CHECKS = (
    "check_texts",
    "check_evidence",
    "check_orphans",
    "check_inputs",
    "check_decisions",
    "check_claims",
)
_VERB = "python -m newsfigures"
_READ_AGAIN = f"Read its article again: {_VERB} reread --apply {{article_id}}"
_MEND = f"{_VERB} doctor --mend"
_REMEDIES = {
    "text": "Something else wrote to the file. Restore a backup, or remove the article and add "
    "it again.",
    "evidence": f"{_READ_AGAIN}. Where somebody corrected it, reject it on Review.",
    "orphan": f"It counts nowhere; {_MEND} removes it.",
    "naming": "Restore a backup in which the addition stands.",
    "input": _READ_AGAIN,
    "decision": _READ_AGAIN,
    "claim": f"{_MEND} works it out anew.",
}
KINDS = frozenset(_REMEDIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    One thing that does not fit.

    `kind` is text, evidence, orphan, naming, input, decision or claim; `id` that of the row;
    `article_id` None where no article is concerned. `said` is what is wrong, `remedy` what to do.
    """

    kind: str
    id: str
    article_id: str | None
    said: str
    remedy: str


def findings(cursor: Any) -> list[Finding]:
    """Return what does not fit in what a cursor sees, in the order of CHECKS."""
    found: list[Finding] = []
    for name in CHECKS:
        for kind, own, article_id, said in cursor.execute(queries.load(name)).fetchall():
            remedy = _REMEDIES[kind].format(article_id=article_id)
            found.append(
                Finding(kind=kind, id=own, article_id=article_id, said=said, remedy=remedy)
            )
    return found


def check(store: Store) -> list[Finding]:
    """Return what does not fit in a store, as it is at one moment."""
    with store.moment() as cursor:
        return findings(cursor)


def mend(store: Store) -> list[Finding]:
    """
    Remove what counts nowhere and work the claims out anew; return what does not fit then.

    Nothing that somebody decided, and no article, is touched.
    """
    lost = {"articles": _gone(check(store))}
    with store.desk(Action.MEND) as desk:
        for table in READ:
            desk.run(f"remove_from_{table}", lost)
        desk.run("remove_lost_inputs")
        desk.run("keep_all_claims")
    return check(store)


def _gone(found: Iterable[Finding]) -> list[str]:
    """Return the articles that are not there and of which something is left."""
    return sorted({one.article_id for one in found if one.kind == "orphan" and one.article_id})
