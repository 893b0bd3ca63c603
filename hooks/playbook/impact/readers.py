"""Who reads what since a revision: every entry, field and file that more may read now, or fewer.

Who may open a repository reads what stands in it, whatever the site shows: both count.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from playbook.audiences import Audiences
from playbook.diagnostics import Diagnostic, Place, Related, diagnostic
from playbook.linking.playbook import Playbook
from playbook.linking.translations import forms, written
from playbook.model import WORDS
from playbook.model.playbook import Repository
from playbook.validation.entry import Entry

_NAMED, _LISTED = 3, 100
_SOMEBODY = "whoever opens the first data folder"
_FILES = "assets/"
_Readers = frozenset[str]


class _Thing(NamedTuple):
    """A field of an entry in one language, or a file to download; what decides who reads it."""

    entry: Entry
    field: str
    site: _Readers
    openers: _Readers
    kept: tuple[str, ...]
    """The audience of the entry, and that of the field where it is kept for one."""
    apart: bool
    place: Place

    @property
    def readers(self) -> _Readers:
        return self.site | self.openers


_Key = tuple[str, str, str, str]
"""The kind and id of an entry, the language, the field; a file has no kind."""


def changed_readers(then: Playbook, now: Playbook) -> Iterator[Diagnostic]:
    """What more people would read `now` than `then`, by what lets them; and what fewer would."""
    renamed = _renamed(then.audiences, now.audiences)
    before = dict(_things(then, renamed))
    causes: dict[tuple[str, Place], tuple[set[str], list[_Thing]]] = {}
    for key, thing in _things(now, {}):
        was = before.get(_former(key, then, now))
        if was is None:
            continue
        changes = (("more-readers", was, thing), ("fewer-readers", thing, was))
        for code, less, more in changes:
            who = more.readers - less.readers
            if now.settings.forge is None and was.apart and not thing.apart and more is thing:
                who |= {_SOMEBODY}  # who that is, nobody has written down
            if who:
                place = _Cause(then, now, renamed, was, thing).of(who)
                names, things = causes.setdefault((code, place), (set(), []))
                names |= who
                things.append(thing)
    for (code, place), (names, things) in causes.items():
        yield _said(code, place, names, things)


def _renamed(then: Audiences, now: Audiences) -> Mapping[str, str]:
    """The audiences of then that have another name now: one that has the place they had."""

    def places(own: Audiences, other: Audiences) -> dict[tuple[object, ...], list[str]]:
        found: dict[tuple[object, ...], list[str]] = {}
        for name in own.reads.keys() - other.reads.keys():
            sides = own.reads[name], own.readers(name)
            place = tuple((len(side), frozenset(side & other.reads.keys())) for side in sides)
            found.setdefault(place, []).append(name)
        return found

    were, are = places(then, now), places(now, then)
    return {
        names[0]: are[place][0]
        for place, names in were.items()
        if len(names) == len(are.get(place, ())) == 1
    }


def _former(key: _Key, then: Playbook, now: Playbook) -> _Key:
    """What a key was: under a former id, or under another kind if it is none of its own any more."""
    kind, name, language, field = key
    if not kind or name in then.entries[kind]:
        return key
    entry = now.entries[kind][name]
    former = [(kind, alias) for alias in entry.fields.aliases if alias in then.entries[kind]]
    former += [
        (other, name)
        for other, of_kind in then.entries.items()
        if name in of_kind and name not in now.entries[other]
    ]
    return (*former[0], language, field) if former else key


def _things(playbook: Playbook, renamed: Mapping[str, str]) -> Iterator[tuple[_Key, _Thing]]:
    """Everything that is kept for some or for all, with its readers by their names of today."""
    audiences = playbook.audiences
    files: dict[str, _Thing] = {}

    def by_name(names: Iterable[str]) -> _Readers:
        return frozenset(renamed.get(name, name) for name in names)

    opened = {apart: by_name(_openers(playbook, apart)) for apart in (False, True)}
    for entry in playbook.all():
        own = audiences.of_entry(entry)
        everybody = by_name(audiences.readers(own))
        for form in forms(entry):
            kept_for = {leaf.path[0]: leaf.audience for leaf in written(form)}
            for field, part in kept_for.items():
                place = form.place((field,), of_key=True)
                apart = place.file in playbook.restricted
                site = by_name(audiences.readers(own, part)) if part else everybody
                named = (own, audiences.named(part)) if part else (own,)
                kept = tuple(renamed.get(name, name) for name in named)
                key = (entry.kind, entry.id, form.language or "", str(field))
                yield key, _Thing(entry, str(field), site, opened[apart], kept, apart, place)
        asset = playbook.assets.get(getattr(entry.fields, "file", None) or "")
        if asset is not None:
            site, kept = everybody, (renamed.get(own, own),)
            other = files.get(asset.name)
            if other is not None and not site - other.site:
                continue  # those who find it here find it there already
            site |= other.site if other is not None else frozenset()
            thing = _Thing(
                entry,
                f"{_FILES}{asset.name}",
                site,
                opened[asset.restricted],
                kept,
                asset.restricted,
                asset.place,
            )
            files[asset.name] = thing
    for name, thing in files.items():
        yield ("", name, "", ""), thing


def _openers(playbook: Playbook, apart: bool) -> _Readers:
    """Who may open the repository of the first data folder, or of the second, where that is said."""
    settings = playbook.settings
    if not apart and settings.confidential == "separate":
        return frozenset(playbook.audiences.reads)
    repository = _repository(playbook, apart)
    return playbook.audiences.readers(repository.readers) if repository else frozenset()


def _repository(playbook: Playbook, apart: bool) -> Repository | None:
    forge = playbook.settings.forge
    return forge.confidential if forge is not None and apart else forge


@dataclass(frozen=True, slots=True)
class _Cause:
    """What lets others read a thing than read it then."""

    then: Playbook
    now: Playbook
    renamed: Mapping[str, str]
    was: _Thing
    thing: _Thing

    def of(self, who: Iterable[str]) -> Place:
        """The place that decides: in the entry, or in the settings."""
        who = frozenset(who)
        by_site = who & (self.thing.site ^ self.was.site)
        return self._on_the_site(who) if by_site else self._in_the_repository(who)

    def _on_the_site(self, who: _Readers) -> Place:
        was, thing, about = self.was, self.thing, self.now.about
        if thing.field.startswith(_FILES) and was.entry.id != thing.entry.id:
            return thing.entry.place(("file",))
        if was.kept[0] != thing.kept[0]:
            if was.entry.fields.audience or thing.entry.fields.audience:
                return _audience_of(thing.entry)
            if thing.entry.kind != was.entry.kind:
                return thing.entry.top
            return about.place(("defaults", thing.entry.kind, "audience"))
        if was.kept[1:] != thing.kept[1:]:
            return about.place(("kept_for",), of_key=True)
        return self._among_the_audiences(who)

    def _among_the_audiences(self, who: _Readers) -> Place:
        """The line of the settings in which an audience includes others than it did."""
        then, now = self.then.settings.audiences, self.now.settings.audiences
        were = {
            self.renamed.get(name, name): {self.renamed.get(one, one) for one in inner}
            for name, inner in then.items()
        }
        changed = [name for name, inner in now.items() if were.get(name) != set(inner)]
        name = next((one for one in changed if one in who), next(iter(changed), ""))
        return self.now.about.place(("audiences", name) if name else ("audiences",), of_key=True)

    def _in_the_repository(self, who: _Readers) -> Place:
        thing, about = self.thing, self.now.about
        if self.was.apart != thing.apart:
            return Place(thing.place.file)
        if self.then.settings.confidential != self.now.settings.confidential:
            return about.place(("confidential",))
        repositories = [_repository(one, thing.apart) for one in (self.then, self.now)]
        before, after = (one and one.readers for one in repositories)
        if self.renamed.get(before or "", before) == after:
            return self._among_the_audiences(who)
        path = ("forge", "confidential", "readers") if thing.apart else ("forge", "readers")
        return about.place(path)


def _audience_of(entry: Entry) -> Place:
    """Where an entry says who reads it; its id where it says nothing."""
    return entry.place(("audience",)) if entry.fields.audience else entry.top


def _said(code: str, place: Place, who: Iterable[str], things: Iterable[_Thing]) -> Diagnostic:
    by_entry: dict[str, list[_Thing]] = {}
    for thing in things:
        entry = thing.entry
        name = f"{WORDS[entry.kind]}:{entry.id}"
        by_entry.setdefault(name, []).append(thing)
    fields = sum(len({one.field for one in found}) for found in by_entry.values())
    shown = ", ".join([*by_entry][:_NAMED]) + (" …" if len(by_entry) > _NAMED else "")
    names = ", ".join(sorted(who))
    count = f"{_counted(len(by_entry), 'entry', 'entries')}, {_counted(fields, 'field', 'fields')}"
    if code == "more-readers":
        message = f"more people would read this: {names} ({count}: {shown})"
        hint = "is that meant? then let who answers for it approve the change; else take it back"
    else:
        message = f"fewer people would read this: without {names} ({count}: {shown})"
        hint = "is that meant? what leads there from elsewhere is lost to them; else take it back"
    related = [
        Related(f"{name}: {', '.join(dict.fromkeys(one.field for one in found))}", found[0].place)
        for name, found in by_entry.items()
    ]
    return diagnostic(code, place, message, hint, related[:_LISTED])


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
