"""5 view: what one audience reads, in one language, on one day. Filtering happens here, and only here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from playbook import source
from playbook.audiences import EVERYTHING
from playbook.leaves import kept_for
from playbook.links import Entries, Playbook, references_of
from playbook.model import WORDS, Settings
from playbook.model.envelope import Audience
from playbook.model.playbook import Repository
from playbook.model.scalars import Ref
from playbook.shapes import model_classes
from playbook.upkeep import has_outgrown
from playbook.validate import Entry


@dataclass(frozen=True, slots=True)
class Edition:
    """Who reads, in which language, on which day. The preview shows drafts too."""

    audience: str
    language: str
    day: date
    preview: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """The entries of an edition. What its audience may not read is in none of its fields."""

    edition: Edition
    settings: Settings
    entries: Entries
    aliases: Mapping[tuple[str, str], str]
    points_to: Mapping[tuple[str, str], tuple[Entry, ...]]
    """Of each entry, those its page leads to: without who answers for it and where it comes from."""
    pointed_from: Mapping[tuple[str, str], tuple[Entry, ...]]
    untranslated: frozenset[tuple[str, str]]
    """The entries shown in the default language for want of a translation."""
    outgrown: frozenset[tuple[str, str]]
    """The entries whose text is newer than what was approved."""
    playbook: Playbook
    """Everything, for what is said to no reader: upkeep dates. Never for a page."""

    def get(self, kind: str, name: str) -> Entry | None:
        """The entry of that id or former id, when this edition holds it."""
        entries = self.entries.get(kind, {})
        return entries.get(name) or entries.get(self.aliases.get((kind, name), ""))

    def find(self, reference: Ref | None) -> Entry | None:
        return None if reference is None else self.get(reference.kind, str(reference))

    def all(self) -> Iterator[Entry]:
        for entries in self.entries.values():
            yield from entries.values()

    @property
    def may_edit(self) -> bool:
        """Whether every reader of this edition may open the repository, history included."""
        return self.may_open(self.settings.forge)

    def may_open(self, repository: Repository | None) -> bool:
        if repository is None or repository.edit is None:
            return False
        return self.playbook.audiences.may_read(self.edition.audience, repository.readers)


def view(playbook: Playbook, edition: Edition) -> View:
    """The part of `playbook` that `edition` shows; raises `KeyError` for an unknown audience."""
    whole = {EVERYTHING} if edition.preview else set()
    if edition.audience not in playbook.audiences.reads.keys() | whole:
        raise KeyError(edition.audience)
    untranslated: set[tuple[str, str]] = set()
    entries: dict[str, dict[str, Entry]] = {kind: {} for kind in WORDS}
    default = playbook.settings.languages[0]
    for entry in playbook.all():
        if not _shown(playbook, entry, edition):
            continue
        if edition.language != default and not _is_translated(playbook, entry, edition):
            untranslated.add((entry.kind, entry.id))
        entries[entry.kind][entry.id] = _seen(playbook, entry, edition)
    frozen = MappingProxyType({kind: MappingProxyType(of) for kind, of in entries.items()})
    aliases = {
        (kind, alias): name
        for (kind, alias), name in playbook.aliases.items()
        if name in entries[kind]
    }
    return View(
        edition,
        playbook.settings_in(edition.language),
        frozen,
        MappingProxyType(aliases),
        *_links(frozen, aliases),
        frozenset(untranslated),
        frozenset(
            (entry.kind, entry.id)
            for of_kind in frozen.values()
            for entry in of_kind.values()
            if has_outgrown(playbook, playbook.entries[entry.kind][entry.id])
        ),
        playbook,
    )


def _shown(playbook: Playbook, entry: Entry, edition: Edition) -> bool:
    if entry.fields.status == "draft" and not edition.preview:
        return False
    audiences = playbook.audiences
    return audiences.may_read(edition.audience, audiences.of_entry(entry))


def _is_translated(playbook: Playbook, entry: Entry, edition: Edition) -> bool:
    """Whether the edition's readers have anything of the entry in their language."""
    translation = entry.translations.get(edition.language)
    if translation is None:
        return False
    fields = type(translation.fields).model_fields
    names = {of.alias or name: name for name, of in fields.items()}
    audiences, model = playbook.audiences, type(translation.fields)
    return any(
        key in names and audiences.may_read(edition.audience, kept_for(model, names[key]))
        for key in source.plain(translation.node)
    )


