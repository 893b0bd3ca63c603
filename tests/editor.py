"""YAML as an editor reads it, and good entries made wrong."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from playbook.describe.fields import describe


class _Editor(yaml.SafeLoader):
    """YAML as an editor reads it: version 1.2, where `oui` and 2026-10-01 are text, 12 a number."""


_Editor.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)", "tTfF"),
    ("null", r"(?:null|Null|NULL|~|)", "nN~\0"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _Editor.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), list(_first)
    )


def as_read(text: str) -> Any:
    return yaml.load(text, Loader=_Editor)  # noqa: S506 # a SafeLoader


def read(path: Path) -> Any:
    return as_read(path.read_text("utf-8"))


def broken(kind: str, whole: Any, schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The entry `whole` with each of its fields made wrong, one at a time, by the field's type."""
    described = describe(kind)

    def at(path: tuple[Any, ...], new: Any) -> Any:
        made = copy.deepcopy(whole)
        inside = made
        for key in path[:-1]:
            inside = inside[key]
        if new is None:
            del inside[path[-1]]
        else:
            inside[path[-1]] = new
        return made

    def walk(
        value: Any, schema: dict[str, Any], path: tuple[Any, ...]
    ) -> Iterator[tuple[str, Any]]:
        options = [described.resolve(one) for one in schema.get("anyOf", schema.get("oneOf", ()))]
        schema = described.resolve(schema)
        if options:
            shape = {dict: "object", list: "array"}.get(type(value), "string")
            schema = next(one for one in options if one.get("type") == shape)
        if "properties" in schema:
            yield "unknown field", at((*path, "inconnu"), "x")
            for one in described.fields(schema):
                if one.name in value:
                    if one.required:
                        yield f"no {one.name}", at((*path, one.name), None)
                    yield from walk(value[one.name], one.schema, (*path, one.name))
        elif schema.get("type") == "array":
            yield "text for a list", at(path, "x")
            for index, one in enumerate(value[:1]):
                yield from walk(one, schema["items"], (*path, index))
        elif schema.get("type") == "object":
            yield "a list for a group", at(path, ["x"])
            for name, one in list(value.items())[:1]:
                yield from walk(one, schema["additionalProperties"], (*path, name))
        else:
            yield "a list for a value", at(path, ["x", ["y"]])
            wrong = "Pas Ça" if "x-ref" in schema or schema.get("x-notation") != "line" else None
            if wrong is not None and schema.get("x-notation") not in ("prose", "asset"):
                yield f"{path}: {wrong}", at(path, wrong)

    return walk(whole, schema, ())


def as_text_only(value: Any) -> Any:
    """What the playbook's own reader makes of it: groups, lists and text."""
    if isinstance(value, dict):
        return {str(name): as_text_only(one) for name, one in value.items()}
    if isinstance(value, list):
        return [as_text_only(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
