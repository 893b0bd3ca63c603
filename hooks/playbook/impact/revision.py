"""The data folders as they were at a revision of their repositories."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from playbook.diagnostics import Place
from playbook.folder.file_names import shown
from playbook.impact.git import FETCH, Item, Repository, RevisionError, home
from playbook.system.temporary import Temporary


@dataclass(frozen=True, slots=True)
class Past:
    """Copies of the data folders `roots` as they were; of one that was not there yet an empty one."""

    copies: tuple[Path, ...]
    roots: tuple[Path, ...]

    def place(self, copied: Place) -> Place:
        """Where that stood. It has no length: what stands there today may be another text."""
        for copy, root in zip(self.copies, self.roots, strict=True):
            inside = copied.file.removeprefix(f"{shown(copy)}/")
            if inside != copied.file:
                return Place(shown(root / inside), copied.line, copied.column)
        return copied


@contextmanager
def at(revision: str, roots: Sequence[Path]) -> Iterator[Past]:
    """The data folders as they were at `revision`, copied for as long as the block runs.

    The revision (a branch, a tag, a commit) must be known in the repository of each folder; where
    one is a submodule of the first's repository, it is taken at the commit it had there. Raises
    `RevisionError`.
    """
    if not revision or revision.startswith("-"):
        raise RevisionError(f'"{revision}" is no revision: {_WRITE}')
    folders = [_at(revision, root, roots[0]) for root in roots]
    with ExitStack() as stack:
        try:
            parent = stack.enter_context(Temporary("revision")).path
            copies = tuple(Path(parent, str(number)) for number in range(len(folders)))
            for folder, copy in zip(folders, copies, strict=True):
                copy.mkdir()
                if folder is not None:
                    _copy(folder, copy)
        except OSError as error:
            message = f'the files of "{revision}" cannot be written: {error.strerror}'
            raise RevisionError(f"{message} ({error.filename})") from None
        yield Past(copies, tuple(roots))


_WRITE = "write a branch, a tag or a commit, as --against origin/main"


class _Folder(NamedTuple):
    """A folder of a commit: its tree, and where it stands or stood in the work tree."""

    repository: Repository
    tree: str
    path: Path


def _at(revision: str, root: Path, first: Path) -> _Folder | None:
    """The data folder `root` at `revision`; None when it was not there."""
    own, inside = home(root)
    asked, _ = home(first)
    outer: Repository | None = own
    while outer is not None and outer != asked:
        outer = outer.superproject
    start = outer or own
    whole = _Folder(start, _commit(start, revision, root), start.top)
    return _below(whole, PurePosixPath(own.top.relative_to(start.top)) / inside)


def _commit(repository: Repository, revision: str, root: Path) -> str:
    commit = repository.commit(revision)
    if commit is not None:
        return commit
    message = f'no revision "{revision}" in the repository of {root}'
    if repository.commit(f"origin/{revision}"):
        raise RevisionError(f'{message}: did you mean "origin/{revision}"?')
    if repository.is_shallow:
        raise RevisionError(f"{message}, which lacks a part of its history: {FETCH}")
    raise RevisionError(f"{message}: {_WRITE}")


def _below(folder: _Folder, inside: PurePosixPath) -> _Folder | None:
    """What stands at the path `inside` a folder; a submodule on the way leads to its own commits."""
    if not inside.parts:
        return folder
    for one in folder.repository.items(folder.tree, [*reversed(inside.parents[:-1]), inside]):
        if one.type == "commit":
            return _below(_submodule(folder, one), inside.relative_to(one.path))
        if one.type == "tree" and one.path == inside:
            return folder._replace(tree=one.id, path=folder.path / inside)
    return None


def _submodule(folder: _Folder, item: Item) -> _Folder:
    path = folder.path / item.path
    own = home(path)[0] if path.is_dir() else None
    if own is None or own.top != path:
        raise RevisionError(
            f"{path} was a submodule, and is none here: git submodule update --init"
        )
    if own.commit(item.id) is None:
        raise RevisionError(f"{path} lacks a part of its history ({item.id[:12]}): {FETCH}")
    return _Folder(own, item.id, path)


def _copy(folder: _Folder, target: Path) -> None:
    items = folder.repository.items(folder.tree)
    for one in items:
        (target / one.path).parent.mkdir(parents=True, exist_ok=True)
    for one in items:
        if one.type == "commit":
            (target / one.path).mkdir()
            _copy(_submodule(folder, one), target / one.path)
    blobs = [one for one in items if one.type == "blob"]
    links = {}
    for one, content in zip(
        blobs, folder.repository.contents([one.id for one in blobs]), strict=True
    ):
        if one.is_link:
            links[target / one.path] = os.fsdecode(content)
        else:
            (target / one.path).write_bytes(content)
    # Links come last, so that nothing is ever written through one.
    for path, leads_to in links.items():
        with suppress(OSError, ValueError):
            path.symlink_to(leads_to)
