"""
Preferred claims: of several alike, the one that stands where a single value is used.

A preference is signed: who, when and why. Like decisions it is never overwritten; the newest about
the same thing counts, and withdrawing it is an entry of its own.
"""

from newsfigures.access import Action
from newsfigures.desk import now, signed
from newsfigures.errors import ConflictError, ReviewError, UnknownFigureError
from newsfigures.store import Store

__all__ = ["prefer", "withdraw"]


def prefer(store: Store, claim_id: str, *, why: str, who: str, seen: int | None) -> int:
    """
    Let a claim stand for all those alike it; return the choice's number.

    `seen` is the number of the newest choice about these claims when they were shown, None for
    none. Raises ReviewError without a reason, ConflictError when somebody chose since `seen`, and
    UnknownFigureError when the claim is not in the store.
    """
    return _choose(store, claim_id, "prefer", why=why, who=who, seen=seen)


def withdraw(store: Store, claim_id: str, *, why: str, who: str, seen: int | None) -> int:
    """Take a preference back: none of the claims alike stands out any more. See `prefer`."""
    return _choose(store, claim_id, "withdraw", why=why, who=who, seen=seen)


def _choose(
    store: Store, claim_id: str, action: str, *, why: str, who: str, seen: int | None
) -> int:
    reason = " ".join(why.split())
    if not reason:
        raise ReviewError("Why: give a reason, for whoever relies on this choice.")
    with store.desk(Action.PREFER) as desk:
        known = desk.choice_about(claim_id)
        if known is None:
            raise UnknownFigureError(claim_id)
        if known["newest"] != seen:
            did = "preferred one" if known["action"] == "prefer" else "withdrew a preference"
            raise ConflictError(claim_id, str(known["who"]), did)
        stands = known["preferred"] if known["action"] == "prefer" else None
        if action == "withdraw" and stands != claim_id:
            raise ReviewError("This figure is not preferred; there is nothing to take back.")
        return desk.choose(known["alike"], claim_id, action, now(), signed(who), reason)
