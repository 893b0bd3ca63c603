"""Who may change what he reads: for those who may open a repository, the forge's editor at its files."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from playbook import source
from playbook.linking.playbook import Playbook
from playbook.model.playbook import Repository
from playbook.validation.entry import Entry


class Editor(NamedTuple):
    """Where one file of an entry is edited."""

    address: str
    apart: bool
    """Whether the file holds only what of the entry is restricted."""


def may_edit(playbook: Playbook, audience: str) -> bool:
    """Whether all of an audience may open the repository, history included."""
    return _may_open(playbook, audience, playbook.settings.forge)


def editors(playbook: Playbook, entry: Entry, audience: str) -> Iterator[Editor]:
    """The editor at each file of an entry that all of an audience may open.

    A second data folder is a repository of its own, with readers of its own.
    """
    forge = playbook.settings.forge
    for file in source.files(entry.node):
        apart = file in playbook.restricted
        repository = forge.confidential if forge is not None and apart else forge
        if repository is not None and _may_open(playbook, audience, repository):
            address = str(repository.edit).replace("{path}", quote(_inside(entry, file)))
            yield Editor(address=address, apart=apart and file != entry.file)


def _may_open(playbook: Playbook, audience: str, repository: Repository | None) -> bool:
    """Whether all of an audience may open a repository, and there is an editor for it."""
    if repository is None or repository.edit is None:
        return False
    return playbook.audiences.may_read(audience, repository.readers)


def _inside(entry: Entry, file: str) -> str:
    """A file's path inside its data folder: a kind's folder and a name, or a file for the kind."""
    *_, folder, name = ("", *file.split("/"))
    return f"{folder}/{name}" if folder == entry.kind else name
