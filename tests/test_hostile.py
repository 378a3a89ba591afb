"""Whatever a file does, it is refused with a reason or read right, and stops nobody else."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from newsfigures import apart, intake
from newsfigures.apart import pool as pool_of
from newsfigures.apart import wire
from newsfigures.apart.pool import FaultError, Pool
from newsfigures.errors import TooLargeError
from newsfigures.looking import File
from tests import hostile

ROOT = Path(__file__).resolve().parents[1]
GOOD = File(name="good.txt", data=hostile.WORDS.encode())


@pytest.fixture(scope="module")
def pool():
    """A pool as the app's, with so little time for each file that tests end soon."""
    own = Pool(most=1, seconds={"opened": 3, "preview": 3})
    yield own
    own.close()


@pytest.fixture
def apart_here(monkeypatch, pool):
    monkeypatch.setattr(apart, "call", pool.call)


@pytest.mark.attack("hostile files")
@pytest.mark.parametrize("file", hostile.files(), ids=lambda file: file.name)
def test_hostile_file_is_refused_with_the_reason_or_read_right(file, apart_here):
    look = next(intake.looks(File(name=file.name, data=file.data)))

    said = f"{look.result.reason} {look.result.remedy}"
    if file.said is None:
        assert look.result.status == "ready", said
        assert "$100 million" in [figure.quote for figure in look.found.extraction.figures]
        assert not [words for words in file.never if words in look.found.article.text]
    elif file.said or look.found is None:
        assert look.result.status == "refused"
        assert file.said in said
        assert "“" in look.result.reason
        assert "fault in newsfigures" not in said


def test_all_kinds_are_there():
    assert len(hostile.files()) >= 40


def _sleep(seconds):
    time.sleep(seconds)


def test_a_job_that_takes_too_long_is_stopped_and_the_next_is_done(pool):
    slow = File(name="slow.md", data=b"|" * 1_000_000 + b"\n" + b"|-" * 500_000)

    with pytest.raises(TooLargeError, match=r"“slow\.md” takes more than 3 seconds to "):
        pool.call("slow.md", "preview", pool.call("slow.md", "opened", slow))
    assert pool.call("good.txt", "opened", GOOD).text == hostile.WORDS


def test_a_slow_file_keeps_no_other_waiting():
    own = Pool(most=2, seconds={"opened": 5, "preview": 5})
    slow = File(name="slow.md", data=b"|" * 1_000_000 + b"\n" + b"|-" * 500_000)

    def take_long():
        with pytest.raises(TooLargeError):
            own.call("slow.md", "preview", own.call("slow.md", "opened", slow))

    thread = threading.Thread(target=take_long)
    thread.start()
    try:
        assert own.call("good.txt", "opened", GOOD).text == hostile.WORDS
        assert thread.is_alive()
    finally:
        thread.join()
        own.close()


def test_a_process_that_fell_is_replaced(pool):
    pool.call("good.txt", "opened", GOOD)
    for child in pool._idle:
        child._process.kill()
        child._process.wait()

    assert pool.call("good.txt", "opened", GOOD).text == hostile.WORDS


def test_a_process_is_replaced_when_it_holds_too_much_and_not_before(monkeypatch):
    # What the one that starts it holds is not its own.
    large = bytearray(600 << 20)
    large[:: 1 << 12] = b"x" * (600 << 8)
    own = Pool(most=1, seconds={"opened": 5, "preview": 5})
    article = own.call("good.txt", "opened", GOOD)
    (first,) = own._idle
    for _ in range(3):
        own.call("good.txt", "preview", article, ())
    assert own._idle == [first]
    assert 50 << 20 < first.held < pool_of.WORN

    monkeypatch.setattr(pool_of, "WORN", 50 << 20)
    assert own.call("good.txt", "opened", GOOD).text == hostile.WORDS
    assert own._idle == []
    assert not first.lives()


def test_where_memory_is_not_known_a_process_is_replaced_after_so_many_files(monkeypatch):
    monkeypatch.setattr(pool_of, "MOST_OPENED", 2)
    own = Pool(most=1, seconds={})
    (one,) = [own._lent()]
    one.opened = 1
    assert not one.is_worn
    one.opened = 2
    assert one.is_worn
    one.end()


def test_a_fault_of_ours_is_told_from_a_bad_file(pool):
    with pytest.raises(FaultError) as told:
        pool.call("odd", "preview", "no article")
    assert told.value.kind == "AttributeError"
    assert "Traceback" in str(told.value)


def test_an_answer_makes_nothing_but_our_nouns(tmp_path):
    with (tmp_path / "frame").open("w+b") as stream:
        wire.send(stream, _sleep)
        stream.seek(0)
        with pytest.raises(Exception, match="is no part of an answer"):
            wire.answer(stream)


@pytest.mark.attack("rights of who reads files")
@pytest.mark.parametrize(
    "deed",
    [
        "open('x', 'w')",
        "__import__('socket').create_connection(('127.0.0.1', 9))",
        "__import__('subprocess').run(['true'])",
        "__import__('os').remove('x')",
        "__import__('os').system('true')",
    ],
)
def test_who_reads_a_file_writes_none_connects_nowhere_and_starts_nothing(deed):
    code = f"from newsfigures.apart import worker; worker._give_up_rights(); {deed}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 1
    assert "PermissionError" in done.stderr
