"""Ids that lead nowhere any more: links to their pages, on the site and in mails, would break."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from playbook import source
from playbook.diagnostics import Diagnostic, Place, Related, diagnostic
from playbook.folder.data_folder import Document, Folder
from playbook.impact.alike import Alike, words_of
from playbook.impact.revision import Past
from playbook.linking.references import Reference
from playbook.model import WORDS, Settings
from playbook.model.scalars import ID_PATTERN
from playbook.upkeep.reviews import forget_after
from playbook.validation.validate import Validated


def vanished_ids(
    past: Past,
    before: Folder,
    validated: Validated,
    folder: Folder,
    settings: Settings,
    today: date,
) -> Iterator[Diagnostic]:
    """Every id and former id that led to a page then leads to one of its kind today.

    `before` is what the data folders held then, and `validated` its entries; `folder` what they hold
    today.
    """
    then = _Ids.of([*_entries(before), *_unread(before, past.copies)])
    now = _Ids.of(_entries(folder))
    excused = _forgotten(validated, settings, today)
    # What could not be read may be what is missed: its own fault comes first.
    unread = {kind for kind, _ in folder.broken}
    gone = [
        one._replace(place=past.place(one.place))
        for key, one in then.published.items()
        if key not in now.published and one.kind not in unread and one.entry_key not in excused
    ]
    lost = [one for one in gone if one.key not in now.all]
    heirs = _heirs(lost, then, now)
    former: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in now.all.values():
        if name.is_former:
            former[name.entry_key].append(name.id)
    for name in lost:
        if name.key in heirs:
            former[heirs[name.key].entry_key].append(name.id)
    for one in gone:
        if one.key in now.all:
            yield _retracted(one, now.all[one.key])
        elif one.key in heirs:
            heir = heirs[one.key]
            yield _renamed(one, heir, former[heir.entry_key])
        else:
            yield _lost(one)


class _Name(NamedTuple):
    """An id or former id, where it stands, and the entry it leads to."""

    kind: str
    id: str
    place: Place
    entry: Document

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.id

    @property
    def entry_key(self) -> tuple[str, str]:
        return self.kind, self.entry.id

    @property
    def is_former(self) -> bool:
        return self.id != self.entry.id

    def __str__(self) -> str:
        return f"{WORDS[self.kind]}:{self.id}"


_Names = Mapping[tuple[str, str], _Name]


@dataclass(frozen=True, slots=True)
class _Ids:
    """Every id and former id, those of faulty entries too; and those that lead to a page."""

    all: _Names
    published: _Names

    @classmethod
    def of(cls, entries: Sequence[Document]) -> "_Ids":
        names: dict[tuple[str, str], _Name] = {}
        for one in entries:
            names.setdefault((one.kind, one.id), _Name(one.kind, one.id, one.place, one))
        for one in entries:
            entry = names[one.kind, one.id].entry  # that of the first data folder, if it is in two
            for alias in _aliases(one):
                name = _Name(one.kind, alias.text, alias.place, entry)
                names.setdefault((one.kind, alias.text), name)
        drafts = {
            (one.kind, one.id)
            for one in entries
            if source.values(source.at(one.node, ("status",))) == "draft"
        }
        return cls(names, {key: one for key, one in names.items() if one.entry_key not in drafts})


def _entries(folder: Folder) -> list[Document]:
    return [one for one in (*folder.documents, *folder.restricted) if one.language is None]


def _unread(folder: Folder, roots: Sequence[Path]) -> Iterator[Document]:
    """The entries that could not be read, of which a file's name says that they were there."""
    for kind, name in sorted(folder.broken):
        for root in roots:
            file = root / kind / f"{name}.yml"
            if name and file.is_file():
                place = Place(file.as_posix())
                yield Document(kind, name, None, place.file, source.Mapping.of((), place), place)


def _aliases(entry: Document) -> Iterator[source.Scalar]:
    listed = source.at(entry.node, ("aliases",))
    for one in listed.items if isinstance(listed, source.Sequence) else ():
        if isinstance(one, source.Scalar) and re.fullmatch(ID_PATTERN, one.text):
            yield one


def _forgotten(validated: Validated, settings: Settings, today: date) -> set[tuple[str, str]]:
    """The engagements that are to be deleted, for they ended long ago (see `past-retention`)."""
    ended = (one for one in validated.entries if one.kind == "engagements")
    last = {(one.kind, one.id): forget_after(settings, one) for one in ended}
    return {key for key, day in last.items() if day is not None and day < today}


def _heirs(gone: Sequence[_Name], then: _Ids, now: _Ids) -> dict[tuple[str, str], _Name]:
    """Of ids that are gone, the entry that has the place of theirs, where that can be told."""
    new: dict[str, list[_Name]] = defaultdict(list)
    for key, one in now.published.items():
        if not one.is_former and (key not in then.published or then.published[key].is_former):
            new[one.kind].append(one)
    alike = {kind: Alike([words_of(one.entry) for one in of]) for kind, of in new.items()}
    heirs = {}
    for one in gone:
        kept = now.published.get(one.entry_key)
        if kept is not None:
            heirs[one.key] = now.all[kept.entry_key]
        elif one.kind in alike:
            best = alike[one.kind].best(words_of(one.entry))
            if best is not None:
                heirs[one.key] = new[one.kind][best]
    return heirs


def _retracted(one: _Name, draft: _Name) -> Diagnostic:
    message = f"{one} leads to a draft now, which no reader sees: links to it would break"
    hint = "write « status: in-review » in it, or « status: retired » if it no longer holds"
    related = (Related("the draft", source.place(draft.entry.node, ("status",))),)
    return diagnostic("vanished-id", one.place, message, hint, related, about=str(one))


def _renamed(one: _Name, heir: _Name, former: Sequence[str]) -> Diagnostic:
    hint = f"it seems to be {heir} now: write « aliases: [{', '.join(former)}] » in it"
    related = (Related(f"{heir} stands here", heir.place),)
    return diagnostic("vanished-id", one.place, _gone(one), hint, related, about=str(one))


def _lost(one: _Name) -> Diagnostic:
    hint = (
        "restore the file and write « status: retired » in it, "
        f"or write « aliases: [{one.id}] » in the entry that replaces it"
    )
    return diagnostic("vanished-id", one.place, _gone(one), hint, about=str(one))


def _gone(one: _Name) -> str:
    return f"{one} is gone: links to it would break"


def with_what_follows(
    changed: Iterable[Diagnostic], found: Iterable[Diagnostic], named: Iterable[Reference]
) -> Iterator[Diagnostic]:
    """What has `changed`, and of what else was `found` what does not follow from an id that is gone."""
    causes = {}
    for one in changed:
        if one.code == "vanished-id":
            causes[one.about] = one
        else:
            yield one
    places = Counter(f"{WORDS[one.kind]}:{one.id}" for one in named)
    for one in found:
        cause = causes.get(one.about) if one.code == "unknown-reference" else None
        if cause is None:
            yield one
            continue
        count = places[one.about]
        message = f"{cause.message}, and {count} place{'s name' if count > 1 else ' names'} it"
        related = (*cause.related, Related("it is named here", one.place), *one.related)
        causes[one.about] = replace(cause, message=message, related=related)
    yield from causes.values()
