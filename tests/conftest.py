"""What the browser tests share: editions built once a run, served over loopback, and one Chromium."""

import fcntl
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    sync_playwright,
)

from tests import machine
from tests.serving import Served

pytest_plugins = [
    "tests.excerpts", "tests.german", "tests.house", "tests.previewing",
    "tests.scripting", "tests.script_graph", "tests.walking",
]  # fmt: skip
ROOT = Path(__file__).parent.parent
FROZEN = ROOT / "tests" / "sample"
"""The sample as it was when the tests were written: they hold whatever becomes of playbook_data/."""
DAY = "2026-11-02"  # tests must not change with the calendar
# Else each of the many programs that tests call compiles all our modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


ENVIRON = {
    "PLAYBOOK_DATA": str(FROZEN / "playbook_data"),
    "PLAYBOOK_DATE": DAY,
    "NO_MKDOCS_2_WARNING": "1",
}
"""What builds of the sample are told, unless a test says otherwise."""
Built = Callable[[str], Path]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Builds every edition of the frozen sample; hands out an audience's folder."""
    return editions(tmp_path_factory, "sites", FROZEN / "playbook_data")


def editions(factory: pytest.TempPathFactory, name: str, data: Path, **environ: str) -> Built:
    """Every edition of `data`, built when first asked for, once a run whatever the number of workers."""
    base = factory.getbasetemp()
    # Each xdist worker has a folder of its own inside the run's.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def build(audience: str) -> Path:
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (shared / name).exists():
                publish(shared / f"{name}.begun", PLAYBOOK_DATA=str(data), **environ)
                (shared / f"{name}.begun").rename(shared / name)
        return shared / name / audience

    return build


def publish(folder: Path, **environ: str) -> None:
    """Every edition as `make site` builds it, by the generator that GENERATOR names.

    Raises `AssertionError` with what it said when it fails.
    """
    _run("playbook.edges", str(folder), **{"PYTHONPATH": str(ROOT / "hooks"), **environ})


def run_mkdocs(site: Path, **environ: str) -> None:
    """`mkdocs build` into `site`; raises `AssertionError` with what it said when it fails."""
    _run("mkdocs", "build", "-q", "-d", str(site), **environ)


def _run(*module: str, **environ: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *module],
        cwd=ROOT,
        env={**os.environ, **ENVIRON, **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what a person does in a browser: `make proof` tries that by each generator."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_collection_finish() -> None:
    """Looks for rubbish rarely: among thousands of tests that all stay it takes a sixth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 10)


@pytest.fixture(scope="session")
def served(built: Built) -> Iterator[Callable[[str], Served]]:
    """Serves the edition of an audience."""
    with hosted(built) as start:
        yield start


@contextmanager
def hosted(built: Built) -> Iterator[Callable[[str], Served]]:
    """Serves what is `built`, each edition when it is first asked for."""
    running: dict[str, Served] = {}

    def start(audience: str) -> Served:
        if audience not in running:
            running[audience] = Served(built(audience))
        return running[audience]

    yield start
    for one in running.values():
        one.stop()


def at_home(folder: Path) -> dict[str, str | float | bool]:
    """The environment of a browser that writes into `folder` and nowhere else."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    return {**os.environ, **dict.fromkeys(names, str(folder))}


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    # Without its libraries the driver never answers, and says nothing of them.
    machine.try_driver()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=machine.chromium(),
            args=machine.FLAGS,
            env=at_home(tmp_path_factory.mktemp("home")),
        )
        yield chromium
        chromium.close()


def _of_zensical(thrown: WebError) -> bool:
    """Whether a script that is Zensical's own failed, as it does on odd addresses: a gap that is listed."""
    stack = getattr(thrown.error, "stack", None) or ""
    return os.environ.get("GENERATOR") == "zensical" and "/assets/javascripts/bundle." in stack


@pytest.fixture
def open_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a browser that has been nowhere. Whatever its pages complain of fails the test."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{message.type}: {message.text}")

    def thrown(one: WebError) -> None:
        if not _of_zensical(one):
            complaints.append(str(one.error))

    def asked(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "file://", "data:", "blob:")):
            complaints.append(f"asked another host: {request.url}")

    def start(**options: Any) -> BrowserContext:
        options = {"viewport": {"width": 1440, "height": 900}, "locale": "fr-FR", **options}
        context = browser.new_context(**options)
        context.set_default_timeout(5000)
        context.on("console", heard)
        context.on("weberror", thrown)
        context.on("request", asked)
        opened.append(context)
        return context

    yield start
    for one in opened:
        one.close()
    assert not complaints


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page of such a browser, 1440 × 900."""
    return open_context().new_page()
