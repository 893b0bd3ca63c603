"""What the browser tests share: editions built once a run, served over loopback, and one Chromium."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.chromium import find
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from tests.serving import serve

ROOT = Path(__file__).parent.parent
DAY = "2026-11-02"  # tests must not change with the calendar
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Builds the edition of an audience, once a run whatever the number of workers: its folder."""
    base = tmp_path_factory.getbasetemp()
    # Each xdist worker has a folder of its own inside the run's.
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sites"
    shared.mkdir(exist_ok=True)

    def build(audience: str) -> Path:
        site = shared / audience
        with (shared / f"{audience}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (site / "index.html").exists():
                run_mkdocs(site, PLAYBOOK_AUDIENCE=audience)
        return site

    return build


def run_mkdocs(site: Path, **environ: str) -> None:
    """`mkdocs build` into `site`; raises `AssertionError` with what it said when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)],
        cwd=ROOT,
        env={**os.environ, "PLAYBOOK_DATE": DAY, "NO_MKDOCS_2_WARNING": "1", **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def served(built: Callable[[str], Path]) -> Iterator[Callable[[str], str]]:
    """Serves the edition of an audience: its address, with the slash."""
    running: dict[str, tuple[str, Callable[[], None]]] = {}

    def address(audience: str) -> str:
        if audience not in running:
            running[audience] = serve(built(audience))
        return running[audience][0]

    yield address
    for _, stop in running.values():
        stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    if path is None:
        pytest.fail("no Chromium: python tests/chromium.py says what to install")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has been nowhere. Whatever any of its pages complains of fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR")
    complaints: list[str] = []
    outside: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{message.type}: {message.text}")

    context.on("console", heard)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("request", lambda request: outside.append(request.url))
    yield context
    context.close()
    allowed = ("http://127.0.0.1:", "file://", "data:", "blob:")
    assert not complaints
    assert [url for url in outside if not url.startswith(allowed)] == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(5000)
    return page
