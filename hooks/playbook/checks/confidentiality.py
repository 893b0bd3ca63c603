"""Who may read what, and where what is restricted may stand."""

import difflib
from collections.abc import Iterator
from datetime import date

from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.links import Playbook, forms, leaves, written
from playbook.validate import Entry


def audiences_exist(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """An audience an entry or a field is kept for is one of those the settings declare."""
    known = sorted(playbook.audiences.reads)
    for place, name in _named(playbook):
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f'did you mean "{near[0]}"?' if near else f"write one of {', '.join(known)}"
            yield diagnostic("unknown-audience", place, f'no audience "{name}"', hint)
    for entry in playbook.all():
        for field, kept_for in {(leaf.path[0], leaf.audience) for leaf in leaves(entry.fields)}:
            if kept_for is not None and kept_for not in known:
                place = entry.place((field,), of_key=True)
                message = f'"{field}" is kept for "{kept_for}", which the settings do not declare'
                hint = f"add « {kept_for}: [{known[0]}] » to the audiences of playbook.yml"
                yield diagnostic("unknown-audience", place, message, hint)


def _named(playbook: Playbook) -> Iterator[tuple[Place, str]]:
    """Every place that names an audience."""
    about, settings = playbook.about, playbook.settings
    for name, includes in settings.audiences.items():
        for index, other in enumerate(includes):
            yield about.place(("audiences", name, index)), other
    for kind, defaults in settings.defaults.items():
        if defaults.audience is not None:
            yield about.place(("defaults", kind, "audience")), defaults.audience
    if settings.forge is not None:
        yield about.place(("forge", "readers")), settings.forge.readers
    for entry in playbook.all():
        if entry.fields.audience is not None:
            yield entry.place(("audience",)), entry.fields.audience


def restricted_stands_apart(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """With `confidential: separate`, what not everybody may read stands in a second data folder."""
    if playbook.settings.confidential != "separate":
        return
    for entry in playbook.all():
        for form in forms(entry):
            for place in _kept(playbook, form):
                if place.file not in playbook.restricted:
                    message = "this is not for everybody, and whoever opens the repository reads it"
                    hint = "move it to the second data folder"
                    yield diagnostic("restricted-in-public", place, message, hint)
    offered = {entry.fields.file for entry in documents(playbook, everybody=True)}
    for entry in documents(playbook, everybody=False):
        asset = playbook.assets.get(entry.fields.file or "")
        if asset is not None and not asset.restricted and asset.name not in offered:
            message = "only a restricted document offers this file"
            hint = "move it to the folder assets/ of the second data folder"
            yield diagnostic("restricted-in-public", asset.place, message, hint)


def _kept(playbook: Playbook, entry: Entry) -> set[Place]:
    """Where an entry is kept from some readers: its id, else the names of the fields that are."""
    everybody = playbook.audiences.readers()
    if playbook.audiences.readers(playbook.audiences.of_entry(entry)) != everybody:
        return {entry.top}
    return {
        entry.place((leaf.path[0],), of_key=True)
        for leaf in written(entry)
        if leaf.audience is not None and playbook.audiences.readers(leaf.audience) != everybody
    }


def documents(playbook: Playbook, everybody: bool) -> Iterator[Entry]:
    """The documents that everybody may read, or the others."""
    all_readers = playbook.audiences.readers()
    for entry in playbook.entries["documents"].values():
        readers = playbook.audiences.readers(playbook.audiences.of_entry(entry))
        if (readers == all_readers) == everybody:
            yield entry


def restricted_files_stay_so(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A file of the second data folder is offered by no document that everybody may read."""
    for entry in documents(playbook, everybody=True):
        asset = playbook.assets.get(entry.fields.file or "")
        if asset is not None and asset.restricted:
            message = "this file stands in the restricted folder, and everybody reads this document"
            hint = (
                "move the file to the folder assets/ of the first data folder, or keep the document"
            )
            yield diagnostic("leaking-asset", entry.place(("file",)), message, hint)
