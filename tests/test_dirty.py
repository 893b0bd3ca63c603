"""A build that MkDocs is asked to do by halves holds nothing of the one before."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import DAY, ROOT, run_mkdocs

DATA = ROOT / "tests/data/small"


def test_a_dirty_build_leaves_nothing_of_another_audience(tmp_path: Path) -> None:
    site = tmp_path / "site"
    run_mkdocs(site, PLAYBOOK_DATA=str(DATA), PLAYBOOK_AUDIENCE="buyers")
    assert (site / "engagements/compresseurs/index.html").exists()
    (site / "strategies/left").mkdir()
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--dirty", "-d", str(site)]
    environ = {"PLAYBOOK_DATA": str(DATA), "PLAYBOOK_DATE": DAY, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environ}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (site / "rules/mise-en-concurrence/index.html").exists()
    names = {path.relative_to(site).parts[0] for path in site.rglob("*")}
    assert not names & {"engagements", "strategies"}
    assert not any(b"compresseurs" in path.read_bytes() for path in site.rglob("*.html"))
