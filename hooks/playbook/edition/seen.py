"""Entries as the readers of an edition see them. Filtering happens here, and only here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from playbook import source
from playbook.audiences import EVERYTHING, Audiences
from playbook.edition.stripped import readable, stripped
from playbook.linking.playbook import Entries, Playbook
from playbook.linking.references import references_of
from playbook.model import WORDS, Settings
from playbook.model.leaves import Leaf, kept_for, leaves
from playbook.model.playbook import Repository
from playbook.model.scalars import Ref
from playbook.stamps import stamp
from playbook.upkeep.reviews import has_outgrown, next_review
from playbook.validation.entry import Entry


@dataclass(frozen=True, slots=True)
class Edition:
    """Who reads, in which language, on which day. The preview shows drafts too."""

    audience: str
    language: str
    day: date
    preview: bool = False


@dataclass(frozen=True)
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
Links = Mapping[tuple[str, str], tuple[Seen, ...]]


@dataclass(frozen=True, slots=True)
class View:
    """The entries of an edition. What its audience may not read can be reached from none of its fields."""

    edition: Edition
    settings: Settings
    audiences: Audiences
    """Who reads what, by name."""
    entries: SeenEntries
    aliases: Mapping[tuple[str, str], str]
    points_to: Links
    """Of each entry, those its page leads to: without who answers for it and where it comes from."""
    pointed_from: Links
    untranslated: frozenset[tuple[str, str]]
    """The entries shown in the default language for want of a translation."""
    originals: Mapping[str, Any]
    """Of each decision, its fields in the language in which it was written."""
    editors: Mapping[tuple[str, str], tuple[tuple[str, bool], ...]]
    """The forge's editor at each file of an entry that these readers may open, and whether that file
    holds only what of it is restricted."""
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
        entries = self.entries.get(kind, {})
        return entries.get(name) or entries.get(self.aliases.get((kind, name), ""))

    def find(self, reference: Ref | None) -> Seen | None:
        return None if reference is None else self.get(reference.kind, str(reference))

    def all(self) -> Iterator[Seen]:
        for entries in self.entries.values():
            yield from entries.values()


def view(playbook: Playbook, edition: Edition) -> View:
    """The part of `playbook` that `edition` shows; raises `KeyError` for an unknown audience."""
    shown = entries_of(playbook, edition)
    default = playbook.settings.languages[0]
    untranslated = frozenset(
        (entry.kind, entry.id)
        for entry in shown
        if edition.language != default and not _is_translated(playbook, entry, edition)
    )
    of_kind: dict[str, dict[str, Entry]] = {kind: {} for kind in WORDS}
    for entry in shown:
        of_kind[entry.kind][entry.id] = stripped(
            playbook, entry, edition.audience, edition.language
        )
    aliases = {
        (kind, alias): name
        for (kind, alias), name in playbook.aliases.items()
        if name in of_kind[kind]
    }
    entries = MappingProxyType(
        {
            kind: MappingProxyType(
                {name: _seen(playbook, entry, edition, untranslated) for name, entry in of.items()}
            )
            for kind, of in of_kind.items()
        }
    )
    documents = (entry.fields.file for entry in entries["documents"].values())
    return View(
        edition,
        # Where the files stand is no reader's to know; who may edit them is told entry by entry.
        playbook.settings_in(edition.language).model_copy(update={"forge": None}),
        playbook.audiences,
        entries,
        MappingProxyType(aliases),
        *_links(of_kind, aliases, entries),
        untranslated,
        MappingProxyType(
            {
                name: stripped(
                    playbook, playbook.entries["decisions"][name], edition.audience, default
                ).fields
                for name in entries["decisions"]
            }
        ),
        MappingProxyType(
            {(one.kind, one.id): tuple(_editors(playbook, one, edition)) for one in shown}
        ),
        MappingProxyType(
            {name: playbook.assets[name].path for name in documents if name in playbook.assets}
        ),
        may_edit(playbook, edition),
        stamp((playbook.about.stamp, edition.language, edition.day, edition.preview)),
    )


def entries_of(playbook: Playbook, edition: Edition) -> list[Entry]:
    """The entries that `edition` shows, whole; raises `KeyError` for an unknown audience."""
    whole = {EVERYTHING} if edition.preview else set()
    if edition.audience not in playbook.audiences.reads.keys() | whole:
        raise KeyError(edition.audience)
    return [entry for entry in playbook.all() if _shown(playbook, entry, edition)]


def may_edit(playbook: Playbook, edition: Edition) -> bool:
    """Whether every reader of `edition` may open the repository, history included."""
    return _may_open(playbook, edition, playbook.settings.forge)


def _may_open(playbook: Playbook, edition: Edition, repository: Repository | None) -> bool:
    """Whether all readers of `edition` may open a repository, and there is an editor for it."""
    if repository is None or repository.edit is None:
        return False
    return playbook.audiences.may_read(edition.audience, repository.readers)


def _seen(
    playbook: Playbook, entry: Entry, edition: Edition, untranslated: frozenset[tuple[str, str]]
) -> Seen:
    """`entry`, stripped, as values."""
    original = playbook.entries[entry.kind][entry.id]
    due = next_review(playbook, original)
    # Of an approval that is not shown it would tell that something else has changed.
    outgrown = entry.fields.approval is not None and has_outgrown(playbook, original)
    lent = (entry.kind, entry.id) in untranslated
    of_it = original.stamp, readable(playbook, original, edition.audience), lent, due, outgrown
    return Seen(entry.kind, entry.id, entry.fields, due, outgrown, stamp(of_it))


def _editors(playbook: Playbook, entry: Entry, edition: Edition) -> Iterator[tuple[str, bool]]:
    """A second data folder is a repository of its own, with readers of its own."""
    forge = playbook.settings.forge
    for file in source.files(entry.node):
        apart = file in playbook.restricted
        repository = forge.confidential if forge is not None and apart else forge
        if repository is not None and _may_open(playbook, edition, repository):
            address = str(repository.edit).replace("{path}", quote(_inside(entry, file)))
            yield address, apart and file != entry.file


def _inside(entry: Entry, file: str) -> str:
    """A file's path inside its data folder: a kind's folder and a name, or a file for the kind."""
    *_, folder, name = ("", *file.split("/"))
    return f"{folder}/{name}" if folder == entry.kind else name


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


# Who answers for an entry and where it comes from has a place of its own on the page.
_CARE = frozenset({"owner", "approval", "sources"})


def _links(
    stripped: Entries, aliases: Mapping[tuple[str, str], str], entries: SeenEntries
) -> tuple[Links, Links]:
    """Of each entry, those it points to and those that point to it, by what this edition shows."""
    forward: dict[tuple[str, str], dict[tuple[str, str], Seen]] = {}
    back: dict[tuple[str, str], dict[tuple[str, str], Seen]] = {}
    for entry in (entry for of_kind in stripped.values() for entry in of_kind.values()):
        here = (entry.kind, entry.id)
        for one in references_of(entry):
            there = (one.kind, aliases.get((one.kind, one.id), one.id))
            target = entries[one.kind].get(there[1])
            if target is None or there == here:
                continue
            back.setdefault(there, {})[here] = entries[entry.kind][entry.id]
            if one.path[0] not in _CARE:
                forward.setdefault(here, {})[there] = target
    return _frozen(forward), _frozen(back)


def _frozen(links: Mapping[tuple[str, str], Mapping[tuple[str, str], Seen]]) -> Links:
    return MappingProxyType({name: tuple(of.values()) for name, of in links.items()})
