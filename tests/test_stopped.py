"""A build that is told to stop leaves nothing behind: no file, no folder."""

import signal
from pathlib import Path

import pytest

from tests.conftest import DAY, ROOT
from tests.programs import names, put, running, said

# The real program with a build that takes its time: it says that it has begun, and waits.
STOPPED = """
import sys, time
from pathlib import Path
from playbook.publish import publish_all
def write(playbook, edition, site, folder):
    (folder / "index.html").write_text("new")
    print(folder, flush=True)
    time.sleep(600)
sys.exit(publish_all(Path(sys.argv[1]), write))
"""


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """The folder for what is there for a while."""
    return put(tmp_path / "temporary")


def test_a_build_that_is_told_to_stop_cleans_up(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_DATA", str(ROOT / "tests/data/small"))
    monkeypatch.setenv("PLAYBOOK_DATE", DAY)
    monkeypatch.setenv("TMPDIR", str(temporary))
    publish = tmp_path / "site"
    published = put(publish / "staff")
    (published / ".playbook-edition").write_text("staff\n")
    with running(STOPPED, publish) as build:
        begun = next(line for line in iter(lambda: said(build), "") if ".playbook-building" in line)
        assert (Path(begun) / "index.html").exists()
        build.send_signal(signal.SIGTERM)
        assert build.wait(20) == 128 + signal.SIGTERM
    assert names(publish) == ["staff"]
    assert (published / "index.html").read_text() == "old"
    assert [one for one in names(temporary) if not one.startswith("playbook-")] == ["index.html"]
