"""Claims are told from others by what they are, and frames that are at hand are looked at once."""

import gc

import pandas as pd
import pytest

from newsfigures.ui import digest


def rows():
    return pd.DataFrame({"claim_id": ["f_1", "f_2"], "left_out": [0, 3]})


@pytest.fixture
def worked_out(monkeypatch):
    """Return the frames whose cells were looked at."""
    seen = []
    real = digest._worked_out
    monkeypatch.setattr(digest, "_worked_out", lambda given: seen.append(given) or real(given))
    return seen


def test_the_same_claims_have_one_digest_whatever_frame_holds_them():
    assert digest.digest(rows()) == digest.digest(rows())


@pytest.mark.parametrize(
    "other",
    [
        lambda of: of.iloc[::-1],
        lambda of: of.iloc[:1],
        lambda of: of.assign(name="x"),
        lambda of: of.assign(left_out=[0, 4]),
        lambda of: of.assign(claim_id=["f_1", "f_3"]),
    ],
)
def test_other_claims_have_another(other):
    one = rows()

    assert digest.digest(other(one)) != digest.digest(one)


def test_a_frame_and_its_copies_are_looked_at_once(worked_out):
    one = rows()
    copies = [digest.again(one) for _ in range(3)]

    assert len({digest.digest(each) for each in (*copies, one, *copies)}) == 1
    assert len(worked_out) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda of: of.insert(0, "name", "x"),
        lambda of: of.drop(index=0, inplace=True),
        lambda of: of.sort_values("claim_id", ascending=False, inplace=True),
    ],
)
def test_a_copy_that_was_changed_is_looked_at_again_and_the_frame_stays_as_it_was(change):
    one = rows()
    copied = digest.again(one)
    before = digest.digest(copied)
    change(copied)

    assert digest.digest(copied) != before
    assert digest.digest(one) == before


def test_a_frame_that_goes_leaves_nothing_behind():
    gc.collect()
    before = len(digest._known)
    one = rows()
    digest.digest(digest.again(one))
    assert len(digest._known) > before

    del one
    gc.collect()

    assert len(digest._known) == before
