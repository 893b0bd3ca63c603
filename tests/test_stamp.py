"""`playbook approved` and `translated` change one value of a file, or nothing at all."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from playbook import pipeline
from playbook.cli import app
from playbook.commands import stamp
from playbook.commands.known import RefusedError
from typer.testing import CliRunner

from tests.conftest import DAY, ROOT

TODAY = date.fromisoformat(DAY)
BLOCK = "approval:\n  by: daf\n  date: 2026-10-01\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The small playbook, one rule of which is approved in words to be given."""
    shutil.copytree(ROOT / "tests/data/small", tmp_path / "data")
    return tmp_path / "data"


def approve(data: Path, approval: str, begin: str = "") -> tuple[Path, bytes, list[str]]:
    """Approves a rule as an editor does: its file, what it held before, and the files changed."""
    path = data / "rules/mise-en-concurrence.yml"
    path.write_bytes((begin + path.read_text("utf-8") + approval).encode())
    before = path.read_bytes()
    playbook = pipeline.check([data], TODAY).playbook
    assert playbook
    rule = playbook.entries["rules"]["mise-en-concurrence"]
    return path, before, stamp.write(list(stamp.approved(playbook, rule)))


def stale(data: Path) -> list[str]:
    found = pipeline.check([data], TODAY).found
    return [one.code for one in found if one.place.file.endswith("mise-en-concurrence.yml")]


@pytest.mark.parametrize(
    ("approval", "begin"),
    [
        (BLOCK, ""),
        (BLOCK.replace("\n", "\r\n"), ""),
        (f"{BLOCK}  covers: v1:000000000000 # of last year\n", ""),
        (BLOCK, "\ufeff"),
        (f"{BLOCK}  covers: 'v1:000000000000'\n", "\ufeff"),
    ],
)
def test_an_approval_covers_the_text_and_all_else_stays(
    data: Path, approval: str, begin: str
) -> None:
    path, before, changed = approve(data, approval, begin)
    assert changed == [path.as_posix()]
    assert "stale-approval" not in stale(data)
    assert not {"yaml-syntax", "mistaken-indent"} & set(stale(data))
    after = path.read_bytes().splitlines()
    kept = [line for line in before.splitlines() if b"covers" not in line]
    assert [line for line in after if b"covers" not in line] == kept
    assert (b"# of last year" in before) == (b"# of last year" in path.read_bytes())


@pytest.mark.parametrize(
    "approval",
    [
        "approval: {by: daf, date: 2026-10-01}\n",
        f"{BLOCK}  covers: >-\n    v1:000000000000\n",
    ],
)
def test_what_cannot_be_changed_safely_is_not(data: Path, approval: str) -> None:
    with pytest.raises(RefusedError, match=r'write covers: "v1:[0-9a-f]{12}" there'):
        approve(data, approval)
    assert (data / "rules/mise-en-concurrence.yml").read_text("utf-8").endswith(approval)


@pytest.mark.parametrize(("day", "told"), [("2026-10-01", True), (DAY, False)])
def test_whoever_approves_again_is_told_of_the_day_that_stays(
    data: Path, day: str, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_DATE", DAY)
    path = data / "rules/mise-en-concurrence.yml"
    path.write_text(path.read_text("utf-8") + BLOCK.replace("2026-10-01", day), "utf-8")
    done = CliRunner().invoke(app, ["approved", "rule:mise-en-concurrence", "--data", str(data)])
    assert done.stdout.startswith("wrote ")
    said = "rule:mise-en-concurrence says it was approved on 2026-10-01: write the day it was again"
    assert (said in done.stdout) == told
    again = CliRunner().invoke(app, ["approved", "rule:mise-en-concurrence", "--data", str(data)])
    assert again.stdout == "nothing to change\n"
