"""Playbooks in repositories of their own, to change and to compare with what they were."""

from pathlib import Path

import pytest
from playbook.impact.git import RevisionError
from playbook.impact.revision import at

from tests.repositories import commit, put

FILES = {"playbook.yml": "organisation: Essais\n", "rules/a.yml": "title: A\n"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a data folder, which has changed since it was committed."""
    put(tmp_path / "house/data", FILES)
    commit(tmp_path / "house")
    (tmp_path / "house/data/rules/a.yml").unlink()
    put(tmp_path / "house/data", {"rules/b.yml": "title: B\n"})
    return tmp_path / "house"


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def were(revision: str, *roots: Path) -> list[dict[str, str]]:
    with at(revision, roots) as past:
        return [texts(copy) for copy in past.copies]


def refused(revision: str, *roots: Path) -> str:
    with pytest.raises(RevisionError) as error, at(revision, roots):
        pass
    return str(error.value)
