"""A commented file to fill in, written from the model of its kind: there is no second list of fields."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from playbook.describe.fields import Described, Field, Schema, describe, helped
from playbook.describe.ids import Ids
from playbook.figures.writing import plain
from playbook.words import Words

_WIDTH = 96
_SHOWN_IDS = 4


@dataclass(slots=True)
class Blank:
    """One file to fill in. `readers` is the audience that reads entries of this kind by default."""

    kind: str
    form: str
    words: Words
    ids: Ids
    today: date
    readers: str
    described: Described = field(init=False)
    _said: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.described = describe(self.kind)

    def text(self, name: str) -> str:
        """The file's text: how to use it, then every field with its help above it."""
        schema = self.described.forms[self.form]
        return "\n".join(
            [*self._heading(name), *self._fields(schema, self._seed(), apart=True), ""]
        )

    def _heading(self, name: str) -> Iterator[str]:
        words, values = self.words, self.words.group("new.values")
        kind = words(f"kinds.{self.kind}.one")
        yield f"# {words('new.heading', kind=kind, id=name)}"
        yield from _comment(words("new.fill", placeholder=values["line"], id=values["id"]))
        yield from _comment(words("new.optional"))
        yield from _comment(words("new.readers", audience=words.audience(self.readers)))
        yield from _comment(words("new.then"))

    def _seed(self) -> dict[str, Any]:
        """Values where the parts of an entry must name each other: a decision that can be walked."""
        words = self.words
        question = words("new.question")
        first, second = (words("new.outcomes", number=number) for number in (1, 2))
        yes, no = words("new.answer_yes"), words("new.answer_no")
        labels = {yes: words("new.label_yes"), no: words("new.label_no")}
        ask = words("new.values.line")
        if self.form == "tree":
            to = {yes: first, no: second}
            answers = {one: {"label": label, "go": to[one]} for one, label in labels.items()}
            questions = {question: {"answers": answers}}
            return {"start": question, "questions": questions, "outcomes": {first: {}, second: {}}}
        if self.form == "table":
            rows = [{"id": first, "when": {question: yes}}, {"id": second, "when": {question: no}}]
            return {"inputs": {question: {"ask": ask, "choices": labels}}, "rows": rows}
        return {}

    def _fields(self, schema: Schema, seed: dict[str, Any], apart: bool = False) -> list[str]:
        """The fields of a group: the required ones, and the others commented out."""
        fields = list(self.described.fields(schema))
        active = {one.name for one in fields if one.required or one.name in seed}
        if not active and fields:
            active = {fields[0].name}
        lines: list[str] = []
        for one in fields:
            known = (one.owner, one.name) in self._said
            if known and one.name not in active:
                continue
            self._said.add((one.owner, one.name))
            written = self._value(f"{one.name}:", one.schema, seed.get(one.name))
            lines += [""] if apart else []
            lines += [] if known else self._about(one, one.name in active)
            lines += written if one.name in active else [f"#{line}" for line in written]
        return lines

    def _about(self, one: Field, active: bool) -> Iterator[str]:
        """The help of a field, and what it does not say yet: the choices, some ids of today."""
        words, text = self.words, helped(self.words, one)
        if one.audience is not None:
            text = f"{words.kept_for(one.audience)}. {text}"
        found = self.described.resolve(one.schema)
        found = self.described.resolve(found.get("items", found))
        choices = found.get("enum", ())
        if not all(choice in text for choice in choices):
            text += f" {words('new.choices', choices=', '.join(choices))}"
        known = list(self.ids.of(found.get("x-ref", ""))) if active else []
        if known:
            end = "…" if len(known) > _SHOWN_IDS else "."
            text += f" {words('new.ids', ids=', '.join(known[:_SHOWN_IDS]))}{end}"
        return _comment(text)

    def _value(self, key: str, schema: Schema, seed: Any) -> list[str]:
        """A field with a value, in block style; `key` ends in a colon, or is the dash of a list."""
        found = self.described.resolve(schema)
        if "properties" in found:
            return _below(key, self._fields(found, seed or {}))
        if found.get("type") == "array":
            items = [self._value("-", found["items"], one) for one in seed or [None]]
            return _below(key, [line for item in items for line in item])
        if found.get("type") == "object":
            inside = seed or {self._placeholder(found): None}
            named = [
                self._value(f"{name}:", found["additionalProperties"], one)
                for name, one in inside.items()
            ]
            return _below(key, [line for one in named for line in one])
        text = seed if isinstance(seed, str) else self._placeholder(found)
        if found.get("x-notation") == "prose":
            return [f"{key} >-", f"  {text}"]
        return [f"{key} {text}"]

    def _placeholder(self, schema: Schema) -> str:
        """An example value, in the notation of its type."""
        if "enum" in schema:
            return str(schema["enum"][0])
        if "const" in schema:
            return str(schema["const"])
        notation = schema.get("x-notation", "id")
        if notation == "day":
            return plain(self.today)
        if notation == "audience":
            return self.readers
        return self.words(f"new.values.{notation}")


def _below(key: str, lines: list[str]) -> list[str]:
    """A group or a list below its name; the first field of a list's item stands behind the dash."""
    if key != "-":
        return [key, *(f"  {line}" for line in lines)]
    first = next(index for index, line in enumerate(lines) if not line.startswith("#"))
    return [
        *lines[:first],
        f"- {lines[first]}",
        *(f"  {line}" for line in lines[first + 1 :]),
    ]


def _comment(text: str) -> Iterator[str]:
    for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False):
        yield f"# {line}"
