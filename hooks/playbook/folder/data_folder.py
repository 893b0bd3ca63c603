"""1 load: which files hold what. A kind is a folder of files, or one file that maps ids to entries."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playbook import source
from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.folder.assets import Asset, merged, twice
from playbook.folder.file_names import LANGUAGE, differ_by_capitals, reserved, shown, unfit
from playbook.folder.indents import Aligned
from playbook.model.instead import a_short_id
from playbook.model.kinds import WORDS
from playbook.model.scalars import ID_PATTERN, MAX_ID, slug
from playbook.source import reader
from playbook.suggest import closest

_NAME = re.compile(rf"(?P<id>{ID_PATTERN})(?:\.(?P<language>{LANGUAGE}))?\.yml", re.ASCII)
_KIND_FILE = re.compile(rf"(?P<kind>[a-z]+)(?:\.(?P<language>{LANGUAGE}))?\.yml", re.ASCII)
ASSETS = "assets"
SETTINGS = "playbook.yml"
_SETTINGS = re.compile(rf"playbook(?:\.(?P<language>{LANGUAGE}))?\.yml", re.ASCII)
MAX_FOLDERS = 8
"""How deep folders may lie inside one another in `assets/`."""


@dataclass(frozen=True, slots=True)
class Document:
    """One entry (or its translation into `language`) as it was read, not yet validated.

    `place` is that of its id where it is written, else where the file begins.
    """

    kind: str
    id: str
    language: str | None
    file: str
    node: source.Node
    place: Place


@dataclass(frozen=True, slots=True)
class Folder:
    """What the data roots hold. `restricted` documents come from the second root and later ones.

    `broken` are the entries, by kind and id, that are there but could not be read; an empty id
    stands for all of a kind.
    """

    settings: Document | None
    translated: tuple[Document, ...]
    """The settings' texts in other languages: `playbook.en.yml`."""
    documents: tuple[Document, ...]
    restricted: tuple[Document, ...]
    assets: tuple[Asset, ...]
    broken: frozenset[tuple[str, str]]
    found: tuple[Diagnostic, ...]


def load(roots: Sequence[Path]) -> Folder:
    """Reads every file of the data roots; the first holds `playbook.yml`."""
    walks = [_Walk(root, restricted=index > 0) for index, root in enumerate(roots)]
    for walk in walks:
        walk.run()
    first = walks[0]
    assets, found = merged([asset for walk in walks for asset in walk.assets])
    first.found += found
    first.found += differ_by_capitals((one.name, one.place) for one in assets)
    documents = tuple(first.documents.values())
    restricted = tuple(document for walk in walks[1:] for document in walk.documents.values())
    return Folder(
        first.settings,
        tuple(first.translated),
        documents,
        restricted,
        assets,
        frozenset(broken for walk in walks for broken in walk.broken),
        tuple(found for walk in walks for found in walk.found),
    )


