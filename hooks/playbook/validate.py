"""2 validate: what was read becomes typed entries; every refusal keeps its place."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from playbook import source
from playbook.diagnostics import Diagnostic, Place, Related, diagnostic
from playbook.folder import Document, Folder
from playbook.model import KINDS, Settings
from playbook.model.envelope import Envelope
from playbook.model.scalars import Line, Prose

Path = tuple[source.Key, ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """The text fields of an entry in another language, and the fingerprint of what they translate."""

    fields: Envelope
    node: source.Node
    translates: str
    file: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its kind (a folder name), its id, its fields and where they stand."""

    kind: str
    id: str
    fields: Any  # one of the models of `KINDS`, each an `Envelope`
    node: source.Node
    file: str
    translations: Mapping[str, Translation] = field(default_factory=lambda: MappingProxyType({}))

    def place(self, path: Path = (), of_key: bool = False) -> Place:
        """Where the field at `path` stands (its value, or its name)."""
        return source.place(self.node, path, of_key)

    def place_of(self, path: Path, part: str, occurrence: int = 0) -> Place:
        """Where `part` stands inside the text at `path`."""
        node = source.at(self.node, path)
        return node.place_of(part, occurrence) if isinstance(node, source.Scalar) else node.place


@dataclass(frozen=True, slots=True)
class Validated:
    settings: Settings | None
    entries: tuple[Entry, ...]
    found: tuple[Diagnostic, ...]


def validate(folder: Folder) -> Validated:
    """Every document against the model of its kind. What fails is left out and reported."""
    found: list[Diagnostic] = []
    settings = None
    if folder.settings is not None:
        settings = _model(_SETTINGS, folder.settings.node, found)
    merged = _merge(folder, found)
    entries = {
        key: Entry(document.kind, document.id, fields, document.node, document.file)
        for key, document in merged.items()
        if key[2] is None
        and (fields := _model(KINDS[document.kind], document.node, found)) is not None
    }
    for (kind, name, language), document in merged.items():
        if language is None:
            continue
        original = entries.get((kind, name, None))
        if original is None:
            if (kind, name, None) not in merged:
                message = f"it translates no entry: there is no {kind}/{name}.yml"
                found.append(diagnostic("unknown-reference", document.node.place, message))
            continue
        translation = _translate(original, document, found)
        if translation is not None:
            both = {**original.translations, language: translation}
            entries[kind, name, None] = replace(original, translations=MappingProxyType(both))
    return Validated(settings, tuple(entries.values()), tuple(found))


def _merge(folder: Folder, found: list[Diagnostic]) -> dict[tuple[str, str, str | None], Document]:
    """One document per id and language: restricted ones add their fields to the open ones."""
    merged: dict[tuple[str, str, str | None], Document] = {}
    for document in folder.documents:
        key = (document.kind, document.id, document.language)
        first = merged.setdefault(key, document)
        if first is not document:
            related = (Related("it stands here already", first.node.place),)
            message = f'"{document.id}" stands twice in {document.kind}'
            hint = "give one of the two another id"
            found.append(diagnostic("duplicate-id", document.node.place, message, hint, related))
    for document in folder.restricted:
        key = (document.kind, document.id, document.language)
        known = merged.get(key)
        merged[key] = (
            document
            if known is None
            else replace(known, node=_overlay(known.node, document.node, found))
        )
    return merged


def _overlay(under: source.Node, over: source.Node, found: list[Diagnostic]) -> source.Node:
    """The fields of both; one that stands in both is said twice and refused."""
    if not isinstance(under, source.Mapping) or not isinstance(over, source.Mapping):
        return under
    known = {key.text: key for key, _ in under.items}
    added = []
    for key, value in over.items:
        if key.text in known:
            related = (Related("it stands here already", known[key.text].place),)
            message = f'"{key.text}" stands in both data folders'
            found.append(diagnostic("duplicate-key", key.place, message, "keep one", related))
        else:
            added.append((key, value))
    return source.Mapping((*under.items, *added), under.place)


def _translate(entry: Entry, document: Document, found: list[Diagnostic]) -> Translation | None:
    """The entry with its texts replaced; anything but a text is refused."""
    texts = _without(document.node, "translates")
    faults = len(found)
    for path, scalar in source.walk(texts):
        if not isinstance(value_at(entry.fields, path), Line | Prose):
            message = f'"{path[-1]}" is no text of the entry it translates'
            hint = "a translation holds the text fields only, in the same shape"
            found.append(diagnostic("unknown-field", scalar.place, message, hint))
    if len(found) > faults:
        return None
    values = _deep_merge(source.plain(entry.node), source.plain(texts))
    try:
        fields = KINDS[entry.kind].validate_python(values)
    except ValidationError as error:
        found.extend(_explain(one, texts, KINDS[entry.kind]) for one in error.errors())
        return None
    mark = source.at(document.node, ("translates",))
    translates = mark.text if isinstance(mark, source.Scalar) else ""
    return Translation(fields, document.node, translates, document.file)


def _without(node: source.Node, name: str) -> source.Node:
    if not isinstance(node, source.Mapping):
        return node
    return source.Mapping(tuple(item for item in node.items if item[0].text != name), node.place)


