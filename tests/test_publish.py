"""Publishing: who reads meanwhile gets a whole site, who is killed loses none, who is gone leaves none."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playbook.edges import __main__ as program
from playbook.edition import Edition
from playbook.frames import FrameError
from playbook.linking.playbook import Playbook
from playbook.pages.page import Site
from playbook.system import swap
from playbook.system.swap import swapped

from tests.conftest import DAY, ROOT
from tests.programs import names, put, running, said

SMALL = ROOT / "tests/data/small"
# Asks for a file as fast as it can, until another file says enough: how often it was not there.
ASKING = """
import os, sys
path, enough = sys.argv[1:]
print("asking", flush=True)
asked = missing = 0
while not os.path.exists(enough):
    for _ in range(500):
        asked += 1
        try:
            os.stat(path)
        except FileNotFoundError:
            missing += 1
print(asked, missing)
"""
# Publishes site after site: in each, every file says the same number.
PUBLISHING = """
import sys
from pathlib import Path
from playbook.system.swap import swapped
number = 0
while True:
    with swapped(Path(sys.argv[1])) as folder:
        number += 1
        for name in range(20):
            (folder / f"{name}.html").write_text(str(number))
    print(number, flush=True)
"""
# A build that takes its time: it begins, waits for a line, and ends well.
SLOW = """
import sys
from pathlib import Path
from playbook.system.swap import swapped
with swapped(Path(sys.argv[1])) as folder:
    (folder / "index.html").write_text("slow")
    print(folder, flush=True)
    sys.stdin.readline()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems need two steps")
