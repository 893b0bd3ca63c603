"""What tests need of the machine beside Python: found, or installed where that may be, and tried.

`make setup-test` calls this, before the first test and once; tests only find.
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

STEP = "`make setup-test` finds or installs all that tests need, and says what is missing"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Debian's own, that is always there: what installs locks it, so that a second call waits for the first.
_APT = Path("/var/lib/dpkg")


class MissingError(Exception):
    """What is not there, or does not work, in one line; and for a test that meets it, whose work that is."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.add_note(STEP)


# ---- found


def chromium() -> str:
    """The path of a Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return _first("CHROMIUM", names)


def nginx() -> str:
    """The path of nginx, which need not be on the PATH of a user."""
    return _first("NGINX", ("nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx"))


def _first(named: str, names: Sequence[str]) -> str:
    for name in [os.environ[named]] if os.environ.get(named) else names:
        if path := shutil.which(name):
            return path
    raise MissingError(f"found no {os.environ.get(named) or names[0]}")


def media_types(nginx: str) -> Path:
    """The file of types that stands beside the settings nginx was built to read."""
    said = _run([nginx, "-V"])
    options = dict(re.findall(r"--(prefix|conf-path)=(\S+)", said))
    settings = Path(options.get("conf-path", "conf/nginx.conf"))
    path = Path(options.get("prefix", "/usr/local/nginx")) / settings.parent / "mime.types"
    if not path.is_file():
        raise MissingError(f"{nginx} has no {path}")
    return path


# ---- tried


def try_driver() -> str:
    """Playwright's driver answers: it brings a Node, which needs libraries of the system."""
    return "Playwright " + _run([sys.executable, "-m", "playwright", "--version"]).split()[-1]


def try_browser() -> str:
    """The browser opens a page."""
    path = chromium()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        call = [path, "--headless", *FLAGS, f"--user-data-dir={home}", "--dump-dom"]
        said = _run([*call, "data:text/html,<p>it opens</p>"], HOME=home)
    if "it opens" not in said:
        raise MissingError(f"{path} opens no page")
    return path


def try_server() -> str:
    """nginx reads settings that name its file of types."""
    path = nginx()
    with tempfile.TemporaryDirectory() as name:
        settings = Path(name) / "nginx.conf"
        http = f"http {{ include {media_types(path)}; access_log off; }}"
        settings.write_text(f"pid {name}/pid;\nevents {{}}\n{http}\n", "utf-8")
        _run([path, "-t", "-q", "-p", name, "-e", f"{name}/error.log", "-c", str(settings)])
    return path


def _run(call: list[str], **environ: str) -> str:
    """What a program says; raises `MissingError` with its last line when it fails."""
    try:
        done = subprocess.run(
            call,
            env={**os.environ, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MissingError(f"{call[0]} does not run: {error}") from None
    if done.returncode:
        last = done.stdout.strip().splitlines()[-1:] or [f"it left with {done.returncode}"]
        raise MissingError(f"{call[0]} does not run: {last[0]}")
    return done.stdout


# ---- installed


class Need(NamedTuple):
    what: str
    tried: Callable[[], str]  # says what was found; raises `MissingError`
    packages: tuple[str, ...]  # Debian's
    named: str | None  # the variable by which another is named
    elsewhere: str


NEEDS = (
    Need(
        "a driver",
        try_driver,
        ("libatomic1", "libstdc++6"),
        None,
        "the libraries that Playwright's Node misses",
    ),
    Need(
        "a browser",
        try_browser,
        ("chromium", "fonts-liberation"),
        "CHROMIUM",
        "any Chromium or Chrome, named by CHROMIUM=/path/to/chromium",
    ),
    Need(
        "a web server",
        try_server,
        ("nginx",),
        "NGINX",
        "any nginx from 1.20, named by NGINX=/path/to/nginx",
    ),
)


def missing(needs: Sequence[Need], say: Callable[[str], None]) -> list[Need]:
    """Tries each, and says of each in one line what it is, or what is wrong with it."""
    found = []
    for need in needs:
        try:
            say(f"{need.what}: {need.tried()}")
        except MissingError as error:
            say(f"{need.what}: {error}")
            found.append(need)
    return found


def install(needs: Sequence[Need], say: Callable[[str], None]) -> list[Need]:
    """Installs Debian's packages where that may be; what is missing nevertheless."""
    # What somebody named is his: another one beside it would not be taken.
    ours = [need for need in needs if not (need.named and os.environ.get(need.named))]
    if not ours or os.geteuid() != 0 or not shutil.which("apt-get"):
        return list(needs)
    with _alone():
        # Meanwhile another call may have installed it.
        packages = [name for need in missing(ours, _nothing) for name in need.packages]
        if packages:
            say(f"installing Debian's {', '.join(packages)}, which takes a minute or two")
            try:
                _apt("update")
                _apt("install", "--yes", "--no-install-recommends", *packages)
            except MissingError as error:
                say(str(error))
    return missing(needs, say)


def _apt(*arguments: str) -> None:
    # Debian starts a web server as soon as it is there, on port 80: not at this runlevel.
    # Another program that installs is waited for.
    wait = "DPkg::Lock::Timeout=600"
    call = ["apt-get", "-q", "-o", wait, *arguments]
    done = subprocess.run(
        call,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        lines = done.stdout.strip().splitlines()
        why = [line for line in lines if line.startswith("E:")] or lines[-1:]
        raise MissingError(f"apt-get {arguments[0]} failed: {' '.join(why)}")


def _nothing(_: str) -> None:
    """Says nothing."""


@contextmanager
def _alone() -> Iterator[None]:
    folder = os.open(_APT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def remedy(needs: Sequence[Need]) -> Iterator[str]:
    """What to install by hand."""
    packages = [name for need in needs for name in need.packages]
    yield "The tests need what is missing. Install it, then call again:"
    yield f"  Debian, Ubuntu: sudo apt-get install {' '.join(packages)}"
    yield from (f"  elsewhere: {need.elsewhere}" for need in needs)


def main() -> int:
    def say(line: str) -> None:
        print(line, flush=True)

    left = missing(NEEDS, say)
    left = left and install(left, say)
    for line in remedy(left) if left else ():
        print(line, file=sys.stderr)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
