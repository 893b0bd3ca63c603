"""Writes a fingerprint into an editor's file: one value changes, no comment, no line break moves."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playbook import source
from playbook.links import Playbook, forms
from playbook.model.kinds import FOLDERS
from playbook.upkeep import approval_fingerprint, translation_fingerprint
from playbook.validate import Entry


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
    """Sets every field whose value differs; returns the files changed."""
    changed: dict[str, list[str]] = {}
    # From the end of each file, so that the places of what stands before it still hold.
    for one in sorted(stamps, key=lambda one: (one.file, -_line(one))):
        known = source.at(one.group, (one.name,))
        if isinstance(known, source.Scalar) and known.text == one.value:
            continue
        if one.file not in changed:
            with Path(one.file).open(encoding="utf-8", newline="") as file:
                changed[one.file] = file.read().splitlines(keepends=True)
        _set(changed[one.file], one, known)
    for name, lines in changed.items():
        with Path(name).open("w", encoding="utf-8", newline="") as file:
            file.write("".join(lines))
    return list(changed)


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
