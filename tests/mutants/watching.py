"""A plugin of pytest: notes what each test runs, or ends each in time.

With MUTANTS_RECORD, a folder, it writes there for every test how long it takes, what it shares with
others, and which templates and scripts it opens; what it runs of the program goes to `coverage`, whose
contexts are the tests. With MUTANTS_TIMES, a file, each test ends in twenty times its time of then.
"""

import json
import os
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import coverage
import pytest

_ENDINGS = (".j2", ".mjs", ".js", ".html")
_LEAST, _TIMES = 20.0, 20
_SCOPES = ("session", "package", "module")


class Recorder:
    """One process of a run; xdist has several."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = ""
        self.opened: dict[str, set[str]] = defaultdict(set)
        self.tests: dict[str, dict[str, Any]] = {}
        self.coverage = coverage.Coverage(
            data_file=str(folder / "coverage"), data_suffix=True, config_file=str(folder / "rc")
        )
        self.coverage.start()
        os.environ["COVERAGE_PROCESS_START"] = str(folder / "rc")  # for what tests start
        sys.addaudithook(self._heard)

    def _heard(self, event: str, given: tuple[Any, ...]) -> None:
        if event == "open" and self.now and str(given[0]).endswith(_ENDINGS):
            self.opened[Path(str(given[0])).name].add(self.now)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.now = item.nodeid
        self.coverage.switch_context(item.nodeid)
        self.tests[item.nodeid] = {"seconds": 0.0, "right": True, "shared": _shared(item)}
        result = yield
        self.now = ""
        self.coverage.switch_context("")
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.nodeid in self.tests:
            self.tests[report.nodeid]["seconds"] += report.duration
            self.tests[report.nodeid]["right"] &= report.passed

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        self.coverage.save()
        opened = {name: sorted(by) for name, by in self.opened.items()}
        told = {"tests": self.tests, "opened": opened}
        (self.folder / f"told-{os.getpid()}.json").write_text(json.dumps(told), "utf-8")


def _shared(item: pytest.Item) -> list[str]:
    """What a test has not for itself: others may find there what was made for this one."""
    found = getattr(item, "_fixtureinfo").name2fixturedefs.items()  # noqa: B009 # no public name
    return [
        name
        for name, definitions in found
        if definitions[-1].scope in _SCOPES and definitions[-1].func.__module__.startswith("tests.")
    ]


class Clock:
    """Ends a test that takes far longer than it did: the program hangs, so it is noticed."""

    def __init__(self, times: dict[str, float]) -> None:
        self.times = times

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        signal.signal(signal.SIGALRM, _too_long)
        signal.setitimer(signal.ITIMER_REAL, _LEAST + _TIMES * self.times.get(item.nodeid, 0.0))
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _too_long(_: int, __: FrameType | None) -> None:
    pytest.fail("it takes far too long")


def pytest_configure(config: pytest.Config) -> None:
    folder, times = os.environ.get("MUTANTS_RECORD"), os.environ.get("MUTANTS_TIMES")
    alone = "PYTEST_XDIST_WORKER" in os.environ or not config.getoption("numprocesses", None)
    if folder and alone:
        config.pluginmanager.register(Recorder(Path(folder)))
    if times:
        config.pluginmanager.register(Clock(json.loads(Path(times).read_text("utf-8"))))
