"""The index of a kind: every entry of it, filtered by what matters for the kind."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from playbook.edition import Seen
from playbook.pages.calendars import of_contracts, of_index
from playbook.pages.influence import influence
from playbook.pages.page import Page, Section
from playbook.pages.renderer import Renderer
from playbook.pages.spend import spend
from playbook.pages.stairs import Drawer
from playbook.pages.tabs import TAB_OF_KIND
from playbook.upkeep.in_force import standing

# Kinds whose index is no list of cards.
_TEMPLATES = {"strategies": "compare", "glossary": "index-terms"}


class Option(NamedTuple):
    value: str
    label: str


class Group(NamedTuple):
    """Entries of an index that one does the same with; without a title where they all are."""

    title: str
    entries: tuple[Seen, ...]


class Facet(NamedTuple):
    """Something an index is filtered by: its name, and the options it has."""

    name: str
    label: str
    options: tuple[Option, ...]


def _word(key: str, field: str) -> Callable[[Renderer, Seen], list[Option]]:
    def read(renderer: Renderer, entry: Seen) -> list[Option]:
        value = getattr(entry.fields, field)
        return [Option(value, renderer.words(f"{key}.{value}"))] if value is not None else []

    return read


def _entries(path: str) -> Callable[[Renderer, Seen], list[Option]]:
    """The entries a field names, as options: by id, shown by title."""

    def read(renderer: Renderer, entry: Seen) -> list[Option]:
        value: Any = entry.fields
        for name in path.split("."):
            value = getattr(value, name, None)
        references = value if isinstance(value, tuple) else (value,)
        found = [renderer.view.find(one) for one in references if one is not None]
        return [Option(one.id, one.fields.title) for one in found if one is not None]

    return read


def _has_contract(renderer: Renderer, entry: Seen) -> list[Option]:
    value = "yes" if entry.fields.contracts else "no"
    return [Option(value, renderer.words(f"perimeters.contract.{value}"))]


def _status(renderer: Renderer, entry: Seen) -> list[Option]:
    found = standing(entry.fields, renderer.view.day)
    return [Option(found, renderer.words(f"status.{found}"))]


_FACETS: dict[str, dict[str, Callable[[Renderer, Seen], list[Option]]]] = {
    "rules": {
        "strength": _word("strength", "strength"),
        "perimeter": _entries("applies_to.perimeters"),
        "role": _entries("applies_to.roles"),
        "status": _status,
    },
    "thresholds": {"origin": _word("thresholds.origins", "origin"), "status": _status},
    "decisions": {"owner": _entries("owner"), "status": _status},
    "perimeters": {
        "contract": _has_contract,
        "buyer": _entries("buyer"),
        "maturity": _word("maturity", "maturity"),
    },
    "documents": {"form": _word("documents.forms", "form"), "filled_by": _entries("filled_by")},
    "personas": {
        "influence": _word("level.influence", "influence"),
        "contact": _entries("contact"),
    },
    "commitments": {"persona": _entries("to")},
    "engagements": {
        "state": _word("engagements.states", "state"),
        "strategy": _entries("strategy"),
        "perimeter": _entries("perimeter"),
        "persona": _entries("persona"),
    },
    "roadmap": {"state": _word("roadmap.states", "state"), "perimeter": _entries("perimeter")},
    "communication": {"target": _entries("target"), "carrier": _entries("carrier")},
}


def _moment(entry: Seen) -> str:
    return entry.fields.moment or "other"


def _ordering(entry: Seen) -> str:
    contracts = entry.fields.contracts
    if any(one.order_at is not None for one in contracts):
        return "order"
    return "contract" if contracts else "none"


# By what a list is parted: where the words of its groups stand, in their order, and the group of an entry.
_GROUPS: dict[str, tuple[str, Callable[[Seen], str]]] = {
    "rules": ("rules.moments", _moment),
    "perimeters": ("perimeters.ordering", _ordering),
}


def page(renderer: Renderer, kind: str) -> Page:
    """The index of `kind`, in the order of its titles (strategies: of their rank)."""
    entries = in_order(renderer, kind)
    uri, words = f"{kind}/", renderer.words
    title = words(f"kinds.{kind}.title")
    facets = tuple(_facets(renderer, kind, entries))
    values = {
        "kind": kind,
        "entries": entries,
        "groups": _groups(renderer, kind, entries),
        "facets": facets,
        "stairs": Drawer(renderer).of_thresholds() if kind == "thresholds" else (),
        "calendar": of_index(renderer, kind),
        "contracts_end": of_contracts(renderer) if kind == "perimeters" else None,
        "influence": influence(renderer) if kind == "personas" else None,
        "spend": spend(renderer) if kind == "perimeters" else None,
        "marks": {entry.id: dict(_marks(renderer, kind, entry)) for entry in entries},
    }
    head = Section("top", 1, title, renderer.render("index-head", uri, **values))
    template = _TEMPLATES.get(kind, "index")
    body = renderer.sections(template, uri, **values)
    return renderer.page(
        uri,
        title,
        (head, *body),
        description=words(f"kinds.{kind}.about"),
        tab=TAB_OF_KIND[kind],
        wide=True,
    )


def in_order(renderer: Renderer, kind: str) -> list[Seen]:
    entries = renderer.view.of_kind(kind).values()

    def key(entry: Seen) -> tuple[Any, ...]:
        fields = entry.fields
        if kind == "strategies":
            return (fields.rank,)
        if kind == "roadmap":
            return (fields.start, fields.due)
        if kind == "thresholds":
            return (fields.unit or "", str(type(fields.value)), fields.value)
        return (renderer.words.sort_key(fields.title),)

    return sorted(entries, key=key)


def _groups(renderer: Renderer, kind: str, entries: list[Seen]) -> tuple[Group, ...]:
    """The entries by what one does with them, each group in the order of the whole list."""
    if kind not in _GROUPS:
        return (Group("", tuple(entries)),)
    key, read = _GROUPS[kind]
    parts = [
        (one, tuple(entry for entry in entries if read(entry) == one))
        for one in renderer.words.group(key)
    ]
    found = tuple(Group(renderer.words(f"{key}.{one}"), part) for one, part in parts if part)
    return found if len(found) > 1 else (Group("", tuple(entries)),)


def _marks(renderer: Renderer, kind: str, entry: Seen) -> Iterator[tuple[str, list[Option]]]:
    for name, read in _FACETS.get(kind, {}).items():
        yield name, read(renderer, entry)


def _facets(renderer: Renderer, kind: str, entries: list[Seen]) -> Iterator[Facet]:
    """The facets by which the entries differ: one that says the same of all filters nothing."""
    for name, read in _FACETS.get(kind, {}).items():
        options = {option for entry in entries for option in read(renderer, entry)}
        if len(options) > 1:
            # Two roles may have one title: their order must not be that of a set.
            ordered = sorted(options, key=lambda one: (renderer.words.sort_key(one.label), one))
            yield Facet(name, renderer.words(f"facets.{name}"), tuple(ordered))
