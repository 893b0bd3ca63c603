"""3 link: ids become entries. Every reference is typed, resolved, and checked against its readers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from playbook import source
from playbook.audiences import AnyEntry, Audiences
from playbook.decisions.bounds import Bound, bounds
from playbook.decisions.references import output_references
from playbook.diagnostics import Diagnostic, Place, Related, diagnostic
from playbook.folder.assets import Asset
from playbook.folder.data_folder import Folder
from playbook.linking.unlinked import Unknown, drafts_named
from playbook.model import WORDS, Settings
from playbook.model.envelope import Audience
from playbook.model.leaves import Leaf, leaves, replaced
from playbook.model.scalars import Ref
from playbook.model.texts import Keyword, Name, Prose, Text
from playbook.source import Path
from playbook.texts import prose
from playbook.validation.validate import Entry, Validated

Entries = Mapping[str, Mapping[str, Entry]]


_MOST_SOUGHT = 100


class Written:
    """The links of one prose, as they stand in its file; their places are sought when asked for."""

    def __init__(self, entry: Entry, path: Path, links: tuple[prose.Link, ...]) -> None:
        self.links = links
        self._node = source.at(entry.node, path)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        node = self._node
        if not isinstance(node, source.Scalar):
            return tuple(node.place for _ in self.links)
        return tuple(self._places(node))

    def _places(self, node: source.Scalar) -> Iterator[Place]:
        missed = 0
        found = node.places(link.written for link in self.links)
        for link, place in zip(self.links, found, strict=True):
            if place != node.place:
                yield place._replace(column=place.column + link.before, length=len(link.shown))
                continue
            # A target may stand anywhere: it is sought from the start, for the first of many.
            missed += 1
            yield node.place_of(link.target) if missed <= _MOST_SOUGHT else place


class Reference(NamedTuple):
    """From a field of an entry to another entry; one in prose is link `number` of `written`."""

    entry: Entry
    path: Path
    kind: str
    id: str
    audience: Audience | None
    written: Written | None = None
    number: int = 0

    @property
    def place(self) -> Place:
        return self.written.places[self.number] if self.written else self.entry.place(self.path)


class Bounding(NamedTuple):
    """A bound of a decision, and the threshold that it names."""

    decision: Entry
    bound: Bound
    threshold: Entry


@dataclass(frozen=True, slots=True)
class Playbook:
    """Everything an organisation wrote, linked. What no audience may be shown yet is still in it."""

    settings: Settings
    audiences: Audiences
    entries: Entries
    aliases: Mapping[tuple[str, str], str]
    references: tuple[Reference, ...]
    bounds: tuple[Bounding, ...]
    assets: Mapping[str, Asset]
    about: Entry
    """The settings with their places, as an entry of no kind."""
    restricted: frozenset[str]
    """The files of the second data folder; whoever may open the repository reads the others."""
    broken: frozenset[tuple[str, str]]
    """The entries that could not be read, by kind and id; an empty id stands for all of a kind."""

    def all(self) -> Iterator[Entry]:
        for entries in self.entries.values():
            yield from entries.values()

    def settings_in(self, language: str) -> Settings:
        """The settings with their texts in `language`."""
        return cast("Settings", self.fields_in(self.about, language))

    def fields_in(self, entry: Entry, language: str) -> Any:
        """The fields of `entry` in `language`; texts that are not translated say who lends them."""
        default = self.settings.languages[0]
        if language == default:
            return entry.fields
        translation = entry.translations.get(language)
        fields = translation.fields if translation else entry.fields
        missing = missing_texts(entry, translation.node if translation else None)
        lent = {leaf.path: leaf.value.lent(default) for leaf in missing}
        if not lent:
            return fields
        # What stands for a text that was not written, as a term for its title, is lent as it is.
        again = {text: text for text in lent.values()}
        for leaf in leaves(fields):
            if leaf.value in again and not source.holds(entry.node, leaf.path):
                lent[leaf.path] = again[leaf.value]
        return replaced(fields, lent)

    def get(self, kind: str, name: str) -> Entry | None:
        """The entry of that id, or of that former id."""
        entries = self.entries.get(kind, {})
        return entries.get(name) or entries.get(self.aliases.get((kind, name), ""))


def link(validated: Validated, folder: Folder) -> tuple[Playbook | None, tuple[Diagnostic, ...]]:
    """The playbook, and every reference in it that leads nowhere or says too much."""
    about = validated.settings
    if about is None:
        return None, ()
    audiences = Audiences.of(about.fields)
    entries: dict[str, dict[str, Entry]] = {kind: {} for kind in WORDS}
    for entry in validated.entries:
        entries[entry.kind][entry.id] = entry
    aliases, found = _aliases(entries)
    bounded = tuple(_bounds(entries, aliases))
    everything = (about, *validated.entries)
    playbook = Playbook(
        about.fields,
        audiences,
        MappingProxyType({kind: MappingProxyType(of) for kind, of in entries.items()}),
        MappingProxyType(aliases),
        tuple(one for entry in everything for form in forms(entry) for one in references_of(form)),
        bounded,
        MappingProxyType({asset.name: asset for asset in folder.assets}),
        about,
        frozenset(document.file for document in folder.restricted),
        validated.broken,
    )
    unknown: dict[tuple[str, str], list[Reference]] = {}
    for one in playbook.references:
        if playbook.get(one.kind, one.id) is not None:
            found += _check(playbook, one)
        # An entry that could not be read is there: what is wrong with it is said at its place.
        elif not playbook.broken & {(one.kind, one.id), (one.kind, "")}:
            unknown.setdefault((one.kind, one.id), []).append(one)
    said = Unknown(playbook)
    found += [said.fault(places) for places in unknown.values()]
    found += drafts_named(playbook)
    return playbook, tuple(found)


def forms(entry: Entry) -> Iterator[Entry]:
    """The entry, and each of its translations as an entry of its own."""
    yield entry
    for language, one in entry.translations.items():
        nothing: Mapping[str, Any] = MappingProxyType({})
        yield replace(
            entry,
            fields=one.fields,
            node=one.node,
            file=one.file,
            top=one.top,
            translations=nothing,
            language=language,
        )


def written(entry: Entry) -> Iterator[Leaf]:
    """The leaves of `entry`; of a translation (see `forms`), those that stand in its own file."""
    for leaf in entry.leaves:
        if entry.language is None or source.holds(entry.node, leaf.path):
            yield leaf


def missing_texts(entry: Entry, node: source.Node | None) -> Iterator[Leaf]:
    """The texts for readers that stand in an entry and not in `node`, the file of a translation."""
    for leaf in entry.leaves:
        # Each language has its own words to search by: it lacks them when it has none.
        path = leaf.path[:-1] if isinstance(leaf.value, Keyword) else leaf.path
        inside = _is_told(entry, leaf) and source.holds(entry.node, path)
        if inside and (node is None or not source.holds(node, path)):
            yield leaf


def _is_told(entry: Entry, leaf: Leaf) -> bool:
    """Whether `leaf` is text in a language: a name is none, nor a figure that an outcome gives."""
    if entry.kind == "decisions" and len(leaf.path) > 3 and leaf.path[2] == "then":
        output = entry.fields.outputs.get(leaf.path[3])
        return output is not None and not output.refers and output.measure in (None, "text")
    return isinstance(leaf.value, Text) and not isinstance(leaf.value, Name)


def references_of(entry: Entry) -> Iterator[Reference]:
    """Every reference an entry makes, in its fields and in its prose."""
    for leaf in written(entry):
        if isinstance(leaf.value, Ref):
            yield Reference(entry, leaf.path, leaf.value.kind, str(leaf.value), leaf.audience)
        elif isinstance(leaf.value, Prose):
            links = prose.links(leaf.value)
            places = Written(entry, leaf.path, links) if links else None
            for number, found in enumerate(links):
                if found.entry:
                    kind, name = found.entry
                    yield Reference(entry, leaf.path, kind, name, leaf.audience, places, number)
    if entry.kind == "decisions" and entry.language is None:
        for path, kind, name in output_references(entry.fields):
            yield Reference(entry, path, kind, name, None)


def threshold_values(
    entries: Mapping[str, Mapping[str, AnyEntry]], aliases: Mapping[tuple[str, str], str]
) -> Mapping[str, Decimal | date]:
    """Every threshold's value by its id and former ids."""
    found = {name: entry.fields.value for name, entry in entries["thresholds"].items()}
    former = {alias: found[name] for (kind, alias), name in aliases.items() if kind == "thresholds"}
    return MappingProxyType({**found, **former})


