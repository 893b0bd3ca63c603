"""The field tables shown to editors: what the check accepts, and what to write in each field."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from playbook.audiences import Audiences, KeptFor
from playbook.describe.blank import Blank
from playbook.describe.fields import ENVELOPE, NAMES, SETTINGS, Described, Schema, describe, helped
from playbook.describe.ids import Ids
from playbook.model.envelope import Audience
from playbook.words import Words


class Row(NamedTuple):
    """One field: the way to it in the file, what to write there, and who may read it."""

    path: tuple[str, ...]
    help: str
    shape: str
    required: bool
    audience: Audience | None


class Table(NamedTuple):
    """The fields of a kind, of one of its forms, of the settings, or of every entry.

    `blank` is a file to fill in, for who writes in a browser and has no command.
    """

    id: str
    title: str
    place: str
    rows: tuple[Row, ...]
    blank: str = ""


def envelope(words: Words) -> Table:
    """The fields that every entry has."""
    described = describe("roles")
    rows = _Rows(described, words).of(described.forms[""], shared=True)
    return Table(ENVELOPE, words("fields.envelope_title"), "", tuple(rows))


def tables(
    words: Words, audiences: Audiences, day: date, reader: str | None = None
) -> Iterator[Table]:
    """One table a kind, or a form of it, without the fields that every entry has.

    Kinds and fields kept from the audience `reader` are not named.
    """

    def hidden(kept_for: KeptFor) -> bool:
        return reader is not None and not audiences.may_read(reader, kept_for)

    # No id of today: a page may not name what its reader may not read.
    none = Ids({}, {})
    for kind in NAMES:
        if kind == SETTINGS or hidden(audiences.defaults.get(kind)):
            continue
        described = describe(kind).without(hidden)
        for form, schema in described.forms.items():
            title = words(f"kinds.{kind}.title")
            if form:
                title = words(f"fields.forms.{form}", kind=title)
            rows = tuple(_Rows(described, words).of(schema))
            readers = audiences.defaults.get(kind, audiences.lowest)
            blank = Blank(kind, form, words, none, day, readers)
            blank.described = described
            text = blank.text(words("new.values.id"))
            yield Table("-".join(filter(None, (kind, form))), title, f"{kind}/", rows, text)


def settings(words: Words) -> Table:
    """The fields of `playbook.yml`."""
    described = describe(SETTINGS)
    rows = tuple(_Rows(described, words).of(described.forms[""]))
    return Table(SETTINGS, words("fields.settings_title"), words("fields.settings_file"), rows)


class _Rows:
    """The rows of one table."""

    def __init__(self, described: Described, words: Words) -> None:
        self.described, self.words = described, words

    def of(self, schema: Schema, path: tuple[str, ...] = (), shared: bool = False) -> Iterator[Row]:
        """The fields of a group, each followed by those inside it."""
        for one in self.described.fields(schema):
            if not path and (one.owner == ENVELOPE) is not shared:
                continue
            here = (*path, one.name)
            about, shape = helped(self.words, one), self._shape(one.schema)
            yield Row(here, about, shape, one.required, one.audience)
            for group, way in self._inside(one.schema, here):
                yield from self.of(group, way)

    def _inside(
        self, schema: Schema, path: tuple[str, ...]
    ) -> Iterator[tuple[Schema, tuple[str, ...]]]:
        """The groups that a field may hold, once or several times, and the way to each."""
        options = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
        for one in options:
            yield from self._inside(one, path)
        found: Schema = {} if options else self.described.resolve(schema)
        if "properties" in found:
            yield found, path
        elif "items" in found:
            yield from self._inside(found["items"], path)
        elif "additionalProperties" in found:
            way = (*path, self.words("fields.any_id"))
            yield from self._inside(found["additionalProperties"], way)

    def _shape(self, schema: Schema) -> str:
        """A field's type in a few words."""
        words = self.words
        for choice in ("anyOf", "oneOf"):
            if choice in schema:
                return " | ".join(self._shape(one) for one in schema[choice])
        if "enum" in schema:
            return " | ".join(schema["enum"])
        if "const" in schema:
            return str(schema["const"])
        if "$ref" in schema:
            return words("fields.group")
        if schema.get("type") == "array":
            return words("fields.list", of=self._shape(schema["items"]))
        if schema.get("type") == "object":
            return words("fields.map", of=self._shape(schema["additionalProperties"]))
        return words(f"fields.notations.{schema['x-notation']}", kind=schema.get("x-ref", ""))
