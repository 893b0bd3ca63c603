"""What tests need of the machine: tried, installed once, or named; and which Python will do."""

import os
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import machine
from tests.conftest import ROOT
from tests.machine import MissingError, Need

# Stands where apt-get would: writes down what it is asked, and takes its time to install a file.
APT = """#!/bin/sh
echo "$@" >> {folder}/asked
case "$*" in *install*) sleep 0.2; {installs};; esac
"""


@pytest.fixture
def need(tmp_path: Path) -> Need:
    """Something that works once the file `tool` is there."""

    def tried() -> str:
        if not (tmp_path / "tool").exists():
            raise MissingError("found no tool")
        return "tool 1.0"

    return Need("a tool", tried, ("tool", "tool-data"), "TOOL", "any tool, named by TOOL=/path")


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A machine of Debian's kind, whose installer is ours."""

    def start(installs: str = f"touch {tmp_path}/tool", user: int = 0) -> None:
        apt = tmp_path / "bin/apt-get"
        apt.parent.mkdir()
        apt.write_text(APT.format(folder=tmp_path, installs=installs))
        apt.chmod(0o755)
        monkeypatch.setenv("PATH", f"{apt.parent}:{os.environ['PATH']}")
        monkeypatch.setattr(machine, "_APT", tmp_path)
        monkeypatch.setattr(os, "geteuid", lambda: user)
        monkeypatch.delenv("TOOL", raising=False)

    return start


def asked(folder: Path) -> list[str]:
    """What the installer was asked for, without its options."""
    path = folder / "asked"
    lines = path.read_text().splitlines() if path.exists() else []
    return [line.partition("Timeout=600 ")[2] for line in lines]


def call(need: Need, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(machine, "NEEDS", (need,))
    return machine.main()


INSTALLED = ["update", "install --yes --no-install-recommends tool tool-data"]


def test_what_is_there_is_said_and_nothing_is_installed(
    need: Need,
    debian: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    debian()
    (tmp_path / "tool").touch()
    assert call(need, monkeypatch) == 0
    assert capsys.readouterr() == ("a tool: tool 1.0\n", "")
    assert asked(tmp_path) == []


def test_what_is_missing_is_installed_and_tried(
    need: Need,
    debian: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    debian()
    assert call(need, monkeypatch) == 0
    assert capsys.readouterr().out.splitlines() == [
        "a tool: found no tool",
        "installing Debian's tool, tool-data, which takes a minute or two",
        "a tool: tool 1.0",
    ]
    assert asked(tmp_path) == INSTALLED


def test_two_calls_at_once_install_once(
    need: Need, debian: Callable[..., None], tmp_path: Path
) -> None:
    debian()
    left: list[list[Need]] = []
    calls = [
        threading.Thread(target=lambda: left.append(machine.install([need], lambda _: None)))
        for _ in range(2)
    ]
    for one in calls:
        one.start()
    for one in calls:
        one.join()
    assert left == [[], []]
    assert asked(tmp_path) == INSTALLED


@pytest.mark.parametrize(
    ("user", "installs", "named", "asks"),
    [
        pytest.param(1000, "true", False, False, id="who is not root"),
        pytest.param(0, "true", False, True, id="installed, and still does not work"),
        pytest.param(0, "echo noise; echo 'E: no tool' >&2; exit 100", False, True, id="failed"),
        pytest.param(0, "true", True, False, id="another was named"),
    ],
)
def test_what_stays_missing_is_named_with_its_packages(
    need: Need,
    debian: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    user: int,
    installs: str,
    named: bool,
    asks: bool,
) -> None:
    debian(installs, user)
    if named:
        monkeypatch.setenv("TOOL", "/own/tool")
    assert call(need, monkeypatch) == 1
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "The tests need what is missing. Install it, then call again:",
        "  Debian, Ubuntu: sudo apt-get install tool tool-data",
        "  elsewhere: any tool, named by TOOL=/path",
    ]
    assert asked(tmp_path) == (INSTALLED if asks else [])
    assert ("apt-get install failed: E: no tool" in said.out) == ("E: " in installs)
    assert "noise" not in said.out


# ---- found, and tried


def program(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("echo 'libnss3.so: no such file' >&2; exit 127", "libnss3.so: no such file"),
        ("exit 3", "it left with 3"),
        ("exit 0", "opens no page"),
    ],
)
def test_a_browser_that_does_not_start_is_not_one(
    script: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", program(tmp_path / "chromium", script))
    with pytest.raises(MissingError, match=why):
        machine.try_browser()


def test_a_driver_whose_library_is_missing_is_not_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = program(tmp_path / "node", "echo 'libatomic.so.1: no such file' >&2; exit 127")
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", node)
    with pytest.raises(MissingError, match=r"libatomic\.so\.1: no such file"):
        machine.try_driver()


def test_a_server_that_refuses_good_settings_is_not_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mime.types").touch()
    script = (
        f"case $* in -V) echo --conf-path={tmp_path}/nginx.conf;; *) echo too old; exit 1;; esac"
    )
    monkeypatch.setenv("NGINX", program(tmp_path / "nginx", script))
    with pytest.raises(MissingError, match="too old"):
        machine.try_server()


def test_a_test_that_misses_something_names_the_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGINX", "/nowhere/nginx")
    with pytest.raises(MissingError, match="found no /nowhere/nginx") as raised:
        machine.nginx()
    assert raised.value.__notes__ == [machine.STEP]
    assert "make setup-test" in machine.STEP


@pytest.mark.parametrize(
    ("options", "place"),
    [
        ("--prefix={folder}/share --conf-path={folder}/etc/nginx.conf", "etc/mime.types"),
        ("--prefix={folder}/nginx --with-pcre", "nginx/conf/mime.types"),
    ],
)
def test_media_types_stand_where_nginx_was_built_to_look(
    options: str, place: str, tmp_path: Path
) -> None:
    said = f"configure arguments: {options.format(folder=tmp_path)}"
    nginx = program(tmp_path / "nginx-of-test", f"echo '{said}' >&2")
    with pytest.raises(MissingError, match=rf"has no .+/{place}"):
        machine.media_types(nginx)
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.touch()
    assert machine.media_types(nginx) == path


def test_all_that_tests_need_works_here() -> None:
    """Or the messages of the other tests would say less."""
    assert machine.missing(machine.NEEDS, lambda _: None) == []


# ---- Python


def of_make(name: str) -> str:
    """What the Makefile exports under this name."""
    return subprocess.run(
        ["make", "-s", f'--eval=show: ; @echo "$${name}"', "show"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ((3, 10), "Python 3.11 or newer is needed, this is 3.10"),
        ((3, 11), ""),
        ((3, 14), ""),
        ((3, 15), "Python 3.15 was not tried"),
        ((4, 0), "Python 4.0 was not tried"),
    ],
)
def test_a_newer_python_is_warned_of_and_an_older_one_refused(
    version: tuple[int, int],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    refused = ""
    try:
        exec(of_make("PYTHON_VERSION"), {})  # noqa: S102 # our own line
    except SystemExit as left:
        refused = str(left.code)
    assert bool(refused) == (version < (3, 11))
    heard = refused + capsys.readouterr().out
    assert heard.startswith(said)
    assert bool(heard) == bool(said)


def test_the_versions_of_python_are_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 to 3.14" in (ROOT / "README.md").read_text("utf-8")
    assert "Python 3.11 à 3.14" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
