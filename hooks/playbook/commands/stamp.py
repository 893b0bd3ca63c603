"""Writes a fingerprint into an editor's file: one value changes, no comment, no line break moves."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playbook import source
from playbook.commands.known import RefusedError
from playbook.linking.playbook import Playbook
from playbook.linking.translations import forms
from playbook.model.kinds import FOLDERS
from playbook.source import reader
from playbook.system.room import replace
from playbook.upkeep.reviews import approval_fingerprint, translation_fingerprint
from playbook.validation.entry import Entry


class Stamp(NamedTuple):
    """A field to be set: in which file, in which group of fields, its name and its value."""

    file: str
    group: source.Mapping
    name: str
    value: str
    first: bool
    """Whether a field that is not there yet begins the group; else it ends it."""


def entries_named(playbook: Playbook, name: str) -> list[Entry]:
    """The entries called `name`: ``rule:cadeaux``, or an id, which several kinds may share.

    The settings are called ``playbook``.
    """
    if name == "playbook":
        return [playbook.about]
    word, colon, rest = name.partition(":")
    if colon:
        found = playbook.get(FOLDERS.get(word, ""), rest)
        return [found] if found is not None else []
    return [found for kind in playbook.entries if (found := playbook.get(kind, name)) is not None]


def translated(playbook: Playbook, entry: Entry) -> Iterator[Stamp]:
    """Every translation of `entry` says that it translates the text as it stands now."""
    for form in forms(entry):
        for file in source.files(form.node) if form is not entry else ():
            now = translation_fingerprint(playbook, entry, file)
            yield Stamp(file, source.part(form.node, file), "translates", now, first=True)


def approved(playbook: Playbook, entry: Entry) -> Iterator[Stamp]:
    """The approval of `entry` covers the text as it stands now."""
    if entry.fields.approval is not None:
        group = source.at(entry.node, ("approval",))
        if isinstance(group, source.Mapping):
            value = approval_fingerprint(playbook, entry)
            yield Stamp(group.place.file, group, "covers", value, first=False)


def write(stamps: list[Stamp]) -> list[str]:
    """Sets every field whose value differs; returns the files changed.

    Raises `RefusedError`, and changes no file, where one would say anything else afterwards.
    """
    before: dict[str, str] = {}
    changed: dict[str, list[str]] = {}
    # From the end of each file, so that the places of what stands before it still hold.
    for one in sorted(stamps, key=lambda one: (one.file, -_line(one))):
        known = source.at(one.group, (one.name,))
        if isinstance(known, source.Scalar) and known.text == one.value:
            continue
        if one.file not in changed:
            before[one.file] = Path(one.file).read_bytes().decode("utf-8")
            changed[one.file] = before[one.file].removeprefix(_BOM).splitlines(keepends=True)
        _set(changed[one.file], one, known)
    after = {name: "".join(lines) for name, lines in changed.items()}
    for name, text in after.items():
        if not _only_stamped(before[name].removeprefix(_BOM), text, name):
            own = [one for one in stamps if one.file == name]
            lines = ", ".join(f'{one.name}: "{one.value}"' for one in own)
            raise RefusedError(
                f"{name} is not laid out so that it can be changed: write {lines} there"
            )
    for name, text in after.items():
        bom = _BOM if before[name].startswith(_BOM) else ""
        try:
            replace(Path(name), f"{bom}{text}".encode())
        except OSError as error:
            raise RefusedError(f"{name} cannot be written: {error.strerror}") from None
    return list(changed)


_BOM = "\ufeff"
"""What some editors begin a file with; it stays, and counts for nothing."""


def _only_stamped(before: str, after: str, file: str) -> bool:
    """Whether a text still reads as it did, but for its stamps."""
    old, _ = reader.parse(before, file)
    new, faults = reader.parse(after, file)
    if old is None or new is None or faults:
        return False
    return bool(_unstamped(source.values(old)) == _unstamped(source.values(new)))


def _unstamped(value: Any) -> Any:
    if isinstance(value, dict):
        stamps = ("translates", "covers")
        return {name: _unstamped(of) for name, of in value.items() if name not in stamps}
    return [_unstamped(of) for of in value] if isinstance(value, list) else value


def _line(one: Stamp) -> int:
    return one.group.items[0][0].place.line


def _set(lines: list[str], one: Stamp, known: source.Node) -> None:
    shown = json.dumps(one.value)
    if isinstance(known, source.Scalar):
        index, start = known.place.line - 1, known.place.column - 1
        line = lines[index]
        lines[index] = line[:start] + shown + line[start + len(known.raw.rstrip()) :]
        return
    first, last = one.group.items[0][0].place, one.group.items[-1][0].place
    indent = " " * (first.column - 1)
    at = first.line - 1 if one.first else last.line
    end = "\r\n" if lines[last.line - 1].endswith("\r\n") else "\n"
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += end
    lines.insert(at, f"{indent}{one.name}: {shown}{end}")