def _bounds(entries: Entries, aliases: Mapping[tuple[str, str], str]) -> Iterator[Bounding]:
    """Every bound of every decision that names a threshold there is."""
    values, thresholds = threshold_values(entries, aliases), entries["thresholds"]
    for decision in entries["decisions"].values():
        for bound in bounds(decision.fields, values):
            name = aliases.get(("thresholds", bound.threshold), bound.threshold)
            if name in thresholds:
                yield Bounding(decision, bound, thresholds[name])


def _aliases(
    entries: Mapping[str, Mapping[str, Entry]],
) -> tuple[dict[tuple[str, str], str], list[Diagnostic]]:
    aliases: dict[tuple[str, str], str] = {}
    found = []
    for kind, of_kind in entries.items():
        for entry in of_kind.values():
            for index, alias in enumerate(entry.fields.aliases):
                other = of_kind.get(alias) or of_kind.get(aliases.get((kind, alias), ""))
                if other is None:
                    aliases[kind, alias] = entry.id
                    continue
                place = entry.place(("aliases", index))
                if other is entry:
                    message = f'"{alias}" leads here already'
                    found.append(diagnostic("alias-clash", place, message, "delete it"))
                    continue
                related = (Related("it leads here already", other.place()),)
                message = f'"{alias}" is taken by {WORDS[kind]}:{other.id}'
                hint = "delete it in one of the two"
                found.append(diagnostic("alias-clash", place, message, hint, related))
    return aliases, found


def _check(playbook: Playbook, one: Reference) -> Iterator[Diagnostic]:
    target = playbook.get(one.kind, one.id)
    if target is None:
        return
    yield from _leaking(playbook, one, target)


def _leaking(playbook: Playbook, one: Reference, target: Entry) -> Iterator[Diagnostic]:
    audiences = playbook.audiences
    kept_for = audiences.of_entry(one.entry) if one.entry.kind else None
    readers = audiences.readers(kept_for, one.audience)
    missing = readers - audiences.readers(audiences.of_entry(target))
    if missing and audiences.sound and audiences.of_entry(target) in audiences.reads:
        who = ", ".join(sorted(missing))
        message = f"{WORDS[one.kind]}:{target.id} may not be read by all who read this ({who})"
        hint = "keep it in a field of the audience that may, or take it out"
        related = (Related("what is kept from them", target.place()),)
        yield diagnostic("leaking-reference", one.place, message, hint, related)
