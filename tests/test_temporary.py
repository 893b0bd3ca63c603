"""What is needed while a build runs is private, and a killed one leaves it to the next to remove."""

import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playbook.system import temporary
from playbook.system.temporary import Temporary

from tests.conftest import DAY, FROZEN, ROOT
from tests.test_publish import running, said

WORKING = """
import sys
from pathlib import Path
from playbook.system.temporary import Temporary
one = Temporary("search")
(one.path / "page.html").write_text("secret")
print(one.path, flush=True)
sys.stdin.readline()
"""
SERVING = """
import sys, tempfile
from pathlib import Path
from playbook.system.temporary import keep
folder = Path(tempfile.mkdtemp(prefix="mkdocs_"))
keep(folder)
print(folder, flush=True)
sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for temporary folders that no other test uses."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(temporary.tempfile, "tempdir", str(place))
    return place


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_a_folder_is_private_and_gone_at_the_end(own: Path) -> None:
    with Temporary("search") as one:
        assert (mode(one.path), mode(one.path.parent)) == (0o700, 0o700)
        (one.path / "page.html").write_text("secret")
    assert not one.path.exists()


@pytest.mark.parametrize("code", [WORKING, SERVING], ids=["build", "preview"])
def test_what_a_killed_process_left_is_removed_by_the_next(code: str, own: Path) -> None:
    with running(code) as process:
        left = Path(said(process))
        with Temporary("search"):
            assert left.exists()  # it runs: nobody takes its folder away
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert left.exists()
    with Temporary("search"):
        assert not left.exists()


def test_what_is_somebody_else_s_stays(own: Path) -> None:
    for name in ("mkdocs_abc", "playbook-0000", "other"):
        (own / name).mkdir()
    (own / "link").symlink_to(own / "other")
    with Temporary("search"):
        pass
    assert {path.name for path in own.iterdir()} >= {"mkdocs_abc", "playbook-0000", "other", "link"}


@pytest.mark.skipif(sys.platform == "win32", reason="there each user has a place of his own")
@pytest.mark.parametrize("kind", ["open", "link"])
def test_a_place_that_others_made_is_not_used(kind: str, own: Path) -> None:
    base = own / f"playbook-{os.getuid()}"
    if kind == "open":
        base.mkdir()
        base.chmod(0o777)
    else:
        (own / "other").mkdir(mode=0o700)
        base.symlink_to(own / "other")
    with Temporary("search") as one:
        assert one.path.parent == own
        assert mode(one.path) == 0o700
    assert not one.path.exists()


def test_a_preview_that_runs_is_held(own: Path) -> None:
    (own / "mkdocs_one").mkdir(mode=0o700)
    for name in ("mkdocs_one", "mkdocs_one", "nowhere"):
        temporary.keep(own / name)
    temporary.sweep()
    assert (own / "mkdocs_one").is_dir()
    assert not (own / "nowhere").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="it is asked what a process holds open")
def test_a_real_build_that_is_killed_leaves_nothing_to_the_next(own: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "playbook.edges", str(tmp_path / "site")]
    environ = {**os.environ, "PLAYBOOK_DATA": str(FROZEN / "playbook_data"), "PLAYBOOK_DATE": DAY}
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)

    def holds() -> set[Path]:
        paths = set()
        for link in Path(f"/proc/{process.pid}/fd").iterdir():
            with suppress(FileNotFoundError):  # it has been closed since
                paths.add(link.readlink())
        return {path for path in paths if path.name.startswith("frames-") and path.is_dir()}

    with process:
        left: set[Path] = set()
        while process.poll() is None and not left:
            time.sleep(0.01)
            left = holds()
        process.send_signal(signal.SIGKILL)
    assert len(left) == 1
    assert {mode(path) for path in left} == {0o700}
    assert all(path.exists() for path in left)
    temporary.sweep()
    assert not any(path.exists() for path in left)
