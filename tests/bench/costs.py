"""What a command costs: seconds, the processors' time, memory. What Pagefind takes of that is told apart."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pagefind_bin import get_executable

# Tells the time of the processors in minutes and seconds: in the second line that of what it called.
_MEASURED = """#!/bin/sh
{pagefind} "$@"
status=$?
times >> {said}
exit $status
"""


_TOLD = """
import atexit, os, resource
def told(number=os.getpid()):
    if os.getpid() == number:
        with open({said!r}, "a") as file:
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=file)
atexit.register(told)
"""


class Cost(NamedTuple):
    seconds: float
    processors: float
    """Seconds, of all processors and processes together."""
    searching: float
    """Of these, Pagefind's."""
    memory: int
    """The most that one process of Python had, in megabytes."""


class Measuring:
    """Runs commands, each with a Pagefind that tells what it took."""

    def __init__(self, room: Path) -> None:
        self._said = room / "pagefind.times"
        self.pagefind = room / "pagefind"
        text = _MEASURED.format(pagefind=get_executable(), said=self._said)
        self.pagefind.write_text(text, "utf-8")
        self.pagefind.chmod(0o755)
        # Whoever asks the package for its program is given this one.
        self.instead = room / "instead"
        (self.instead / "pagefind_bin").mkdir(parents=True)
        module = f"def get_executable():\n    return {str(self.pagefind)!r}\n"
        (self.instead / "pagefind_bin/__init__.py").write_text(module, "utf-8")
        # What the system tells of a process counts what it called: each tells of itself.
        self._memory = room / "memory"
        (self.instead / "sitecustomize.py").write_text(
            _TOLD.format(said=str(self._memory)), "utf-8"
        )

    def cost(
        self, commands: Sequence[Sequence[str]], folder: Path, environ: Mapping[str, str]
    ) -> Cost:
        """What it costs to call them one after the other; ends the program where one fails."""
        self._said.write_text("", "utf-8")
        self._memory.write_text("", "utf-8")
        started, processors = time.perf_counter(), 0.0
        for command in commands:
            with tempfile.TemporaryFile() as said:
                process = subprocess.Popen(
                    command, cwd=folder, env=environ, stdout=said, stderr=said
                )
                _, status, used = os.wait4(process.pid, 0)
                if os.waitstatus_to_exitcode(status):
                    said.seek(0)
                    raise SystemExit(f"{command}: {said.read().decode()}")
            processors += used.ru_utime + used.ru_stime
        seconds = time.perf_counter() - started
        memory = max(map(int, self._memory.read_text("utf-8").split()), default=0) // 1024
        return Cost(seconds, processors, self._searching(), memory)

    def _searching(self) -> float:
        words = " ".join(self._said.read_text("utf-8").splitlines()[1::2]).split()
        parts = (word.rstrip("s").split("m") for word in words)
        return sum(60 * int(minutes) + float(seconds) for minutes, seconds in parts)


def median(costs: Sequence[Cost]) -> Cost:
    """Of each figure by itself."""
    return Cost(*(statistics.median(of) for of in zip(*costs, strict=True)))  # type: ignore[arg-type]
