"""A playbook in which every field of every kind is filled, for every audience: read from the models.

A new field or kind is planted without a line of ours, but where its parts must name each other: what
a decision needs stands in `data/planted/`, and `Planted.missing` says which fields it lacks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from playbook.audiences import Audiences
from playbook.describe.fields import SETTINGS, Described, Schema, describe
from playbook.model import KINDS, WORDS, Settings

SEEDS = Path(__file__).parent / "data" / "planted"
TEXTS = ("line", "prose")
# Thresholds first: the figures of a decision, planted later, are higher than those they stand for.
_described = cache(describe)
FORMS = sorted(
    ((kind, form) for kind in KINDS for form in _described(kind).forms),
    key=lambda one: one[0] != "thresholds",
)
Tree = dict[str, Any]
Way = tuple[str, ...]
DRAFT = -1
"""The copy of an entry that is a draft: no edition shows it."""


class Entry(NamedTuple):
    """One entry to plant: of a kind and form, kept for an audience; `copy` tells several apart."""

    kind: str
    form: str
    audience: str
    copy: int = 0


class Spot(NamedTuple):
    """Where a value stands: its entry, the way to it, who may read it, in which language."""

    entry: Entry
    path: Way
    readers: frozenset[str]
    language: str

    def __str__(self) -> str:
        form = f"-{self.entry.form}" if self.entry.form else ""
        path = ".".join(one for one in self.path if not one.isdigit())
        return f"{self.entry.kind}{form}: {path}"


Write = Callable[[str, Spot], str]
"""The value to plant, given its notation and its spot; `id` and `file` name the entry itself."""


Pick = Callable[[Sequence[str], frozenset[str]], str]
"""The value to plant where there are few to choose from, for some readers."""


class Part(NamedTuple):
    """What one file of the playbook holds."""

    entry: Entry
    restricted: bool
    language: str
    fields: Tree


@dataclass
class Planted:
    """The parts of a playbook; `write` says what stands in each field."""

    write: Write
    audiences: Audiences
    pick: Pick = lambda values, _: values[-1]
    parts: list[Part] = field(default_factory=list)
    assets: dict[str, tuple[Spot, str]] = field(default_factory=dict)
    """Of each file to download: the spot that names it, and what it holds."""
    names: dict[Entry, str] = field(default_factory=dict)
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    _local: dict[tuple[Entry, str], str] = field(default_factory=dict)

    def name(self, entry: Entry) -> str:
        if entry not in self.names:
            self.names[entry] = self.write("id", self._spot(entry, "id"))
        return self.names[entry]

    def missing(self) -> set[str]:
        """The fields that nothing was written in."""
        return {
            f"{kind}: {one.owner}.{one.name}"
            for kind in (SETTINGS, *KINDS)
            for described in [_described(kind)]
            for schema in (*described.forms.values(), *described.groups.values())
            for one in described.fields(schema)
            if (kind, one.owner, one.name) not in self.seen
        }

    def add(self, audience: str, copy: int = 0) -> None:
        """One entry of every kind and form for `audience`, and its translation."""
        for kind, form in FORMS:
            entry = Entry(kind, form, audience, copy)
            self.name(entry)
            self._add(entry)

    def add_settings(self) -> Tree:
        """The settings, and their translation; what is returned may be changed."""
        self._add(Entry(SETTINGS, "", self.audiences.lowest))
        return self.parts[-2].fields

    def _add(self, entry: Entry) -> None:
        values = _Values(self, _described(entry.kind), entry)
        for language in ("fr", "en"):
            for restricted, fields in enumerate(values.of(language)):
                if fields:
                    self.parts.append(Part(entry, bool(restricted), language, fields))

    def _spot(self, entry: Entry, name: str) -> Spot:
        return Spot(entry, (name,), self.readers(entry), "")

    def readers(self, entry: Entry) -> frozenset[str]:
        return frozenset() if entry.copy == DRAFT else self.audiences.readers(entry.audience)

    def target(self, kind: str, entry: Entry, readers: frozenset[str]) -> str:
        """The id of the entry of `kind` that fewest may read, among those all of `readers` may."""
        form = next(iter(_described(kind).forms))
        found = min(
            (one for one in self.audiences.reads if readers <= self.audiences.readers(one)),
            key=lambda one: len(self.audiences.readers(one)),
        )
        open_ = self.audiences.readers(found) == self.audiences.readers()
        return self.name(Entry(kind, form, found, 0 if open_ else max(0, entry.copy)))

    def local(self, entry: Entry, name: str, spot: Spot) -> str:
        """The value called `name` in an entry: « tree/id-a » is one of the decision it goes with."""
        where, _, own = name.rpartition("/")
        if where:
            own_copy = max(0, entry.copy)
            audience, copy = (entry.audience, own_copy) if where == "tree" else (where, 0)
            entry = Entry("decisions", "tree", audience, copy)
            spot = self._spot(entry, own)
        if (entry, own) not in self._local:
            self._local[entry, own] = self.write(own.partition("-")[0], spot)
        return self._local[entry, own]

    def put(self, open_root: Path, restricted_root: Path | None, keep: bool = True) -> None:
        """Writes the playbook into its data folders; all of it into one where there is no second.

        Without `keep` what is restricted is left out.
        """
        files: dict[Path, Tree] = {}
        for part in self.parts:
            if part.restricted and not keep:
                continue
            root = (restricted_root or open_root) if part.restricted else open_root
            ending = "yml" if part.language == "fr" else f"{part.language}.yml"
            name = SETTINGS if part.entry.kind == SETTINGS else self.name(part.entry)
            folder = root if part.entry.kind == SETTINGS else root / part.entry.kind
            files.setdefault(folder / f"{name}.{ending}", {}).update(part.fields)
        for path, fields in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_yaml(fields), "utf-8")
        for name, (spot, content) in self.assets.items():
            restricted = self.audiences.readers(spot.entry.audience) != self.audiences.readers()
            if keep or not restricted:
                root = (restricted_root or open_root) if restricted else open_root
                path = root / "assets" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(b"\x00\x01" + content.encode())


@dataclass
class _Values:
    """The values of one entry, field by field as its model has them."""

    planted: Planted
    described: Described
    entry: Entry
    language: str = "fr"

    def of(self, language: str) -> tuple[Tree, Tree]:
        """The fields that stand in the open file of an entry, and those that stand apart."""
        self.language = language
        schema = self.described.forms[self.entry.form]
        seed = _seed(self.entry.kind, self.entry.form)
        everybody = self.planted.audiences.readers()
        sides: tuple[Tree, Tree] = ({}, {})
        for one in self.described.fields(schema):
            self.planted.seen.add((self.entry.kind, one.owner, one.name))
            readers = self.planted.audiences.readers(self.entry.audience, one.audience)
            own = seed.get(one.name, self._envelope(one.name))
            value = self._value(one.schema, (one.name,), readers, own)
            if value:
                sides[readers != everybody][one.name] = value
        return sides

    def _envelope(self, name: str) -> str | None:
        """What decides how an entry is shown, and so cannot be any value; "" leaves it out."""
        usual = self.planted.audiences.defaults.get(self.entry.kind)
        return {
            "status": "draft" if self.entry.copy == DRAFT else "approved",
            "audience": self.entry.audience if self.entry.audience != usual else "",
        }.get(name)

    def _value(self, schema: Schema, path: Way, readers: frozenset[str], seed: Any) -> Any:
        found = self._choice(schema, seed)
        if "properties" in found:
            return self._group(found, path, readers, seed)
        if found.get("type") == "array":
            items = seed if seed is not None else self._items(found["items"])
            values = [
                self._value(found["items"], (*path, str(index)), readers, one)
                for index, one in enumerate(items)
            ]
            return values if None not in values else None
        if found.get("type") == "object":
            pairs = {
                self._text("id", (*path, "id"), readers, key): self._value(
                    found["additionalProperties"], path, readers, value
                )
                for key, value in (seed or {"id-a": None}).items()
            }
            return _texts(pairs)
        return self._scalar(found, path, readers, seed)

    def _choice(self, schema: Schema, seed: Any) -> Schema:
        """Of several shapes the one the seed has."""
        wanted = {list: "array", dict: "object"}.get(type(seed))
        for choice in ("anyOf", "oneOf"):
            for one in schema.get(choice, ()) if wanted else ():
                resolved = self.described.resolve(one)
                if resolved.get("type") == wanted:
                    return resolved
        return self.described.resolve(schema)

    def _group(self, schema: Schema, path: Way, readers: frozenset[str], seed: Any) -> Any:
        fields = {}
        for one in self.described.fields(schema):
            if seed is not None and one.name not in seed:
                continue
            self.planted.seen.add((self.entry.kind, one.owner, one.name))
            inner = readers & self.planted.audiences.readers(one.audience)
            own = (seed or {}).get(one.name)
            fields[one.name] = self._value(one.schema, (*path, one.name), inner, own)
        return _texts(fields)

    def _scalar(self, schema: Schema, path: Way, readers: frozenset[str], seed: Any) -> str | None:
        notation = schema.get("x-notation", "enum")
        if self.language != "fr" and (notation not in TEXTS or seed not in (None, "…")):
            return None
        if "enum" in schema or "const" in schema:
            own = readers & self.planted.readers(self.entry)
            return seed or schema.get("const") or self.planted.pick(schema["enum"], own)
        if notation in ("ref", "any") or (seed or "").startswith("@"):
            kind, _, lowest = (seed or "@")[1:].partition("/")
            kind = kind or schema["x-ref"].replace("*", "rules")
            everybody = self.planted.audiences.readers()
            name = self.planted.target(kind, self.entry, everybody if lowest else readers)
            return f"{WORDS[kind]}:{name}" if notation == "any" else name
        return self._text(notation, path, readers, seed)

    def _items(self, schema: Schema) -> list[str | None]:
        """Two items; a list of any entries names one of every kind, and one that all may read."""
        if self.described.resolve(schema).get("x-notation") != "any":
            return [None, None]
        return [f"@{kind}{end}" for kind in WORDS for end in ("", "/lowest")]

    def _text(self, notation: str, path: Way, readers: frozenset[str], seed: Any) -> str:
        readers &= self.planted.readers(self.entry)
        spot = Spot(self.entry, path, readers, self.language if notation in TEXTS else "")
        if isinstance(seed, str) and seed.rpartition("/")[2].startswith(("id-", "num-", "day-")):
            return self.planted.local(self.entry, seed, spot)
        if seed not in (None, "…"):
            return seed
        written = self.planted.write(notation, spot)
        if notation == "asset":
            content = self.planted.write("file", spot._replace(path=(*path, "content")))
            self.planted.assets[written] = (spot, content)
        return written


def audiences() -> Audiences:
    """The audiences that the planted settings declare."""
    declared = {name: _seed(SETTINGS, "")[name] for name in ("audiences", "defaults")}
    return Audiences.of(Settings.model_validate({"organisation": "x", **declared}))


def _seed(kind: str, form: str) -> Tree:
    path = SEEDS / f"{'-'.join(filter(None, (kind, form)))}.yml"
    text = path.read_text("utf-8") if path.exists() else "{}"
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 # text only


def _texts(fields: Tree) -> Tree | None:
    """What is to be written of a group: a translation holds its texts only."""
    return {name: value for name, value in fields.items() if value is not None} or None


def _yaml(fields: Tree) -> str:
    return yaml.dump(
        fields, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**9
    )
