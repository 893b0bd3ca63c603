"""Former ids: links to them, on the site and in mails, lead to what is called otherwise now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

Item = TypeVar("Item")
Ids = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Aliases:
    """Of a kind and a former id the id of today."""

    _ids: Ids

    @classmethod
    def declared(cls, entries: Mapping[str, Mapping[str, Any]]) -> "Aliases":
        """What `entries` say they were called; who says so first keeps a name, and an id of today any."""
        ids: dict[tuple[str, str], str] = {}
        for kind, of_kind in entries.items():
            for name, entry in of_kind.items():
                for alias in entry.fields.aliases:
                    if alias not in of_kind:
                        ids.setdefault((kind, alias), name)
        return cls(MappingProxyType(ids))

    def of(self, kind: str, name: str) -> str:
        """The id of today: `name` itself, unless it is a former one."""
        return self._ids.get((kind, name), name)

    def find(self, entries: Mapping[str, Mapping[str, Item]], kind: str, name: str) -> Item | None:
        """What `entries` hold under that id, or that former id."""
        return entries.get(kind, {}).get(self.of(kind, name))

    def among(self, entries: Mapping[str, Mapping[str, object]]) -> "Aliases":
        """Those of `entries` alone."""
        ids = {key: name for key, name in self._ids.items() if name in entries[key[0]]}
        return Aliases(MappingProxyType(ids))

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        """Kind, former id, id of today."""
        for (kind, alias), name in self._ids.items():
            yield kind, alias, name
