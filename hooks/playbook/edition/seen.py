"""Entries as the readers of an edition see them. Filtering happens here, and only here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playbook import source
from playbook.audiences import EVERYTHING, Audiences
from playbook.edition.editors import Editor, editors, may_edit
from playbook.edition.stripped import readable, stripped
from playbook.linking.playbook import Entries, Playbook
from playbook.linking.references import references_of
from playbook.model import WORDS, Settings
from playbook.model.aliases import Aliases
from playbook.model.leaves import Leaf, kept_for, leaves
from playbook.model.scalars import Ref
from playbook.stamps import stamp
from playbook.upkeep.reviews import has_outgrown, next_review
from playbook.validation.entry import Entry
from playbook.words import edited


@dataclass(frozen=True, slots=True)
class Edition:
    """Who reads, in which language, on which day. The preview shows drafts too."""

    audience: str
    language: str
    day: date
    preview: bool = False


@dataclass(frozen=True, kw_only=True)
class Seen:
    """An entry as the readers of an edition see it: values only, and none that is kept from them."""

    kind: str
    id: str
    fields: Any
    """One of the models of `KINDS`, each an `Envelope`."""
    due: date | None
    """The day by which it is to be read over."""
    outgrown: bool
    """Whether its text is newer than what was approved."""
    stamp: str
    """Of two with the same, in editions with the same, all the above is equal."""

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every value of its fields."""
        return leaves(self.fields)


SeenEntries = Mapping[str, Mapping[str, Seen]]
Key = tuple[str, str]
"""Kind and id."""
Links = Mapping[Key, tuple[Seen, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The entries of an edition. What its audience may not read can be reached from none of its fields."""

    edition: Edition
    settings: Settings
    audiences: Audiences
    """Who reads what, by name."""
    entries: SeenEntries
    aliases: Aliases
    points_to: Links
    """Of each entry, those its page leads to: without who answers for it and where it comes from."""
    pointed_from: Links
    untranslated: frozenset[Key]
    """The entries shown in the default language for want of a translation."""
    originals: Mapping[str, Any]
    """Of each decision, its fields in the language in which it was written."""
    editors: Mapping[Key, tuple[Editor, ...]]
    """Of each entry, where these readers may change its files."""
    assets: Mapping[str, Path]
    """The files to download, by the name that a document has for them."""
    may_edit: bool
    """Whether every reader of this edition may open the repository, history included."""
    stamp: str
    """Of two editions with the same, all is equal but the entries, who reads, and what he may open."""

    @property
    def day(self) -> date:
        return self.edition.day

    @property
    def preview(self) -> bool:
        return self.edition.preview

    @property
    def language(self) -> str:
        return self.edition.language

    def get(self, kind: str, name: str) -> Seen | None:
        """The entry of that id or former id, when this edition holds it."""
        return self.aliases.find(self.entries, kind, name)

    def find(self, reference: Ref | None) -> Seen | None:
        return None if reference is None else self.get(reference.kind, str(reference))

    def all(self) -> Iterator[Seen]:
        for entries in self.entries.values():
            yield from entries.values()


def view(playbook: Playbook, edition: Edition) -> View:
    """The part of `playbook` that `edition` shows; raises `KeyError` for an unknown audience."""
    shown = entries_of(playbook, edition)
    audience, default = edition.audience, playbook.settings.languages[0]
    untranslated = frozenset(
        (entry.kind, entry.id)
        for entry in shown
        if edition.language != default and not _is_translated(playbook, entry, edition)
    )
    filtered: dict[str, dict[str, Entry]] = {kind: {} for kind in WORDS}
    for entry in shown:
        filtered[entry.kind][entry.id] = stripped(playbook, entry, audience, edition.language)
    entries = _by_kind(
        {
            kind: {
                name: _seen(playbook, entry, edition, untranslated) for name, entry in of.items()
            }
            for kind, of in filtered.items()
        }
    )
    aliases = playbook.aliases.among(entries)
    points_to, pointed_from = _links(filtered, aliases, entries)
    written = playbook.entries["decisions"]
    documents = (entry.fields.file for entry in entries["documents"].values())
    return View(
        edition=edition,
        # Where the files stand is no reader's to know; who may edit them is told entry by entry.
        settings=playbook.settings_in(edition.language).model_copy(update={"forge": None}),
        audiences=playbook.audiences,
        entries=entries,
        aliases=aliases,
        points_to=points_to,
        pointed_from=pointed_from,
        untranslated=untranslated,
        originals=MappingProxyType(
            {
                name: stripped(playbook, written[name], audience, default).fields
                for name in entries["decisions"]
            }
        ),
        editors=MappingProxyType(
            {(one.kind, one.id): tuple(editors(playbook, one, audience)) for one in shown}
        ),
        assets=MappingProxyType(
            {name: playbook.assets[name].path for name in documents if name in playbook.assets}
        ),
        may_edit=may_edit(playbook, audience),
        stamp=stamp(
            (playbook.about.stamp, edited(), edition.language, edition.day, edition.preview)
        ),
    )


def entries_of(playbook: Playbook, edition: Edition) -> list[Entry]:
    """The entries that `edition` shows, whole; raises `KeyError` for an unknown audience."""
    whole = {EVERYTHING} if edition.preview else set()
    if edition.audience not in playbook.audiences.reads.keys() | whole:
        raise KeyError(edition.audience)
    return [entry for entry in playbook.all() if _shown(playbook, entry, edition)]


def _seen(playbook: Playbook, entry: Entry, edition: Edition, untranslated: frozenset[Key]) -> Seen:
    """`entry`, stripped, as values."""
    original = playbook.entries[entry.kind][entry.id]
    due = next_review(playbook, original)
    # Of an approval that is not shown it would tell that something else has changed.
    outgrown = entry.fields.approval is not None and has_outgrown(playbook, original)
    lent = (entry.kind, entry.id) in untranslated
    of_it = original.stamp, readable(playbook, original, edition.audience), lent, due, outgrown
    return Seen(
        kind=entry.kind,
        id=entry.id,
        fields=entry.fields,
        due=due,
        outgrown=outgrown,
        stamp=stamp(of_it),
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
        for key in source.values(translation.node)
    )


# Who answers for an entry and where it comes from has a place of its own on the page.
_CARE = frozenset({"owner", "approval", "sources"})


def _links(filtered: Entries, aliases: Aliases, entries: SeenEntries) -> tuple[Links, Links]:
    """Of each entry, those it points to and those that point to it, by what of it is `filtered`."""
    forward: dict[Key, dict[Key, Seen]] = {}
    back: dict[Key, dict[Key, Seen]] = {}
    for entry in (entry for of_kind in filtered.values() for entry in of_kind.values()):
        here = (entry.kind, entry.id)
        for one in references_of(entry):
            target = aliases.find(entries, one.kind, one.id)
            if target is None or target is entries[entry.kind][entry.id]:
                continue
            there = (target.kind, target.id)
            back.setdefault(there, {})[here] = entries[entry.kind][entry.id]
            if one.path[0] not in _CARE:
                forward.setdefault(here, {})[there] = target
    return _frozen(forward), _frozen(back)


def _frozen(links: Mapping[Key, Mapping[Key, Seen]]) -> Links:
    return MappingProxyType({name: tuple(of.values()) for name, of in links.items()})


def _by_kind(entries: Mapping[str, Mapping[str, Seen]]) -> SeenEntries:
    return MappingProxyType({kind: MappingProxyType(of) for kind, of in entries.items()})
