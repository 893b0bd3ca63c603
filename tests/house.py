"""Playbooks in repositories of their own, to change and to compare with what they were."""

import shutil
from pathlib import Path

import pytest
from playbook.diagnostics import Diagnostic, Place
from playbook.impact.git import RevisionError
from playbook.impact.revision import at
from playbook.pipeline import check

from tests.excerpts import SMALL, TODAY
from tests.repositories import commit, put

TERMS = """\
# Le glossaire.
devis:
  term: Devis
  definition: Une offre chiffrée, signée et datée par le fournisseur.
  status: in-review
avenant:
  term: Avenant
  definition: Un accord qui change un contrat déjà signé.
  status: in-review
  aliases: [annexe, modification]
"""
LOST = (
    "restore the file and write « status: retired » in it, "
    "or write « aliases: [{}] » in the entry that replaces it"
)


class House:
    """A repository with a small playbook in it, published and committed."""

    def __init__(self, top: Path) -> None:
        self.top, self.data = top, top / "data"
        shutil.copytree(SMALL, self.data)
        shutil.rmtree(self.data / "glossary")
        put(self.data, {"glossary.yml": TERMS})

    def commit(self) -> None:
        commit(self.top)

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.data / name).read_text("utf-8")
        assert old in text
        put(self.data, {name: text.replace(old, new)})

    def rename(self, name: str, new: str, then: str = "") -> None:
        """Moves a file and adds the text `then` at its end."""
        (self.data / name).rename(self.data / new)
        put(self.data, {new: (self.data / new).read_text("utf-8") + then})

    def found(self, *others: Path) -> list[Diagnostic]:
        """What is said besides what was wrong without looking back."""
        roots = [self.data, *others]
        known = check(roots, TODAY).found
        return [one for one in check(roots, TODAY, "HEAD").found if one not in known]

    def place(self, name: str, line: int = 1, column: int = 1) -> Place:
        return Place((self.data / name).as_posix(), line, column)


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path / "house")
    made.commit()
    return made


def said(found: list[Diagnostic]) -> list[tuple[str, Place, str]]:
    assert {one.code for one in found} <= {"vanished-id"}
    return [(one.message, one.place, one.hint) for one in found]


def gone(name: str) -> str:
    return f"{name} is gone: links to it would break"


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
