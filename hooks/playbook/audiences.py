"""Audiences: who may read what. An audience reads its own entries and those of all it includes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from playbook.model import Settings
from playbook.model.envelope import Audience


class AnyEntry(Protocol):
    """An entry of a playbook or of an edition."""

    @property
    def kind(self) -> str: ...
    @property
    def fields(self) -> Any: ...


# What tells of colleagues is not for everybody, even where the settings do not say so.
KEPT = frozenset({"engagements"})
EVERYTHING = "*"
"""What the preview reads as: no audience can be called so, and all may be read."""
KeptFor = str | Audience | None
"""Who may read: an audience and those above it, the one that plays a part; None is everybody."""


@dataclass(frozen=True, slots=True)
class Audiences:
    """`reads` maps each audience to every audience whose entries it reads, itself included."""

    reads: Mapping[str, frozenset[str]]
    defaults: Mapping[str, str]
    lowest: str
    buyers: str
    """The audience for which is kept what the model keeps; where there is none such, nobody reads it."""
    sound: bool
    """Whether every audience includes only such as there are, and none itself; else who reads what is
    not known."""
    _known: dict[tuple[KeptFor, ...], frozenset[str]] = field(default_factory=dict, init=False)
    # Asked of every field of every entry; the answers are few.

    @classmethod
    def of(cls, settings: Settings) -> "Audiences":
        includes = settings.audiences
        reads = {name: frozenset(_closure(name, includes)) for name in includes}
        lowest = next((name for name, inner in includes.items() if not inner), next(iter(reads)))
        kept = dict.fromkeys(KEPT, settings.kept_for)
        said = {kind: of.audience for kind, of in settings.defaults.items() if of.audience}
        sound = all(one in includes for inner in includes.values() for one in inner)
        sound = sound and circle(includes) == ()
        defaults = MappingProxyType(kept | said)
        return cls(MappingProxyType(reads), defaults, lowest, settings.kept_for, sound)

    def of_entry(self, entry: AnyEntry) -> str:
        """The lowest audience that may read an entry."""
        return entry.fields.audience or self.defaults.get(entry.kind, self.lowest)

    def named(self, kept_for: str | Audience) -> str:
        """The audience that plays a part; one that is named is itself."""
        return self.buyers if isinstance(kept_for, Audience) else kept_for

    def readers(self, *kept_for: KeptFor) -> frozenset[str]:
        """The audiences that may read what is kept for all of `kept_for`; None is everybody."""
        if kept_for not in self._known:
            asked = {self.named(one) for one in kept_for if one is not None}
            found = frozenset(name for name, reads in self.reads.items() if asked <= reads)
            self._known[kept_for] = found
        return self._known[kept_for]

    def steers(self, audience: str) -> bool:
        """Whether an audience is shown how purchasing fares: not one that reads nothing of others."""
        return audience == EVERYTHING or len(self.reads) == 1 or len(self.reads[audience]) > 1

    def may_read(self, audience: str, *kept_for: KeptFor) -> bool:
        return audience == EVERYTHING or audience in self.readers(*kept_for)


def circle(includes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Audiences of which each includes the next, and the last the first; none where nobody does."""
    done: set[str] = set()
    for first in includes:
        way, open_ = [first], [iter(includes[first])]
        while open_:
            one = next(open_[-1], None)
            if one is None:
                open_.pop()
                done.add(way.pop())
            elif one in way:
                return tuple(way[way.index(one) :])
            elif one not in done:
                way.append(one)
                open_.append(iter(includes.get(one, ())))
    return ()


def _closure(name: str, includes: Mapping[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    open_ = [name]
    while open_:
        one = open_.pop()
        if one not in seen:
            seen.add(one)
            open_ += includes.get(one, ())
    return seen
