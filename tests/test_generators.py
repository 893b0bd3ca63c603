"""Whatever program writes what surrounds the pages, the site is the same to the last byte."""

import filecmp
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import DAY, ROOT

GENERATORS = ("mkdocs", "properdocs")


def run(*words: str, generator: str, **environ: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "PLAYBOOK_DATE": DAY, "NO_MKDOCS_2_WARNING": "1", "GENERATOR": generator}
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**given, "PYTHONPATH": str(ROOT / "hooks"), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every edition of the sample, by each generator."""
    base = tmp_path_factory.mktemp("generators")
    for name in GENERATORS:
        done = run("hooks/mkdocs_events.py", str(base / name), generator=name)
        assert done.returncode == 0, done.stdout + done.stderr
    return {name: base / name for name in GENERATORS}


def files(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix()


@pytest.mark.parametrize("name", GENERATORS[1:])
def test_every_file_is_the_same(name: str, sites: dict[str, Path]) -> None:
    first = sites[GENERATORS[0]]
    names = list(files(first))
    assert names == list(files(sites[name]))
    assert sum(one.endswith("index.html") for one in names) > 1000
    same, other, unread = filecmp.cmpfiles(first, sites[name], names, shallow=False)
    assert (other, unread) == ([], [])
    assert len(same) == len(names)


@pytest.mark.parametrize("name", GENERATORS)
def test_it_is_the_one_that_was_asked_for(name: str) -> None:
    done = run(
        "-c", "from playbook.edges import mkdocs; print(mkdocs.build.__module__)", generator=name
    )
    assert done.stdout.strip() == f"{name}.commands.build"


@pytest.mark.parametrize("name", GENERATORS)
def test_no_page_says_which_it_was(name: str, sites: dict[str, Path]) -> None:
    for path in sites[name].rglob("*.html"):
        assert 'name="generator"' not in path.read_text("utf-8")


def test_a_name_of_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = run("hooks/mkdocs_events.py", str(tmp_path / "site"), generator="hugo")
    assert done.returncode == 1
    assert done.stderr == "GENERATOR=hugo: there is no such generator, only mkdocs and properdocs\n"
    assert not (tmp_path / "site").exists()