class _Walk:
    """The reading of one data root."""

    def __init__(self, root: Path, restricted: bool) -> None:
        self.root, self.restricted = root, restricted
        self.settings: Document | None = None
        self.translated: list[Document] = []
        self.documents: dict[tuple[str, str, str | None], Document] = {}
        self.assets: list[Asset] = []
        self.broken: set[tuple[str, str]] = set()
        self.found: list[Diagnostic] = []

    def run(self) -> None:
        for entry in self._list(self.root):
            of_kind = _KIND_FILE.fullmatch(entry.name)
            if of_all := _SETTINGS.fullmatch(entry.name):
                self._read(entry, "", "", of_all["language"])
            elif entry.name == ASSETS:
                self.assets += self._assets(entry)
            elif entry.name in WORDS and self._is_folder(entry):
                self._kind_folder(entry)
            elif of_kind and of_kind["kind"] in WORDS:
                self._kind_file(entry, of_kind["kind"], of_kind["language"])
            else:
                self._stranger(entry)
        there = self.settings or ("", "") in self.broken or ("playbook", "") in self.broken
        if not self.restricted and not there and not self._is_shut(self.root):
            hint = "every playbook has one: write « organisation: » and the company's name in it"
            place = Place(shown(self.root / SETTINGS))
            self._say("missing-settings", place, "this file is missing", hint)

    def _is_shut(self, folder: Path) -> bool:
        """Whether a folder was found impossible to list."""
        return any(one.place.file == shown(folder) for one in self.found)

    def _list(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            self.found.append(reader.unreadable(Place(shown(folder)), error))
            return
        for entry in entries:
            if not entry.name.startswith(".") and entry.name != "README.md" and self._inside(entry):
                yield entry

    def _inside(self, entry: os.DirEntry[str]) -> bool:
        """Whether a link stays in the data root: what lies outside is nobody's to publish."""
        if not entry.is_symlink():
            return True
        target, root = os.path.realpath(entry.path), os.path.realpath(self.root)
        if Path(target).is_relative_to(root):
            return True
        hint = "copy the file here instead of linking to it"
        place = Place(shown(entry.path))
        self._say("outside-link", place, "this link leads out of the data folder", hint)
        return False

    def _is_folder(self, entry: os.DirEntry[str]) -> bool:
        try:
            return entry.is_dir()
        except OSError:
            return False

    def _is_file(self, entry: os.DirEntry[str]) -> bool:
        try:
            return entry.is_file()
        except OSError:
            return False

    def _kind_folder(self, folder: os.DirEntry[str]) -> None:
        for entry in self._list(Path(folder.path)):
            name = _NAME.fullmatch(entry.name)
            if name and len(name["id"]) > MAX_ID:
                self._too_long(folder.name, name["id"], Place(shown(entry.path)))
                continue
            if name:
                self._read(entry, folder.name, name["id"], name["language"])
                continue
            stem = slug(entry.name.removesuffix(".yml").removesuffix(".yaml"))
            self.broken.add((folder.name, stem))
            hint = f'rename it to "{stem}.yml": lower-case letters without accents, digits, hyphens'
            message = f'"{entry.name}" is no name for an entry'
            self._say("bad-file-name", Place(shown(entry.path)), message, hint)
        if self._is_shut(Path(folder.path)):
            self.broken.add((folder.name, ""))

    def _kind_file(self, entry: os.DirEntry[str], kind: str, language: str | None) -> None:
        node = self._node(entry)
        if not isinstance(node, source.Mapping):
            self.broken.add((kind, ""))
            if node is not None:
                hint = "write an id and a colon, then the entry's fields below it, indented"
                self._say("wrong-shape", node.place, f"{kind}.yml maps ids to entries", hint)
            return
        aligned = Aligned(kind, node, self.found)
        self.found = aligned.found
        self.broken |= {(kind, name) for name in aligned.unread}
        if not aligned.entries:
            self.broken.add((kind, ""))
        for key, value in aligned.entries:
            if len(key.text) > MAX_ID:
                self._too_long(kind, key.text, key.place)
            elif re.fullmatch(ID_PATTERN, key.text):
                self._add(Document(kind, key.text, language, key.place.file, value, key.place))
            elif key.text:
                self.broken.add((kind, slug(key.text)))
                hint = (
                    f'write "{slug(key.text)}": lower-case letters without accents, digits, hyphens'
                )
                self._say("bad-file-name", key.place, f'"{key.text}" is no id', hint)

    def _too_long(self, kind: str, name: str, place: Place) -> None:
        self.broken.add((kind, name))
        self._say("bad-file-name", place, *a_short_id(name, MAX_ID))

    def _read(self, entry: os.DirEntry[str], kind: str, name: str, language: str | None) -> None:
        node = self._node(entry)
        if node is not None:
            self._add(Document(kind, name, language, node.place.file, node, node.place))
        else:
            self.broken.add((kind, name))

    def _node(self, entry: os.DirEntry[str]) -> source.Node | None:
        node, found = reader.read(entry.path, shown(entry.path))
        self.found += found
        if node is None and not found:
            hint = "write the entry's fields in it, or delete it"
            self._say("empty-value", Place(shown(entry.path)), "the file is empty", hint)
        return node

    def _add(self, document: Document) -> None:
        if document.kind and (kept := reserved(document.id, document.place)):
            self.found.append(kept)
        if not isinstance(document.node, source.Mapping):
            self.broken.add((document.kind, document.id))
            hint = "write each field on a line: its name, a colon, its value"
            message = "an entry is a group of fields"
            if not _is_empty(document.node):
                self._say("wrong-shape", document.node.place, message, hint)
        elif document.kind:
            key = (document.kind, document.id, document.language)
            first = self.documents.setdefault(key, document)
            if first is not document:
                fault = twice(document.id, document.place, first.place, document.kind)
                self.found.append(fault)
        elif self.restricted:
            place = Place(document.file)
            hint = "delete this file, or move what it says to the first folder's"
            message = "the settings stand in the first data folder"
            self._say("unknown-kind", place, message, hint)
        elif document.language:
            self.translated.append(document)
        else:
            self.settings = document

    def _assets(self, folder: os.DirEntry[str], inside: str = "") -> Iterator[Asset]:
        if inside.count("/") > MAX_FOLDERS:
            message = f"more than {MAX_FOLDERS} folders inside one another"
            self._say("too-deep", Place(shown(folder.path)), message, "no document needs as many")
            return
        for entry in self._list(Path(folder.path)):
            name = f"{inside}{entry.name}"
            place = Place(shown(entry.path))
            if entry.is_symlink() and Path(entry.path).exists():
                # Inside the data folder too: what it leads to may be kept from who may read this.
                hint = "copy what it leads to here instead of linking to it"
                self._say("outside-link", place, "a link among the files to hand out", hint)
            elif refused := unfit(entry.name, place):
                self.found.append(refused)
            elif self._is_folder(entry):
                yield from self._assets(entry, f"{name}/")
            elif not self._is_file(entry):
                hint = "delete it, or put the file itself here"
                self._say("unreadable-file", place, "this is not a file that can be read", hint)
            elif not name.isprintable():
                self._say("bad-file-name", place, "a name that no screen shows", "rename it")
            else:
                yield Asset(name, Path(entry.path), place, self.restricted)

    def _stranger(self, entry: os.DirEntry[str]) -> None:
        stem, known = entry.name.split(".")[0], [*WORDS, "playbook", ASSETS]
        near = closest(stem.lower(), known)
        hint = f"the kinds are {', '.join(WORDS)}"
        if near:
            ending = "" if self._is_folder(entry) or near == ASSETS else ".yml"
            hint = f'did you mean "{near}{ending}"?'
            self.broken.add((near, ""))
        place = Place(shown(entry.path))
        self._say("unknown-kind", place, f'"{entry.name}" is no kind of entry', hint)

    def _say(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self.found.append(diagnostic(code, place, message, hint))


def _is_empty(node: source.Node) -> bool:
    """An empty entry was reported when it was read."""
    return isinstance(node, source.Scalar) and not node.text
