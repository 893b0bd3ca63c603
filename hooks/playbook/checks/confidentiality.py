"""Who may read what, and where what is restricted may stand."""

import difflib
from collections.abc import Iterator
from datetime import date

from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.links import Playbook, leaves


def audiences_exist(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """An audience an entry or a field is kept for is one of those the settings declare."""
    known = sorted(playbook.audiences.reads)
    for entry in playbook.all():
        name = entry.fields.audience
        if name is not None and name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f'did you mean "{near[0]}"?' if near else f"write one of {', '.join(known)}"
            place = entry.place(("audience",))
            yield diagnostic("unknown-audience", place, f'no audience "{name}"', hint)
        for field, kept_for in {(leaf.path[0], leaf.audience) for leaf in leaves(entry.fields)}:
            if kept_for is not None and kept_for not in known:
                place = entry.place((field,), of_key=True)
                message = f'"{field}" is kept for "{kept_for}", which the settings do not declare'
                hint = f"add « {kept_for}: [{known[0]}] » to the audiences of playbook.yml"
                yield diagnostic("unknown-audience", place, message, hint)


def restricted_stands_apart(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """With `confidential: separate`, what not everybody may read stands in a second data folder."""
    if playbook.settings.confidential != "separate":
        return
    for entry in playbook.all():
        everybody = playbook.audiences.readers()
        of_entry = playbook.audiences.of_entry(entry)
        kept: set[Place] = set()
        if playbook.audiences.readers(of_entry) != everybody:
            kept = {entry.place()}
        else:
            kept = {
                entry.place((leaf.path[0],), of_key=True)
                for leaf in leaves(entry.fields)
                if leaf.audience is not None
                and playbook.audiences.readers(leaf.audience) != everybody
            }
        for place in kept:
            if place.file.startswith(playbook.open_root):
                message = "this is not for everybody, and whoever opens the repository reads it"
                hint = "move it to the second data folder"
                yield diagnostic("restricted-in-public", place, message, hint)
