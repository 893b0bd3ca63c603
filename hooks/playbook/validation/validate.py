"""2 validate: what was read becomes typed entries; every refusal keeps its place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from playbook import source
from playbook.diagnostics import Diagnostic, Place, Related, diagnostic
from playbook.folder.data_folder import Document, Folder
from playbook.model import KINDS, WORDS, Settings
from playbook.model.leaves import value_at
from playbook.model.playbook import FORMAT, newer_format
from playbook.model.scalars import whole
from playbook.model.shapes import is_told
from playbook.model.texts import Keyword, Text
from playbook.source import Path
from playbook.suggest import Nearest
from playbook.validation import known_ids
from playbook.validation.entry import Entry, Translation
from playbook.validation.model_errors import Misfits
from playbook.validation.unknown_fields import near as field_near
from playbook.validation.unknown_fields import of_another_kind

MAX_FAULTS = 100
"""Faults said of one entry: who has more has made one mistake many times."""


@dataclass(frozen=True, slots=True)
class Validated:
    """The entries that fit their models, and the settings if they do.

    `broken` are the others, by kind and id; an empty id stands for all of a kind.
    """

    settings: Entry | None
    entries: tuple[Entry, ...]
    broken: frozenset[tuple[str, str]]
    found: tuple[Diagnostic, ...]


def unread_format(folder: Folder) -> Diagnostic | None:
    """That the settings name a format which is not known here: what else would be said is not so there."""
    node = source.at(folder.settings.node, ("format",)) if folder.settings else None
    if not isinstance(node, source.Scalar):
        return None
    try:
        number = whole(node.text)
    except PydanticCustomError:
        return None  # of what is no number the model says more
    return diagnostic("wrong-value", node.place, *newer_format(number)) if number > FORMAT else None


def validate(folder: Folder) -> Validated:
    """Every document against the model of its kind. What fails is left out and reported."""
    check = _Check(folder)
    settings = check.entry(folder.settings, _SETTINGS) if folder.settings else None
    for document in folder.translated:
        settings = check.translated(settings, document) if settings else None
    merged = check.merged(folder)
    entries = {
        key: entry
        for key, document in merged.items()
        if key[2] is None and (entry := check.entry(document, KINDS[document.kind]))
    }
    for (kind, name, language), document in merged.items():
        original = entries.get((kind, name, None))
        if language is None or (original is None and (kind, name) in check.broken):
            continue
        if original is None:
            check.translates_nothing(document)
        else:
            entries[kind, name, None] = check.translated(original, document)
    return Validated(settings, tuple(entries.values()), frozenset(check.broken), tuple(check.found))


_SETTINGS: TypeAdapter[Settings] = TypeAdapter(Settings)
_Key = tuple[str, str, str | None]


class _Check:
    """Collects the faults of all documents; a line that could not be read is not judged again."""

    def __init__(self, folder: Folder) -> None:
        self.known = known_ids.titles((*folder.documents, *folder.restricted))
        self.said = {(one.place.file, one.place.line) for one in folder.found}
        self.broken = set(folder.broken)
        self.found: list[Diagnostic] = []
        self.nearest = Nearest()

    def say(self, code: str, place: Place, message: str, hint: str, *related: Related) -> None:
        self.found.append(diagnostic(code, place, message, hint, related))

    def entry(self, document: Document, adapter: TypeAdapter[Any]) -> Entry | None:
        fields = self._fields(document, adapter, document.node, source.values(document.node))
        if fields is None:
            return None
        return Entry(
            document.kind, document.id, fields, document.node, document.file, document.place
        )

    def _fields(
        self, document: Document, adapter: TypeAdapter[Any], node: source.Node, values: Any
    ) -> Any:
        """The `values` as a record; faults are placed by `node`."""
        try:
            return adapter.validate_python(values)
        except ValidationError as error:
            self.broken.add((document.kind, document.id))
            strange = document.kind and not document.language
            if strange and (other := of_another_kind(document.kind, document.id, node)):
                self.found.append(other)
                return None
            errors = error.errors(include_url=False, include_input=False)
            found = tuple(
                one
                for one in Misfits(adapter, node, document.place, self.known).explain(
                    errors[:MAX_FAULTS]
                )
                if one.code == "missing-field" or (one.place.file, one.place.line) not in self.said
            )
            self.found += found
            if found:
                self.more(len(errors))
            return None

    def more(self, count: int) -> None:
        """That of `count` faults in one entry the last ones are not said."""
        if count > MAX_FAULTS:
            message = f"{count - MAX_FAULTS} more faults in this entry are not shown"
            self.say("wrong-shape", self.found[-1].place, message, "mend these first")

    def merged(self, folder: Folder) -> dict[_Key, Document]:
        """One document per id and language: restricted ones add their fields to the open ones."""
        merged = {(one.kind, one.id, one.language): one for one in folder.documents}
        for document in folder.restricted:
            key = (document.kind, document.id, document.language)
            known = merged.get(key)
            merged[key] = (
                replace(known, node=self._overlay(known, document.node)) if known else document
            )
        return merged

    def _overlay(self, document: Document, over: source.Node) -> source.Node:
        """The fields of both; one that stands in both is said twice and refused.

        But `translates`: each file of a translation says what it translates.
        """
        under = document.node
        if not isinstance(under, source.Mapping) or not isinstance(over, source.Mapping):
            return under
        added = []
        for key, value in over.items:
            first = under.by_name.get(key.text)
            if first is None or (document.language and key.text == "translates"):
                added.append((key, value))
                continue
            related = Related("it stands here already", first[0].place)
            message = f'"{key.text}" stands in both data folders'
            hint = "keep it in one of the two"
            self.say("duplicate-key", key.place, message, hint, related)
        return source.Mapping.of((*under.items, *added), under.place, under.commented)

    def translates_nothing(self, document: Document) -> None:
        near = self.nearest.near(document.id, document.kind, self.known[document.kind])
        hint = f'did you mean "{near}"?' if near else "give it the name of the entry it translates"
        message = f"it translates no entry: there is no {WORDS[document.kind]} {document.id}"
        self.say("unknown-reference", document.place, message, hint)

    def translated(self, entry: Entry, document: Document) -> Entry:
        """The entry with the translation that `document` holds, if it is one."""
        translation = self._translation(entry, document)
        if translation is None or document.language is None:
            return entry
        both = {**entry.translations, document.language: translation}
        return replace(entry, translations=MappingProxyType(both))

    def _translation(self, entry: Entry, document: Document) -> Translation | None:
        """The entry with its texts replaced; anything but a text is refused."""
        texts = _without(document.node, "translates")
        faults, nearest = len(self.found), Nearest()
        lacking: dict[source.Key, Place] = {}
        for path, scalar in source.walk(texts):
            here = (scalar.place.file, scalar.place.line)
            if here in self.said or isinstance(value_at(entry.fields, path), Text):
                continue
            if isinstance(value_at(entry.fields, (*path[:-1], 0)), Keyword):
                continue  # a longer list than the original's
            if not source.holds(entry.node, path[:1]):
                # Of a group that the original lacks, one fault.
                lacking.setdefault(path[0], source.place(texts, path[:1], of_key=True))
                continue
            message = f'"{path[-1]}" is no text of the entry it translates'
            near = nearest.near(str(path[-1]), path[:-1], _names_at(entry.node, path[:-1]))
            hint = "a translation holds the text fields only, in the same shape"
            hint = f'did you mean "{near}"?' if near and near != path[-1] else hint
            self.say("unknown-field", source.place(texts, path, of_key=True), message, hint)
        for name, place in islice(lacking.items(), MAX_FAULTS):
            meant = field_near(str(name), frozenset(_names_at(entry.node, ())))
            hint = "delete it: a translation holds texts only"
            if is_told(type(entry.fields), str(name)):
                hint = "delete it, or write it there first"
            hint = f'did you mean "{meant}"?' if meant else hint
            message = f'the entry it translates has no "{name}"'
            self.say("unknown-field", place, message, hint)
        self.more(len(lacking))
        if len(self.found) > faults:
            self.broken.add((document.kind, document.id))
            return None
        values = _deep_merge(source.values(entry.node), source.values(texts), entry.fields)
        adapter = KINDS[entry.kind] if entry.kind else _SETTINGS
        fields = self._fields(document, adapter, texts, values)
        if fields is None:
            return None
        mark = source.at(document.node, ("translates",))
        translates = mark.text if isinstance(mark, source.Scalar) else ""
        return Translation(fields, document.node, translates, document.file, document.place)


def _without(node: source.Node, name: str) -> source.Node:
    if not isinstance(node, source.Mapping):
        return node
    return source.Mapping.of((one for one in node.items if one[0].text != name), node.place)


def _names_at(node: source.Node, path: Path) -> Iterator[str]:
    """What stands at `path`: the names of its fields, or its texts."""
    found = source.values(source.at(node, path))
    yield from (str(key) for key in found)


def _deep_merge(under: Any, over: Any, original: Any) -> Any:
    """The values `under`, which were read as `original`, with those `over` them in their places."""
    if isinstance(under, dict) and isinstance(over, dict):
        merged = {
            key: _deep_merge(under[key], value, value_at(original, (key,)))
            for key, value in over.items()
            if key in under
        }
        return {**under, **merged}
    if isinstance(under, list) and isinstance(over, list):
        if isinstance(value_at(original, (0,)), Keyword):
            return over
        return [
            _deep_merge(one, over[index], value_at(original, (index,)))
            if index < len(over)
            else one
            for index, one in enumerate(under)
        ]
    return over
