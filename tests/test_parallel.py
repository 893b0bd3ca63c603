"""Work shared among processes: the same results, and the same faults, as without."""

import os
import signal
from collections.abc import Callable

import pytest
from playbook.parallel import mapped

MANY = range(1000)
HERE = os.getpid()


class BadArgumentsError(Exception):
    """An error that cannot be sent: it is not made again from its arguments."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"{number}: {why}")


def fails(number: int) -> int:
    if number == 601:
        raise BadArgumentsError(number, "it is odd")
    return number


def is_killed(number: int) -> int:
    if number == 601 and os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def cannot_be_sent(number: int) -> Callable[[], int]:
    return lambda: number


def test_results_are_in_order_whoever_found_them() -> None:
    assert mapped(lambda number: number * number, MANY) == [number * number for number in MANY]


def test_an_error_is_raised_as_it_was_and_where_it_happened() -> None:
    with pytest.raises(BadArgumentsError, match="601: it is odd") as caught:
        mapped(fails, MANY)
    assert caught.traceback[-1].name == "fails"


def test_what_a_killed_process_left_is_done() -> None:
    assert mapped(is_killed, MANY) == [number * 2 for number in MANY]


def test_results_that_cannot_be_sent_are_found_here() -> None:
    assert [found() for found in mapped(cannot_be_sent, MANY)] == list(MANY)
