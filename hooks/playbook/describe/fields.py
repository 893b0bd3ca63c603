"""The fields of every kind as an editor meets them: read from the models, each with its help.

One description serves the field tables of the site, the files to fill in and the JSON Schemas.
It is a JSON Schema with four keys of ours: `x-owner` (where a field's help stands: `envelope`, the
kind, or the group), `x-audience` (for whom it is kept, when not everybody may), `x-notation` (how a
scalar is written) and `x-ref` (the kind whose ids it takes).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import WithDefaultSchema

from playbook.model import KINDS, Settings
from playbook.model.envelope import Audience, Envelope
from playbook.model.leaves import kept_for
from playbook.model.shapes import model_classes
from playbook.words import Words

SETTINGS = "playbook"
"""The name, among the kinds, of the settings in `playbook.yml`."""
ENVELOPE = "envelope"
NAMES = (SETTINGS, *KINDS)

Schema = dict[str, Any]


class Field(NamedTuple):
    """A field of a group, as it is written in the file."""

    name: str
    required: bool
    schema: Schema

    @property
    def owner(self) -> str:
        return str(self.schema["x-owner"])

    @property
    def audience(self) -> Audience | None:
        return _kept_for(self.schema)


class Described(NamedTuple):
    """A kind: the schema of each of its forms (most have one, called ""), and the groups inside."""

    kind: str
    forms: Mapping[str, Schema]
    groups: Mapping[str, Schema]

    def without(self, hidden: Callable[[Audience | None], bool]) -> "Described":
        """The kind without the fields that are `hidden`, by those for whom they are kept."""

        def shown(schema: Schema) -> Schema:
            properties = schema.get("properties", {}).items()
            kept = {name: of for name, of in properties if not hidden(_kept_for(of))}
            return {**schema, "properties": kept}

        forms = {name: shown(of) for name, of in self.forms.items()}
        return self._replace(forms=forms, groups={n: shown(of) for n, of in self.groups.items()})

    def resolve(self, schema: Schema) -> Schema:
        """What a reference to a group stands for; of several shapes, the first."""
        for choice in ("anyOf", "oneOf"):
            if choice in schema:
                return self.resolve({**schema[choice][0], **_marks(schema)})
        if "$ref" in schema:
            return {**self.groups[schema["$ref"].rpartition("/")[2]], **_marks(schema)}
        return schema

    def fields(self, schema: Schema) -> Iterator[Field]:
        """The fields of a group, in the order of the model."""
        required = schema.get("required", ())
        for name, of in schema.get("properties", {}).items():
            yield Field(name, name in required, of)


@cache
def describe(kind: str) -> Described:
    """The fields of `kind`, one of `NAMES`."""
    adapter: TypeAdapter[Any] = TypeAdapter(Settings) if kind == SETTINGS else KINDS[kind]
    schema = adapter.json_schema(schema_generator=_WithoutDefaults)
    groups = schema.pop("$defs", {})
    for model in dict.fromkeys(model_classes(adapter._type)):
        _mark(model, kind, groups.get(model.__name__, schema))
    groups = {name: _clean(of) for name, of in groups.items()}
    if "oneOf" not in schema:
        return Described(kind, {"": _clean(schema)}, groups)
    names = [one["$ref"].rpartition("/")[2] for one in schema["oneOf"]]
    return Described(kind, {name.lower(): groups.pop(name) for name in names}, groups)


@cache
def kept_fields(kind: str) -> Mapping[str, frozenset[Audience]]:
    """The fields of a kind that not everybody may read, and for whom they are kept."""
    described = describe(kind)
    found: dict[str, frozenset[Audience]] = {}
    for schema in (*described.forms.values(), *described.groups.values()):
        for field in described.fields(schema):
            if field.audience is not None:
                found[field.name] = found.get(field.name, frozenset()) | {field.audience}
    return found


class _WithoutDefaults(GenerateJsonSchema):
    """Pydantic writes every default as JSON: half of its time, for what is left out here."""

    def default_schema(self, schema: WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def helped(words: Words, field: Field) -> str:
    """What to write in a field, in one sentence of the language of `words`."""
    return words(f"help.{field.owner}.{field.name}")


def help_keys() -> Iterator[tuple[str, str]]:
    """Every owner and field that has a help, once or more."""
    for kind in NAMES:
        described = describe(kind)
        for schema in (*described.forms.values(), *described.groups.values()):
            yield from ((one.owner, one.name) for one in described.fields(schema))


def _mark(model: type[BaseModel], kind: str, schema: Schema) -> None:
    """Adds to every property of a model where its help stands and for whom it is kept."""
    entry = issubclass(model, Envelope) or model is Settings
    group = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model.__name__).lower()
    for name, of in model.model_fields.items():
        marked = schema["properties"][of.alias or name]
        shared = issubclass(model, Envelope) and name in Envelope.model_fields
        marked["x-owner"] = (ENVELOPE if shared else kind) if entry else group
        audience = kept_for(model, name)
        if audience is not None:
            marked["x-audience"] = audience.part


_NOISE = frozenset({"title", "description", "default", "discriminator"})


def _clean(schema: Schema) -> Schema:
    """Without what Pydantic adds for programmers: names in English, defaults, the choice of null."""
    kept = {key: value for key, value in schema.items() if key not in _NOISE}
    if "properties" in kept:
        kept["properties"] = {name: _clean(of) for name, of in kept["properties"].items()}
    if "patternProperties" in kept:
        ((pattern, value),) = kept.pop("patternProperties").items()
        kept |= {"propertyNames": {"pattern": pattern}, "additionalProperties": _clean(value)}
    if "items" in kept:
        kept["items"] = _clean(kept["items"])
    for choice in ("anyOf", "oneOf"):
        options = [_clean(one) for one in kept.pop(choice, ()) if one != {"type": "null"}]
        kept |= options[0] if len(options) == 1 else {choice: options} if options else {}
    return kept


def _kept_for(schema: Schema) -> Audience | None:
    return Audience(schema["x-audience"]) if "x-audience" in schema else None


def _marks(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key in ("x-owner", "x-audience")}