def _seen(playbook: Playbook, entry: Entry, edition: Edition) -> Entry:
    """The entry in the edition's language, without the fields its audience may not read."""
    fields = playbook.fields_in(entry, edition.language)
    stripped = _stripped(fields, playbook, edition.audience)
    if stripped.approval is not None and _is_partial(type(fields), playbook, edition.audience):
        # It covers more than these readers see: whether it still does would tell of the rest.
        stripped = stripped.model_copy(update={"approval": None})
    if stripped is entry.fields and not entry.translations:
        return entry
    return replace(entry, fields=stripped, translations=MappingProxyType({}))


def _is_partial(model: type[BaseModel], playbook: Playbook, audience: str) -> bool:
    """Whether a kind has fields that `audience` may not read."""
    return not all(playbook.audiences.may_read(audience, one) for one in _kept_inside(model))


@cache
def _kept_inside(model: type[BaseModel]) -> frozenset[Audience | None]:
    """For whom fields of a kind are kept, those inside its groups too."""
    of = (kept_for(one, name) for one in model_classes(model) for name in one.model_fields)
    return frozenset(of) - {None}


def _stripped(value: Any, playbook: Playbook, audience: str) -> Any:
    """`value` with every restricted field, at any depth, as if it had not been written."""
    if value is None or isinstance(value, str):  # most are, and the other questions take longer
        return value
    if isinstance(value, BaseModel):
        model = type(value)
        changed = {}
        for name, field in model.model_fields.items():
            inner = getattr(value, name)
            kept = kept_for(model, name)
            if kept is not None and not playbook.audiences.may_read(audience, kept):
                if inner != field.default:
                    changed[name] = field.default
                continue
            seen = _stripped(inner, playbook, audience)
            if seen is not inner:
                changed[name] = seen
        return value.model_copy(update=changed) if changed else value
    if type(value) is tuple:
        items = tuple(_stripped(one, playbook, audience) for one in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if isinstance(value, Mapping):
        pairs = {key: _stripped(one, playbook, audience) for key, one in value.items()}
        same = all(pairs[key] is value[key] for key in value)
        return value if same else MappingProxyType(pairs)
    return value


# Who answers for an entry and where it comes from has a place of its own on the page.
_CARE = frozenset({"owner", "approval", "sources"})
Links = Mapping[tuple[str, str], tuple[Entry, ...]]


def _links(entries: Entries, aliases: Mapping[tuple[str, str], str]) -> tuple[Links, Links]:
    """Of each entry, those it points to and those that point to it, by what this edition shows."""
    forward: dict[tuple[str, str], dict[tuple[str, str], Entry]] = {}
    back: dict[tuple[str, str], dict[tuple[str, str], Entry]] = {}
    for entry in (entry for of_kind in entries.values() for entry in of_kind.values()):
        here = (entry.kind, entry.id)
        for one in references_of(entry):
            there = (one.kind, aliases.get((one.kind, one.id), one.id))
            target = entries[one.kind].get(there[1])
            if target is None or there == here:
                continue
            back.setdefault(there, {})[here] = entry
            if one.path[0] not in _CARE:
                forward.setdefault(here, {})[there] = target
    return _frozen(forward), _frozen(back)


def _frozen(links: Mapping[tuple[str, str], Mapping[tuple[str, str], Entry]]) -> Links:
    return MappingProxyType({name: tuple(of.values()) for name, of in links.items()})
