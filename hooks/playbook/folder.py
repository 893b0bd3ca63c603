"""1 load: which files hold what. A kind is a folder of files, or one file that maps ids to entries."""

import difflib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playbook import source
from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.model.kinds import WORDS
from playbook.model.scalars import ID_PATTERN

_NAME = re.compile(rf"(?P<id>{ID_PATTERN})(?:\.(?P<language>[a-z]{{2}}))?\.yml", re.ASCII)
ASSETS = "assets"
SETTINGS = "playbook.yml"


@dataclass(frozen=True, slots=True)
class Document:
    """One entry (or its translation into `language`) as it was read, not yet validated."""

    kind: str
    id: str
    language: str | None
    file: str
    node: source.Node


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to download; `restricted` when it comes from a second data root."""

    name: str
    path: Path
    place: Place
    restricted: bool


@dataclass(frozen=True, slots=True)
class Folder:
    """What the data roots hold. `restricted` documents come from the second root and later ones."""

    open_root: str
    settings: Document | None
    documents: tuple[Document, ...]
    restricted: tuple[Document, ...]
    assets: tuple[Asset, ...]
    found: tuple[Diagnostic, ...]


def load(roots: Sequence[Path]) -> Folder:
    """Reads every file of the data roots; the first holds `playbook.yml`."""
    walks = [_Walk(root, restricted=index > 0) for index, root in enumerate(roots)]
    first = walks[0]
    for walk in walks:
        walk.run()
    if first.settings is None and not any(
        f.place.file == first.shown(SETTINGS) for f in first.found
    ):
        place = Place(first.shown(SETTINGS))
        hint = "every playbook has one: write « organisation: » and the company's name in it"
        first.found.append(diagnostic("missing-settings", place, "this file is missing", hint))
    return Folder(
        first.root.as_posix(),
        first.settings,
        tuple(first.documents),
        tuple(document for walk in walks[1:] for document in walk.documents),
        tuple(asset for walk in walks for asset in walk.assets),
        tuple(found for walk in walks for found in walk.found),
    )


class _Walk:
    """The reading of one data root."""

    def __init__(self, root: Path, restricted: bool) -> None:
        self.root, self.restricted = root, restricted
        self.settings: Document | None = None
        self.documents: list[Document] = []
        self.assets: list[Asset] = []
        self.found: list[Diagnostic] = []

    def shown(self, *parts: str) -> str:
        return (self.root.joinpath(*parts)).as_posix()

    def run(self) -> None:
        for entry in self._list(self.root):
            stem = entry.name.removesuffix(".yml")
            if entry.name == SETTINGS:
                self._read(entry, "", "", None)
            elif entry.name == ASSETS:
                self.assets += self._assets(Path(entry.path))
            elif entry.name in WORDS and self._is_folder(entry):
                self._kind_folder(entry)
            elif stem.split(".")[0] in WORDS and entry.name.endswith(".yml"):
                kind, _, language = stem.partition(".")
                self._kind_file(entry, kind, language or None)
            else:
                self._stranger(entry)

    def _list(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            reason = (error.strerror or "").lower()
            place = Place(folder.as_posix())
            self._say("unreadable-file", place, f"the folder cannot be read: {reason}")
            return
        for entry in entries:
            if not entry.name.startswith(".") and entry.name != "README.md" and self._inside(entry):
                yield entry

    def _inside(self, entry: os.DirEntry[str]) -> bool:
        """Whether a link stays in the data root: what lies outside is nobody's to publish."""
        if not entry.is_symlink():
            return True
        target = Path(entry.path).resolve()
        if target.is_relative_to(self.root.resolve()):
            return True
        hint = "copy the file here instead of linking to it"
        place = Place(Path(entry.path).as_posix())
        self._say("outside-link", place, "this link leads out of the data folder", hint)
        return False

    def _is_folder(self, entry: os.DirEntry[str]) -> bool:
        try:
            return entry.is_dir()
        except OSError:
            return False

    def _kind_folder(self, folder: os.DirEntry[str]) -> None:
        for entry in self._list(Path(folder.path)):
            name = _NAME.fullmatch(entry.name)
            if name:
                self._read(entry, folder.name, name["id"], name["language"])
                continue
            hint = "write lower-case letters without accents, digits, hyphens, then .yml"
            place = Place(Path(entry.path).as_posix())
            self._say("bad-file-name", place, f'"{entry.name}" is no name for an entry', hint)

    def _kind_file(self, entry: os.DirEntry[str], kind: str, language: str | None) -> None:
        node = self._node(entry)
        if isinstance(node, source.Mapping):
            for key, value in node.items:
                if re.fullmatch(ID_PATTERN, key.text):
                    self._add(Document(kind, key.text, language, key.place.file, value))
                else:
                    hint = "write lower-case letters without accents, digits, hyphens"
                    self._say("bad-file-name", key.place, f'"{key.text}" is no id', hint)
        elif node is not None:
            hint = "write an id and a colon, then the entry's fields below it, indented"
            self._say("wrong-shape", node.place, f"{kind}.yml maps ids to entries", hint)

    def _read(self, entry: os.DirEntry[str], kind: str, name: str, language: str | None) -> None:
        node = self._node(entry)
        if node is not None:
            self._add(Document(kind, name, language, Path(entry.path).as_posix(), node))

    def _node(self, entry: os.DirEntry[str]) -> source.Node | None:
        shown = Path(entry.path).as_posix()
        node, found = source.read(Path(entry.path), shown)
        self.found += found
        if node is None and not found:
            hint = "write the entry's fields in it, or delete it"
            self._say("empty-value", Place(shown), "the file is empty", hint)
        return node

    def _add(self, document: Document) -> None:
        if not isinstance(document.node, source.Mapping):
            hint = "write each field on a line: its name, a colon, its value"
            message = "an entry is a group of fields"
            if document.node.place.length and not _is_empty(document.node):
                self._say("wrong-shape", document.node.place, message, hint)
        elif document.kind:
            self.documents.append(document)
        elif self.restricted:
            place = Place(document.file)
            self._say("unknown-kind", place, "the settings stand in the first data folder")
        else:
            self.settings = document

    def _assets(self, folder: Path, inside: str = "") -> Iterator[Asset]:
        for entry in self._list(folder):
            name = f"{inside}{entry.name}"
            path = Path(entry.path)
            if self._is_folder(entry):
                yield from self._assets(path, f"{name}/")
            elif path.is_file():
                yield Asset(name, path, Place(path.as_posix()), self.restricted)
            else:
                place = Place(path.as_posix())
                self._say("unreadable-file", place, "this is not a file that can be read")

    def _stranger(self, entry: os.DirEntry[str]) -> None:
        stem = entry.name.removesuffix(".yml")
        near = difflib.get_close_matches(stem, [*WORDS, "playbook", ASSETS], 1)
        hint = f'did you mean "{near[0]}"?' if near else f"the kinds are {', '.join(WORDS)}"
        place = Place(Path(entry.path).as_posix())
        self._say("unknown-kind", place, f'"{entry.name}" is no kind of entry', hint)

    def _say(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self.found.append(diagnostic(code, place, message, hint))


def _is_empty(node: source.Node) -> bool:
    """An empty entry was reported when it was read."""
    return isinstance(node, source.Scalar) and not node.text
