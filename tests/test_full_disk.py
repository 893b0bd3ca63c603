"""A disk that is full: one sentence, and nothing half written in place of what was whole."""

import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playbook.search import index
from playbook.system import room

from tests.conftest import ENVIRON, ROOT

PAGE = '<html lang="fr"><body><main data-pagefind-body><h1>Page {0}</h1>{1}</main></body></html>'
ENTRY = json.dumps({"languages": {"fr": {"page_count": 12}}})
SEARCHED = "import sys; from pathlib import Path; from playbook.search import index; index(Path(sys.argv[1]))"


# What is read of what Pagefind makes; the rest is left behind.
CUT = ("fragment/*", "pagefind-entry.json")


def limited(*command: object, most: int, **more: str) -> subprocess.CompletedProcess[str]:
    """A program none of whose files may grow beyond `most` bytes: what a full disk is to it."""
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env={**os.environ, **ENVIRON, "PYTHONPATH": "hooks", **more},
        preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (most, most)
        ),  # no threads here
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_publication_without_room_leaves_the_published_site(tmp_path: Path) -> None:
    published = tmp_path / "site/staff"
    published.mkdir(parents=True)
    (published / ".playbook-edition").write_text("staff\n", "utf-8")
    (published / "index.html").write_text("as it was", "utf-8")
    done = limited("-m", "playbook.edges", tmp_path / "site", most=30_000)
    assert done.returncode == 1
    (sentence,) = done.stderr.strip().split("\n")
    assert sentence.startswith("no room is left in ")
    assert str(tmp_path) in sentence
    assert sentence.endswith("what is published stays as it was")
    assert (published / "index.html").read_text("utf-8") == "as it was"
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["staff"]


def test_a_single_build_without_room_says_so(tmp_path: Path) -> None:
    done = limited("-m", "mkdocs", "build", "--site-dir", tmp_path / "site", most=30_000)
    assert done.returncode == 1
    assert "no room is left in " in done.stdout
    assert "Traceback" not in done.stderr


def bundle(tmp_path: Path) -> Path:
    for number in range(12):
        path = tmp_path / f"site/p{number}/index.html"
        path.parent.mkdir(parents=True)
        path.write_text(PAGE.format(number, "devis " * 50), "utf-8")
    index(tmp_path / "site")
    return tmp_path / "site/pagefind"


@pytest.mark.parametrize("name", CUT)
@pytest.mark.parametrize("left", [0, 40])
def test_a_search_engine_cut_off_is_noticed(
    name: str, left: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pagefind ends well on a full disk, and leaves files that are empty or cut."""
    engine = tmp_path / "cutting"
    whole = bundle(tmp_path / "whole")
    engine.write_text(
        f"#!{sys.executable}\nimport shutil, sys\nfrom pathlib import Path\n"
        "to = Path(sys.argv[sys.argv.index('--output-path') + 1])\n"
        f"shutil.copytree({str(whole)!r}, to)\n"
        f"(to / 'pagefind-entry.json').write_text({ENTRY!r})\n"
        f"cut = sorted(to.glob({name!r}))[0]\n"
        f"cut.write_bytes(cut.read_bytes()[:{left}])\n",
        "utf-8",
    )
    engine.chmod(0o755)
    monkeypatch.setattr("playbook.search.get_executable", lambda: engine)
    with pytest.raises(OSError, match="No space left") as raised:
        index(tmp_path / "whole/site")
    assert room.is_full(raised.value)
    assert len(list((whole / "index").iterdir())) == 1, "the bundle that was there stays"


def test_a_whole_search_engine_passes(tmp_path: Path) -> None:
    made = bundle(tmp_path)
    assert sorted(path.name for path in made.iterdir()) == ["fragment", "index"]
    files = [path for folder in made.iterdir() for path in folder.iterdir()]
    assert len(files) == 13
    assert all(gzip.decompress(path.read_bytes()) for path in files)


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("unshare") is None,
    reason="a file system of its own is root's",
)
def test_pagefind_on_a_full_file_system(tmp_path: Path) -> None:
    """The real thing: a small file system in memory, where the engine does not fit.

    What the site uses of it takes 290 kB. With 400 kB, a run that writes the unused half last had room
    for all the rest, and was right to go on.
    """
    site, small = tmp_path / "site", tmp_path / "small"
    small.mkdir()
    for number in range(12):
        path = site / f"p{number}/index.html"
        path.parent.mkdir(parents=True)
        path.write_text(PAGE.format(number, "devis " * 50), "utf-8")
    mount = f"mount -t tmpfs -o size=200k tmpfs '{small}' && exec \"$@\""
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", mount, "sh", sys.executable, "-c", SEARCHED, str(site)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "TMPDIR": str(small)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    # In a container or below another root the system may refuse: the limit of a file's size is
    # tried everywhere.
    if done.stderr.startswith("unshare:") or (
        "mount" in done.stderr and "ermission" in done.stderr
    ):
        pytest.skip("no file system may be mounted here")
    assert done.returncode != 0
    assert "No space left" in done.stderr
    assert not (site / "pagefind").exists()


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_text("before", "utf-8")
    file.chmod(0o640)
    room.replace(file, b"after")
    assert file.read_text("utf-8") == "after"
    assert file.stat().st_mode & 0o777 == 0o640
    code = (
        "import sys; from pathlib import Path; from playbook import room; "
        "room.replace(Path(sys.argv[1]), b'x' * 9000)"
    )
    done = limited("-c", code, file, most=4096)
    assert done.returncode != 0
    assert file.read_text("utf-8") == "after"
    assert [path.name for path in tmp_path.iterdir()] == ["x.yml"]


@pytest.mark.parametrize(("kind", "file"), [("rules", "rules/essai.yml"), ("roles", "roles.yml")])
def test_a_new_entry_without_room_is_not_begun(tmp_path: Path, kind: str, file: str) -> None:
    (tmp_path / "playbook.yml").write_text("organisation: Essai\n", "utf-8")
    new = ("-m", "playbook", "new", kind, "essai", "--data", tmp_path)
    done = limited(*new, most=512)
    assert (done.returncode, done.stderr) == (
        2,
        f"{tmp_path}/{file} cannot be written: File too large\n",
    )
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == ["playbook.yml"]
    assert limited(*new, most=65536).returncode == 0
    (tmp_path / "there").touch()
    assert (tmp_path / file).stat().st_mode == (tmp_path / "there").stat().st_mode
