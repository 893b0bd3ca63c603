"""3 link: ids become entries. Every reference is typed, resolved, and checked against its readers."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from playbook.audiences import Audiences
from playbook.decisions.bounds import Thresholds, bounds, threshold_values
from playbook.diagnostics import Diagnostic, Related, diagnostic
from playbook.folder.data_folder import Folder
from playbook.linking.playbook import Bounding, Entries, Playbook
from playbook.linking.references import Reference, references_of
from playbook.linking.translations import forms
from playbook.linking.unlinked import Unknown, drafts_named
from playbook.model import WORDS
from playbook.validation.entry import Entry
from playbook.validation.validate import Validated
from playbook.words import figures_of


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
    thresholds = threshold_values(entries, aliases)
    bounded = tuple(_bounds(entries, aliases, thresholds))
    everything = (about, *validated.entries)
    playbook = Playbook(
        about.fields,
        figures_of(about.fields),
        audiences,
        MappingProxyType({kind: MappingProxyType(of) for kind, of in entries.items()}),
        MappingProxyType(aliases),
        thresholds,
        tuple(one for entry in everything for form in forms(entry) for one in references_of(form)),
        bounded,
        MappingProxyType({asset.name: asset for asset in folder.assets}),
        about,
        frozenset(document.file for document in folder.restricted),
        validated.broken,
    )
    unknown: dict[tuple[str, str], list[Reference]] = {}
    for one in playbook.references:
        target = playbook.get(one.kind, one.id)
        if target is not None:
            found += _leaking(playbook, one, target)
        # An entry that could not be read is there: what is wrong with it is said at its place.
        elif not playbook.broken & {(one.kind, one.id), (one.kind, "")}:
            unknown.setdefault((one.kind, one.id), []).append(one)
    said = Unknown(playbook)
    found += [said.fault(places) for places in unknown.values()]
    found += drafts_named(playbook)
    return playbook, tuple(found)


def _bounds(
    entries: Entries, aliases: Mapping[tuple[str, str], str], values: Thresholds
) -> Iterator[Bounding]:
    """Every bound of every decision that names a threshold there is."""
    thresholds = entries["thresholds"]
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
