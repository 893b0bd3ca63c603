"""Pure work shared among the machine's processors: a large site is written in half the time."""

import atexit
import gc
import os
import pickle
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
# Below this a fork costs more than it saves.
_WORTH_IT = 300


def collect_rarely() -> None:
    """For a process that builds and ends.

    Millions of objects live to its end: looking for rubbish among them every seven hundred costs a
    tenth of its time, and looking once more on the way out a twentieth.
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
    shares = [items[number::count] for number in range(count)]
    gc.freeze()
    children = [_fork(work, share) for share in shares[1:]]
    gc.unfreeze()
    try:
        done = [[work(item) for item in shares[0]]]
    finally:
        answers = [_received(*child) for child in children]
    # What a process could not do is done here: its fault is then raised where it happens.
    done += [
        [work(item) for item in share] if answer is None else answer
        for share, answer in zip(shares[1:], answers, strict=True)
    ]
    results: list[Any] = [None] * len(items)
    for number, share_done in enumerate(done):
        results[number::count] = share_done
    return results


def _fork(work: Callable[[Item], Result], items: Sequence[Item]) -> tuple[int, int]:
    """Starts a process for `items`; where to read what it found, and its number."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return reader, child
    status = 1
    try:
        os.close(reader)
        found = pickle.dumps([work(item) for item in items], pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writer, "wb") as file:
            file.write(found)
        status = 0
    finally:
        os._exit(status)


def _received(reader: int, child: int) -> list[Any] | None:
    """What a process found; None when it did not come to its end."""
    with os.fdopen(reader, "rb") as file:
        found = file.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(found) if status == 0 else None  # noqa: S301 # written by our own process
