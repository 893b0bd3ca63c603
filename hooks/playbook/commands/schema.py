"""JSON Schemas for an editor: of every kind, with today's ids and the help of every field.

Draft 7, which is what the YAML extension of VS Code knows best. An editor reads YAML by its own
rules, where `2026` is a number and `true` a truth value; the playbook takes both for text where a
text is due, and so do these schemas.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from playbook.describe.fields import NAMES, SETTINGS, Described, Schema, describe, helped
from playbook.describe.ids import ANY, Ids
from playbook.model.scalars import ID_PATTERN
from playbook.words import Words

FOLDER = ".vscode/schemas"
_DRAFT = "http://json-schema.org/draft-07/schema#"
# What an editor may take a text or a name for.
_ALSO = {
    "line": ["string", "number", "boolean"],
    "prose": ["string", "number", "boolean"],
    "id": ["string", "integer"],
}


def schemas(ids: Ids, words: Words) -> dict[str, Schema]:
    """Of each file name its schema: `rules.json` is that of one rule, `rules.map.json` of many."""
    found: dict[str, Schema] = {}
    for kind in NAMES:
        entry, groups = _Schemas(describe(kind), ids, words).all()
        title = words("fields.settings_file") if kind == SETTINGS else words(f"kinds.{kind}.one")
        head = {"$schema": _DRAFT, "title": title}
        found[f"{kind}.json"] = {**head, **entry, "$defs": groups}
        if kind != SETTINGS:
            found[f"{kind}.map.json"] = {
                **head,
                "type": "object",
                "propertyNames": {"pattern": f"^{ID_PATTERN}$"},
                "additionalProperties": {"$ref": "#/$defs/entry"},
                "$defs": {**groups, "entry": entry},
            }
    return found


def associations(data: str = "playbook_data") -> dict[str, list[str]]:
    """Which files each schema is for, as the setting `yaml.schemas` of VS Code wants it.

    A translation (`rules/x.en.yml`) has a shape of its own: names with two dots are left out.
    """
    found = {f"./{FOLDER}/{SETTINGS}.json": [f"{data}/playbook.yml"]}
    for kind in NAMES:
        if kind != SETTINGS:
            of_kind = f"{data}/{kind}"
            found[f"./{FOLDER}/{kind}.json"] = [f"{of_kind}/*.yml", f"!{of_kind}/*.*.yml"]
            found[f"./{FOLDER}/{kind}.map.json"] = [f"{data}/{kind}.yml"]
    return found


def write(ids: Ids, words: Words, folder: Path) -> int:
    """Writes every schema into `folder` and says how many there are."""
    found = schemas(ids, words)
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in found.items():
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        (folder / name).write_text(f"{text}\n", "utf-8")
    return len(found)


class _Schemas:
    """The schema of one kind, for an editor."""

    def __init__(self, described: Described, ids: Ids, words: Words) -> None:
        self.described, self.ids, self.words = described, ids, words
        self.used: set[str] = set()

    def all(self) -> tuple[Schema, Mapping[str, Schema]]:
        """The schema of an entry, and the groups and ids it refers to."""
        forms = {form: self._group(schema) for form, schema in self.described.forms.items()}
        groups = {name: self._group(schema) for name, schema in self.described.groups.items()}
        entry = forms[""] if "" in forms else _by_form(forms)
        return entry, {**groups, **dict(self._ids())}

    def _ids(self) -> Iterator[tuple[str, Schema]]:
        """Today's ids of each kind referred to, each with the title of its entry."""
        for kind in sorted(self.used):
            titles = self.ids.of(kind)
            # An id of digits alone is a number to an editor.
            numbers = [int(name) for name in titles if name.isdigit()]
            enum = [*titles, *numbers]
            yield _ids_of(kind), {"enum": enum, "enumDescriptions": [*titles.values()]}

    def _group(self, schema: Schema) -> Schema:
        fields = {}
        for one in self.described.fields(schema):
            about = helped(self.words, one)
            if one.audience is not None:
                about = f"{about} {self.words.kept_for(one.audience)}."
            fields[one.name] = {"description": about, **self._value(one.schema)}
        required = [one.name for one in self.described.fields(schema) if one.required]
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": fields,
            **({"required": required} if required else {}),
        }

    def _value(self, schema: Schema) -> Schema:
        kept = {key: value for key, value in schema.items() if not key.startswith("x-")}
        if "$ref" in kept:
            return {"allOf": [{"$ref": kept["$ref"]}]}
        for choice in ("anyOf", "oneOf"):
            if choice in kept:
                return {"anyOf": [self._value(one) for one in kept[choice]]}
        for inside in ("items", "additionalProperties"):
            if inside in kept:
                kept[inside] = self._value(kept[inside])
        notation, reference = schema.get("x-notation", ""), schema.get("x-ref")
        if reference is not None:
            self.used.add(reference)
            ids = {"$ref": f"#/$defs/{_ids_of(reference)}"}
            either = {"type": "number"}, {"type": "string", "pattern": kept.get("pattern")}
            return {"anyOf": [ids, *either]} if notation == "bound" else {"allOf": [ids]}
        return {**kept, "type": _ALSO[notation]} if notation in _ALSO else kept


def _ids_of(kind: str) -> str:
    return "ids-of-any-kind" if kind == ANY else f"ids-of-{kind}"


def _by_form(forms: Mapping[str, Schema]) -> Schema:
    """An entry of several forms: its field `form` says which."""
    form = {"properties": {"form": {"enum": list(forms)}}, "required": ["form"]}
    cases = [
        {"if": {"properties": {"form": {"const": name}}, "required": ["form"]}, "then": schema}
        for name, schema in forms.items()
    ]
    return {"type": "object", **form, "allOf": cases}
