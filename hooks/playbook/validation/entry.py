"""One entry: its fields, its translations, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from playbook import source
from playbook.diagnostics import Place
from playbook.model.envelope import Envelope
from playbook.model.leaves import Leaf, leaves
from playbook.source import Path
from playbook.stamps import stamp


@dataclass(frozen=True, slots=True)
class Translation:
    """The text fields of an entry in another language, and the fingerprint of what they translate."""

    fields: Envelope
    node: source.Node
    translates: str
    file: str
    top: Place


@dataclass(frozen=True)
class Entry:
    """One entry: its kind (a folder name), its id, its fields and where they stand.

    The settings are an entry too, of the kind ``""``.
    """

    kind: str
    id: str
    fields: Any  # one of the models of `KINDS`, each an `Envelope`; or `Settings`
    node: source.Node
    file: str
    top: Place
    """Where its id stands, else where its file begins."""
    translations: Mapping[str, Translation] = field(default_factory=lambda: MappingProxyType({}))
    language: str | None = None
    """Of a translation that is looked at as an entry of its own."""

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every value of its fields."""
        return leaves(self.fields)

    @cached_property
    def stamp(self) -> str:
        """A short sign of all that is written of it: of equal ones the fields are equal in every language."""
        written = {name: source.values(one.node) for name, one in self.translations.items()}
        return stamp((self.kind, self.id, source.values(self.node), written))

    def place(self, path: Path = (), of_key: bool = False) -> Place:
        """Where the field at `path` stands (its value, or its name); without a path, its id."""
        return source.place(self.node, path, of_key) if path else self.top

    def place_of(self, path: Path, part: str, occurrence: int = 0) -> Place:
        """Where `part` stands inside the text at `path`."""
        node = source.at(self.node, path)
        return node.place_of(part, occurrence) if isinstance(node, source.Scalar) else node.place