def test_whoever_asks_during_a_publication_gets_a_site(tmp_path: Path) -> None:
    published, enough = put(tmp_path / "site/staff"), tmp_path / "enough"
    with running(ASKING, published / "index.html", enough) as asking:
        assert said(asking) == "asking"
        for number in range(300):
            with swapped(published) as folder:
                (folder / "index.html").write_text(str(number))
        enough.touch()
        asked, missing = map(int, said(asking).split())
    assert asked > 10_000
    assert missing == 0
    assert names(tmp_path / "site") == ["staff"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems need two steps")
def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    published = tmp_path / "site/staff"
    numbers = []
    for turn in range(8):
        with running(PUBLISHING, published) as publishing:
            assert said(publishing).isdigit()
            time.sleep(0.011 * turn)
            publishing.send_signal(signal.SIGKILL)
        texts = {path.name: path.read_text() for path in published.iterdir()}
        assert len(texts) == 20
        assert len(set(texts.values())) == 1
        numbers.append(int(texts["0.html"]))
    assert max(numbers) > 1  # it was killed while it published, not before
    with swapped(published):
        pass
    assert names(tmp_path / "site") == ["staff"]


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    published = put(tmp_path / "staff")
    with running(SLOW, published) as killed:
        left = Path(said(killed))
        assert left.parent == tmp_path
    others = [
        put(tmp_path / name)
        for name in (
            ".staff",
            ".staff-20261124",
            ".staff-previous",
            ".playbook-building-buyers-1a2b3c4d",
        )
    ]
    assert (left / "index.html").exists()
    with swapped(published) as folder:
        (folder / "index.html").write_text("new")
    assert not left.exists()
    assert all((other / "index.html").exists() for other in others)


def test_a_build_that_runs_is_not_taken_for_one_that_was_killed(tmp_path: Path) -> None:
    published = put(tmp_path / "staff")
    with running(SLOW, published) as slow:
        folder = Path(said(slow))
        with swapped(published) as faster:
            (faster / "index.html").write_text("fast")
        assert (folder / "index.html").exists()
        slow.communicate("end\n")
    assert slow.returncode == 0
    assert (published / "index.html").read_text() == "slow"
    assert names(tmp_path) == ["staff"]


@pytest.fixture
def in_two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange two folders, nor lock one."""

    def nothing(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(swap.ctypes, "CDLL", nothing)
    monkeypatch.setattr(swap.fcntl, "flock", nothing)


@pytest.mark.usefixtures("in_two_steps")
def test_where_folders_cannot_be_exchanged_one_follows_the_other(tmp_path: Path) -> None:
    published = put(tmp_path / "staff")
    for text in ("new", "newer"):
        with swapped(published) as folder:
            (folder / "index.html").write_text(text)
        assert (published / "index.html").read_text() == text
        assert names(tmp_path) == ["staff"]


@pytest.mark.usefixtures("in_two_steps")
def test_where_the_second_step_fails_the_old_site_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = put(tmp_path / "staff")

    def rename(path: Path, target: Path) -> None:
        if target == published and not path.name.endswith("-old"):
            raise OSError("the disk is full")
        really(path, target)

    really = Path.rename
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="the disk is full"), swapped(published):
        pass
    assert (published / "index.html").read_text() == "old"
    assert names(tmp_path) == ["staff"]


def test_a_file_system_that_refuses_to_exchange_is_asked_for_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing:
        def __init__(self, _: None) -> None:
            self.renameat2 = lambda *_: -1

    monkeypatch.setattr(swap.ctypes, "CDLL", Refusing)
    published = put(tmp_path / "staff")
    with swapped(published) as folder:
        (folder / "index.html").write_text("new")
    assert (published / "index.html").read_text() == "new"
    assert names(tmp_path) == ["staff"]


def write(playbook: Playbook, edition: Edition, site: Site, folder: Path) -> None:
    """In the place of MkDocs: one page that says whose it is."""
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(f"{edition.audience} {edition.language}")


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small playbook in `data/`, to be changed and published into `site/` by the real program."""
    shutil.copytree(SMALL, tmp_path / "data")
    monkeypatch.setattr(program, "write_edition", write)
    monkeypatch.setenv("PLAYBOOK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PLAYBOOK_DATE", DAY)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "site"


def test_the_edition_of_an_audience_that_is_gone_is_removed(
    publish: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = publish.parent / "data/playbook.yml"
    before = settings.read_text()
    settings.write_text(before.replace("  staff: []\n", "  staff: []\n  partners: []\n"))
    assert program.main(Path("site")) == 0
    assert (publish / "partners/index.html").exists()
    # A build of it that was killed, a copy somebody made, and folders that were never ours.
    shutil.copytree(publish / "partners", publish / ".playbook-building-partners-1a2b3c4d")
    shutil.copytree(publish / "partners", publish / "partners-2025")
    for name in ("mkdocs", "drafts", ".git"):
        put(publish / name)
    (publish / "linked").symlink_to(publish / "drafts")
    settings.write_text(before.replace("  staff: []\n", "  staff: []\n  suppliers: []\n"))
    capsys.readouterr()
    assert program.main(Path("site")) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "removed site/partners/: no such audience any more"
    )
    others = [".git", "drafts", "linked", "mkdocs", "partners-2025"]
    assert names(publish) == sorted([*others, "buyers", "staff", "suppliers"])
    assert (publish / "suppliers/index.html").read_text() == "suppliers fr"


def test_a_language_that_is_removed_is_gone_from_every_edition(publish: Path) -> None:
    settings = publish.parent / "data/playbook.yml"
    before = settings.read_text()
    settings.write_text(before.replace("languages: [fr]", "languages: [fr, en]"))
    assert program.main(Path("site")) == 0
    assert (publish / "staff/en/index.html").read_text() == "staff en"
    settings.write_text(before)
    assert program.main(Path("site")) == 0
    assert not (publish / "staff/en").exists()
    assert (publish / "staff/index.html").read_text() == "staff fr"


def test_an_edition_is_removed_only_when_the_others_are_published(
    publish: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    settings = publish.parent / "data/playbook.yml"
    before = settings.read_text()
    settings.write_text(before.replace("  staff: []\n", "  staff: []\n  partners: []\n"))
    assert program.main(Path("site")) == 0
    settings.write_text(before)
    monkeypatch.setattr(program, "write_edition", fail)
    with pytest.raises(RuntimeError):
        program.main(Path("site"))
    assert names(publish) == ["buyers", "partners", "staff"]


def test_what_is_written_beside_pages_is_the_mark_alone(publish: Path) -> None:
    assert program.main(Path("site")) == 0
    assert sorted(publish.rglob(".*")) == [
        publish / name / ".playbook-edition" for name in ("buyers", "staff")
    ]


def test_what_a_theme_has_lost_is_told_in_a_sentence(
    publish: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lose(*_: object) -> None:
        raise FrameError("the theme wrote no place for the page's title")

    monkeypatch.setattr(program, "write_edition", lose)
    assert program.main(publish) == 1
    assert capsys.readouterr().err == "the theme wrote no place for the page's title\n"
    assert names(publish) == []


@pytest.mark.parametrize("words", [[], ["--help"], ["site", "--clean"]])
def test_who_names_no_folder_is_told_so_and_nothing_is_built(
    words: list[str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "playbook.edges", *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    said = "name the folder to build into, as: python -m playbook.edges site\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert not list(tmp_path.iterdir())
