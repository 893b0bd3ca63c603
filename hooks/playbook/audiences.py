"""Audiences: who may read what. An audience reads its own entries and those of all it includes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from playbook.model import Settings
from playbook.model.envelope import BUYERS

if TYPE_CHECKING:
    from playbook.validate import Entry

# What tells of colleagues is not for everybody, even where the settings do not say so.
_KEPT = {"engagements": BUYERS.name}


@dataclass(frozen=True, slots=True)
class Audiences:
    """`reads` maps each audience to every audience whose entries it reads, itself included."""

    reads: Mapping[str, frozenset[str]]
    defaults: Mapping[str, str]
    lowest: str
    sound: bool
    """Whether every audience includes only such as there are; else who reads what is not known."""
    _known: dict[tuple[str | None, ...], frozenset[str]] = field(default_factory=dict, init=False)
    # Asked of every field of every entry; the answers are few.

    @classmethod
    def of(cls, settings: Settings) -> "Audiences":
        includes = settings.audiences
        reads = {name: frozenset(_closure(name, includes)) for name in includes}
        lowest = next((name for name, inner in includes.items() if not inner), next(iter(reads)))
        kept = {kind: name for kind, name in _KEPT.items() if name in includes}
        said = {kind: of.audience for kind, of in settings.defaults.items() if of.audience}
        sound = all(one in includes for inner in includes.values() for one in inner)
        return cls(MappingProxyType(reads), MappingProxyType(kept | said), lowest, sound)

    def of_entry(self, entry: "Entry") -> str:
        """The lowest audience that may read an entry."""
        return entry.fields.audience or self.defaults.get(entry.kind, self.lowest)

    def readers(self, *kept_for: str | None) -> frozenset[str]:
        """The audiences that may read what is kept for all of `kept_for`; None is everybody."""
        if kept_for not in self._known:
            asked = {name for name in kept_for if name is not None}
            found = frozenset(name for name, reads in self.reads.items() if asked <= reads)
            self._known[kept_for] = found
        return self._known[kept_for]

    def may_read(self, audience: str, *kept_for: str | None) -> bool:
        return audience in self.readers(*kept_for)


def _closure(name: str, includes: Mapping[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    open_ = [name]
    while open_:
        one = open_.pop()
        if one not in seen:
            seen.add(one)
            open_ += includes.get(one, ())
    return seen
