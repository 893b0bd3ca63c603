"""3 link: ids become entries. Every reference is typed, resolved, and checked against its readers."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel

from playbook import prose
from playbook.audiences import Audiences
from playbook.decisions.references import output_references
from playbook.diagnostics import Diagnostic, Related, diagnostic
from playbook.folder import Asset, Folder
from playbook.model import WORDS, Settings
from playbook.model.envelope import Audience
from playbook.model.kinds import FOLDERS
from playbook.model.scalars import Prose, Ref
from playbook.validate import Entry, Path, Validated

Entries = Mapping[str, Mapping[str, Entry]]


class Leaf(NamedTuple):
    """A value inside a record: its path in the YAML, and the audience its field is kept for."""

    path: Path
    value: Any
    audience: str | None


class Reference(NamedTuple):
    """From a field of an entry to another entry."""

    entry: Entry
    path: Path
    kind: str
    id: str
    audience: str | None
    link: prose.Link | None = None

    @property
    def place(self) -> Any:
        if self.link is not None:
            return self.entry.place_of(self.path, self.link.written, self.link.occurrence)
        return self.entry.place(self.path)


@dataclass(frozen=True, slots=True)
class Playbook:
    """Everything an organisation wrote, linked. What no audience may be shown yet is still in it."""

    settings: Settings
    audiences: Audiences
    entries: Entries
    aliases: Mapping[tuple[str, str], str]
    references: tuple[Reference, ...]
    assets: Mapping[str, Asset]
    open_root: str
    """The first data folder, which whoever may open the repository reads."""

    def all(self) -> Iterator[Entry]:
        for entries in self.entries.values():
            yield from entries.values()

    def get(self, kind: str, name: str) -> Entry | None:
        """The entry of that id, or of that former id."""
        entries = self.entries.get(kind, {})
        return entries.get(name) or entries.get(self.aliases.get((kind, name), ""))


def link(validated: Validated, folder: Folder) -> tuple[Playbook | None, tuple[Diagnostic, ...]]:
    """The playbook, and every reference in it that leads nowhere or says too much."""
    settings = validated.settings
    if settings is None:
        return None, ()
    audiences = Audiences.of(settings)
    entries: dict[str, dict[str, Entry]] = {kind: {} for kind in WORDS}
    for entry in validated.entries:
        entries[entry.kind][entry.id] = entry
    aliases, found = _aliases(entries)
    references = tuple(one for entry in validated.entries for one in references_of(entry))
    playbook = Playbook(
        settings,
        audiences,
        MappingProxyType({kind: MappingProxyType(of) for kind, of in entries.items()}),
        MappingProxyType(aliases),
        references,
        MappingProxyType({asset.name: asset for asset in folder.assets}),
        folder.open_root,
    )
    found += [fault for one in references for fault in _check(playbook, one)]
    return playbook, tuple(found)


def references_of(entry: Entry) -> Iterator[Reference]:
    """Every reference an entry makes, in its fields and in its prose."""
    for leaf in leaves(entry.fields):
        if isinstance(leaf.value, Ref):
            yield Reference(entry, leaf.path, leaf.value.kind, str(leaf.value), leaf.audience)
        elif isinstance(leaf.value, Prose):
            for found in prose.links(leaf.value):
                if found.entry:
                    yield Reference(entry, leaf.path, *found.entry, leaf.audience, found)
    if entry.kind == "decisions":
        for path, kind, name in output_references(entry.fields):
            yield Reference(entry, path, kind, name, None)


def leaves(value: Any, path: Path = (), audience: str | None = None) -> Iterator[Leaf]:
    """Every single value inside `value`, depth first, in the order of the model."""
    if isinstance(value, BaseModel):
        for name, key, own in _fields(type(value)):
            inner = getattr(value, name)
            if inner is not None:
                yield from leaves(inner, (*path, key), own or audience)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key), audience)
    elif type(value) is tuple:
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index), audience)
    else:
        yield Leaf(path, value, audience)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, str | None], ...]:
    """Of each field: its name in the code, in the YAML, and the audience it is kept for."""
    return tuple(
        (name, of.alias or name, kept_for(model, name)) for name, of in model.model_fields.items()
    )


def kept_for(model: type[BaseModel], name: str) -> str | None:
    """The lowest audience that may read a field, when not everybody may."""
    marks = model.model_fields[name].metadata
    return next((mark.name for mark in marks if isinstance(mark, Audience)), None)


def threshold_values(
    entries: Entries, aliases: Mapping[tuple[str, str], str]
) -> Mapping[str, Decimal | date]:
    """Every threshold's value by its id and former ids."""
    found = {name: entry.fields.value for name, entry in entries["thresholds"].items()}
    former = {alias: found[name] for (kind, alias), name in aliases.items() if kind == "thresholds"}
    return MappingProxyType({**found, **former})


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
                related = (Related("it leads here already", other.place()),)
                message = f'"{alias}" is taken by {WORDS[kind]}:{other.id}'
                place = entry.place(("aliases", index))
                found.append(diagnostic("alias-clash", place, message, "delete one", related))
    return aliases, found


def _check(playbook: Playbook, one: Reference) -> Iterator[Diagnostic]:
    target = playbook.get(one.kind, one.id)
    if target is None:
        yield _unknown(playbook, one)
        return
    audiences = playbook.audiences
    readers = audiences.readers(audiences.of_entry(one.entry), one.audience)
    missing = readers - audiences.readers(audiences.of_entry(target))
    if missing:
        who = ", ".join(sorted(missing))
        message = f"{WORDS[one.kind]}:{target.id} may not be read by all who read this ({who})"
        hint = "keep it in a field of the audience that may, or take it out"
        yield diagnostic("leaking-reference", one.place, message, hint)


def _unknown(playbook: Playbook, one: Reference) -> Diagnostic:
    known = [
        *playbook.entries.get(one.kind, ()),
        *(a for k, a in playbook.aliases if k == one.kind),
    ]
    near = difflib.get_close_matches(one.id, known, 1)
    hint = f'did you mean "{near[0]}"?' if near else f"no entry of {one.kind} has this id"
    return diagnostic("unknown-reference", one.place, f'no {WORDS[one.kind]} "{one.id}"', hint)


def prose_faults(entry: Entry) -> Iterator[Diagnostic]:
    """Raw HTML, links that are not closed, addresses that are neither an entry, https nor a mail."""
    for leaf in leaves(entry.fields):
        if not isinstance(leaf.value, Prose):
            continue
        counts: dict[str, int] = {}
        for markup in prose.forbidden(leaf.value):
            occurrence = counts.get(markup.written, 0)
            counts[markup.written] = occurrence + 1
            place = entry.place_of(leaf.path, markup.written, occurrence)
            if markup.code == "raw-html":
                message, hint = "HTML in prose", "write it in plain words, or with CommonMark"
            else:
                message, hint = "this link is not closed", "write <rule:id>, without a space"
            yield diagnostic(markup.code, place, message, hint)
        for link in prose.links(leaf.value):
            if link.entry or link.outside:
                continue
            place = entry.place_of(leaf.path, link.written, link.occurrence)
            word, _, name = link.target.partition(":")
            near = difflib.get_close_matches(word, FOLDERS, 1)
            if near and name and "/" not in name:
                hint = f"did you mean <{near[0]}:{name}>?"
                message = f'"{word}" is no kind of entry'
                yield diagnostic("unknown-link", place, message, hint)
            else:
                hint = "write <rule:id> for an entry, or an address with https:// or mailto:"
                yield diagnostic("bad-address", place, "a link may not lead there", hint)
