"""Work shared among processes: the same results, and the same faults, as without."""

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playbook.system.parallel import mapped

MANY = range(1000)
HERE = os.getpid()
Work = Callable[[int], object]
REALLY_ACTIVE = threading.active_count


class BadArgumentsError(Exception):
    """An error that cannot be sent: it is not made again from its arguments."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"{number}: {why}")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a build: the threads of a test run hold nothing that this work needs."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture
def shared(tmp_path: Path) -> Callable[[Work, Work], Work]:
    """From what this process does and what another does: work of which both have a part."""
    there = tmp_path / "another process was here"

    def of(here: Work, elsewhere: Work) -> Work:
        def work(number: int) -> object:
            if os.getpid() != HERE:
                there.touch()
                return elsewhere(number)
            deadline = time.monotonic() + 20
            while not there.exists():
                assert time.monotonic() < deadline, "no other process came"
                time.sleep(0.001)
            return here(number)

        return work

    return of


def double(number: int) -> int:
    return number * 2


def fails(number: int) -> int:
    raise BadArgumentsError(number, "it is odd")


def is_killed(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def cannot_be_sent(number: int) -> Callable[[], int]:
    return lambda: number


class Forgetful:
    """Sent, but not made again."""

    def __reduce__(self) -> tuple[object, ...]:
        return (BadArgumentsError, (1,))


def cannot_be_received(number: int) -> Forgetful:
    return Forgetful()


def test_results_are_in_order_whoever_found_them(shared: Callable[[Work, Work], Work]) -> None:
    assert mapped(shared(double, double), MANY) == [number * 2 for number in MANY]


@pytest.mark.parametrize("elsewhere", [is_killed, fails, cannot_be_sent, cannot_be_received])
def test_what_another_process_could_not_do_is_done_here(
    shared: Callable[[Work, Work], Work], elsewhere: Work
) -> None:
    assert mapped(shared(double, elsewhere), MANY) == [number * 2 for number in MANY]


def test_an_error_is_raised_as_it_was_and_where_it_happened(
    shared: Callable[[Work, Work], Work],
) -> None:
    with pytest.raises(BadArgumentsError, match="it is odd") as caught:
        mapped(shared(fails, fails), MANY)
    assert caught.traceback[-1].name == "fails"


def test_after_an_error_nothing_more_is_begun(tmp_path: Path) -> None:
    def work(number: int) -> None:
        (tmp_path / str(number)).touch()
        if os.getpid() == HERE:
            fails(number)
        time.sleep(0.01)

    with pytest.raises(BadArgumentsError):
        mapped(work, MANY)
    assert len(list(tmp_path.iterdir())) < len(MANY) / 2


def test_nothing_is_forked_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another thread held locked would stay so for ever in the fork (the live preview)."""
    monkeypatch.setattr(threading, "active_count", REALLY_ACTIVE)
    enough = threading.Event()
    beside = threading.Thread(target=enough.wait)
    beside.start()
    try:
        assert set(mapped(lambda _: os.getpid(), MANY)) == {HERE}
    finally:
        enough.set()
        beside.join()


def test_a_little_work_is_not_shared() -> None:
    assert set(mapped(lambda _: os.getpid(), MANY[:299])) == {HERE}
