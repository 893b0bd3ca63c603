"""A disk that is full: one sentence, and nothing half written in place of what was whole."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from playbook.system import room

from tests.conftest import ENVIRON, ROOT


def limited(*command: object, most: int, **more: str) -> subprocess.CompletedProcess[str]:
    """A program none of whose files may grow beyond `most` bytes: what a full disk is to it."""
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        # Python would leave compiled modules behind that are cut at the limit, for all to read.
        env={
            **os.environ,
            **ENVIRON,
            "PYTHONPATH": "hooks",
            "PYTHONDONTWRITEBYTECODE": "1",
            **more,
        },
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