def _deep_merge(under: Any, over: Any) -> Any:
    if isinstance(under, dict) and isinstance(over, dict):
        return {**under, **{k: _deep_merge(under[k], v) for k, v in over.items() if k in under}}
    if isinstance(under, list) and isinstance(over, list):
        return [
            _deep_merge(one, over[index]) if index < len(over) else one
            for index, one in enumerate(under)
        ]
    return over


def value_at(value: Any, path: Iterable[source.Key]) -> Any:
    """The value of a record at the path of its YAML; None where there is none."""
    for key in path:
        if isinstance(value, BaseModel):
            value = next(
                (
                    getattr(value, name)
                    for name, of in type(value).model_fields.items()
                    if (of.alias or name) == key
                ),
                None,
            )
        elif isinstance(value, Mapping):
            value = value.get(str(key))
        elif isinstance(value, tuple) and isinstance(key, int):
            value = value[key] if key < len(value) else None
        else:
            return None
    return value


_SETTINGS: TypeAdapter[Settings] = TypeAdapter(Settings)


def _model(adapter: TypeAdapter[Any], node: source.Node, found: list[Diagnostic]) -> Any:
    try:
        return adapter.validate_python(source.plain(node))
    except ValidationError as error:
        found.extend(
            one
            for details in error.errors(include_url=False)
            if not _said_already(details, node)
            for one in [_explain(details, node, adapter)]
        )
        return None


def _path(details: ErrorDetails, node: source.Node) -> Path:
    """The error's path without the names of union members, which are not in the file."""
    path: list[source.Key] = []
    for index, key in enumerate(details["loc"]):
        child = source.child(node, key)
        if child is not None:
            node = child[1]
            path.append(key)
        elif index == len(details["loc"]) - 1 and key != "[key]":
            path.append(key)
    return tuple(path)


def _said_already(details: ErrorDetails, node: source.Node) -> bool:
    """An empty value was reported when it was read."""
    found = source.at(node, _path(details, node))
    return isinstance(found, source.Scalar) and not found.raw


def _explain(details: ErrorDetails, node: source.Node, adapter: TypeAdapter[Any]) -> Diagnostic:
    path = _path(details, node)
    name = str(path[-1]) if path else ""
    here = source.at(node, path)
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        hint = _did_you_mean(name, _field_names(adapter))
        place = source.place(node, path, of_key=True)
        return diagnostic("unknown-field", place, f'there is no field "{name}" here', hint)
    if kind in ("missing", "union_tag_not_found"):
        field = "form" if kind == "union_tag_not_found" else name
        group = path[:-1] if kind == "missing" else path
        hint = f"add a line « {field}: »"
        place = source.place(node, group)
        return diagnostic("missing-field", place, f'the field "{field}" is missing', hint)
    if isinstance(here, source.Mapping) and here.items and " " in here.items[0][0].text:
        key = here.items[0][0].place
        place = Place(key.file, key.line, key.column + key.length)
        hint = "put the text on the next line after >-, or in quotes"
        return diagnostic("colon-in-prose", place, "a colon inside the text", hint)
    place = source.place(node, path, of_key=bool(details["loc"]) and details["loc"][-1] == "[key]")
    if kind == "wrong-value":
        message, _, hint = str(context["message"]).partition(": ")
        return diagnostic("wrong-value", place, message, hint)
    if kind in ("literal_error", "union_tag_invalid"):
        allowed = str(context.get("expected") or context.get("expected_tags")).replace("'", "")
        near = difflib.get_close_matches(str(details["input"]), allowed.split(", "), 1)
        hint = f'did you mean "{near[0]}"?' if near else f"write {allowed}"
        value = here.text if isinstance(here, source.Scalar) else name
        return diagnostic("wrong-value", place, f'"{value}" is not possible here', hint)
    message, hint = _SHAPES.get(kind, (details["msg"].lower(), ""))
    return diagnostic("wrong-shape", place, message, hint)


_SHAPES = {
    "tuple_type": ("a list is expected here", "put each item on a line of its own, after « - »"),
    "dict_type": ("a group of fields is expected here", "one field a line, indented below"),
    "mapping_type": ("a group of fields is expected here", "one field a line, indented below"),
    "model_type": ("a group of fields is expected here", "one field a line, indented below"),
    "model_attributes_type": ("a group of fields is expected here", "one field a line, indented"),
}


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), 1)
    return f'did you mean "{near[0]}"?' if near else "delete it, or see the fields of this kind"


def model_classes(adapter: TypeAdapter[Any]) -> tuple[type[BaseModel], ...]:
    """Every model that an entry of a kind is made of, its own first."""

    def inside(found: Any) -> Iterator[type[BaseModel]]:
        if isinstance(found, type) and issubclass(found, BaseModel):
            yield found
            for field in found.model_fields.values():
                yield from inside(field.annotation)
        else:
            for one in get_args(found):
                yield from inside(one)

    return tuple(inside(adapter._type))


def _field_names(adapter: TypeAdapter[Any]) -> set[str]:
    return {
        of.alias or name
        for model in model_classes(adapter)
        for name, of in model.model_fields.items()
    }
