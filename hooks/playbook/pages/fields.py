"""The fields of a kind, read from its model: the tables shown to editors are the checks themselves."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from playbook.links import kept_for
from playbook.model.envelope import Envelope
from playbook.validate import model_classes


class FieldRow(NamedTuple):
    """One line of a field table."""

    group: str
    name: str
    required: bool
    shape: str
    audience: str | None


def rows(adapter: TypeAdapter[Any]) -> Iterator[FieldRow]:
    """Every field of a kind beyond the envelope, then those of the groups inside it."""
    envelope = set(Envelope.model_fields)
    for model in dict.fromkeys(model_classes(adapter)):
        entry = issubclass(model, Envelope)
        schema = model.model_json_schema(ref_template="{model}").get("properties", {})
        for name, field in model.model_fields.items():
            key = field.alias or name
            if entry and name in envelope:
                continue
            if not entry and model.__module__.endswith("envelope"):
                continue
            group = "" if entry else model.__name__
            yield FieldRow(
                group, key, field.is_required(), _shape(schema[key]), kept_for(model, name)
            )


def _shape(schema: dict[str, Any]) -> str:
    """A field's type in a few words: `id of roles`, `list of text`, `must | should`."""
    if "anyOf" in schema:
        return " | ".join(_shape(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "oneOf" in schema:
        return " | ".join(_shape(one) for one in schema["oneOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if "$ref" in schema:
        return str(schema["$ref"])
    if "x-ref" in schema:
        return "id" if schema["x-ref"] == "*" else f"id: {schema['x-ref']}"
    if schema.get("type") == "array":
        return f"[{_shape(schema.get('items', {}))}]"
    if schema.get("type") == "object":
        return f"{{id: {_shape(schema.get('additionalProperties', {}))}}}"
    kind = schema.get("format") or schema.get("type", "text")
    return "number" if isinstance(kind, list) else str(kind)
