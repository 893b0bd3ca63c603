"""Files to download."""

from collections.abc import Iterator
from datetime import date

from playbook.diagnostics import Diagnostic, diagnostic
from playbook.folder.data_folder import ASSETS
from playbook.linking.playbook import Playbook
from playbook.suggest import Nearest


def assets_are_there(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A document's file stands in the folder `assets/`."""
    nearest = Nearest()
    for entry in playbook.entries["documents"].values():
        name = entry.fields.file
        if name is None or name in playbook.assets:
            continue
        near = nearest.near(name, ASSETS, playbook.assets)
        hint = f'did you mean "{near}"?' if near else "put the file in the folder assets/"
        place = entry.place(("file",))
        yield diagnostic("missing-asset", place, f'no file "{name}" in assets/', hint)


def assets_are_used(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """Every file of `assets/` belongs to a document: what belongs to nobody is nobody's to check."""
    if any(kind == "documents" for kind, _ in playbook.broken):
        return
    used = {entry.fields.file for entry in playbook.entries["documents"].values()}
    for asset in playbook.assets.values():
        if asset.name not in used:
            hint = "name it in the field « file » of a document, or delete it"
            yield diagnostic("unused-asset", asset.place, f'no document uses "{asset.name}"', hint)
