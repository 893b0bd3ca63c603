"""Pure work shared among the machine's processors: a large site is written in half the time."""

import atexit
import gc
import os
import pickle
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
# Below this a fork costs more than it saves.
_WORTH_IT = 300
_SHARES = 256
"""Into so many parts work is cut: the number of each is one byte."""


def collect_rarely() -> None:
    """For a process that builds.

    Millions of objects live to its end, or to the next save: looking for rubbish among them every seven
    hundred costs a tenth of its time, and looking once more on the way out a twentieth.
    """
    gc.set_threshold(100_000, 50, 10)
    atexit.register(gc.freeze)


def mapped(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """``[work(item) for item in items]``, by forked processes where that is safe and worth it.

    `work` must only return: what it changes is lost with its process. An exception is raised here,
    whichever process met it.
    """
    count = min(os.cpu_count() or 1, 4)
    # A fork takes one thread along; what the others held locked would stay so (the live preview).
    alone = threading.active_count() == 1 and hasattr(os, "fork")
    if count == 1 or not alone or len(items) < _WORTH_IT:
        return [work(item) for item in items]
    shares = [items[number::_SHARES] for number in range(_SHARES)]
    try:
        numbers, writer = os.pipe()
    except OSError:
        return [work(item) for item in items]
    os.write(writer, bytes(range(_SHARES)))
    os.close(writer)
    children: list[tuple[IO[bytes], int]] = []
    gc.freeze()
    try:
        # A machine that has no process left to give, or no room for a file, works with those it has.
        with suppress(OSError):
            for _ in range(count - 1):
                children.append(_fork(work, shares, numbers))
        done = dict(_taken(work, shares, numbers))
    except BaseException:
        os.read(numbers, _SHARES)  # nothing more is begun
        raise
    finally:
        os.close(numbers)
        answers = [dict(_received(*child)) for child in children]
        gc.unfreeze()
    for answer in answers:
        done |= answer
    results: list[Any] = [None] * len(items)
    for number, share in enumerate(shares):
        # What a process could not do is done here: its fault is then raised where it happens.
        found = done[number] if number in done else [work(item) for item in share]
        results[number::_SHARES] = found
    return results


def _taken(
    work: Callable[[Item], Result], shares: Sequence[Sequence[Item]], numbers: int
) -> Iterator[tuple[int, list[Result]]]:
    """Share after share, done, until the pipe `numbers`, which all processes read, is empty.

    Whoever is free takes the next: processes are not equally fast, nor are shares equally long.
    """
    while number := os.read(numbers, 1):
        yield number[0], [work(item) for item in shares[number[0]]]


def _fork(
    work: Callable[[Item], Result], shares: Sequence[Sequence[Item]], numbers: int
) -> tuple[IO[bytes], int]:
    """Starts a process that takes its part of `shares`; the file it fills, and its number."""
    # Not a pipe: that would hold up whoever has more to say than fits in it.
    file = tempfile.TemporaryFile()  # noqa: SIM115 # closed by who reads it
    try:
        child = os.fork()
    except OSError:
        file.close()
        raise
    if child:
        return file, child
    status = 1
    try:
        for share in _taken(work, shares, numbers):
            pickle.dump(share, file, pickle.HIGHEST_PROTOCOL)
        file.flush()
        status = 0
    finally:
        os._exit(status)


def _received(file: IO[bytes], child: int) -> Iterator[tuple[int, list[Any]]]:
    """The shares a process has done; none when it did not come to its end."""
    _, status = os.waitpid(child, 0)
    with file:
        size = file.seek(0, os.SEEK_END) if status == 0 else 0
        file.seek(0)
        # What cannot be read again is done anew, where it is asked for.
        with suppress(Exception):
            while file.tell() < size:
                yield pickle.load(file)  # noqa: S301 # written by our own process
