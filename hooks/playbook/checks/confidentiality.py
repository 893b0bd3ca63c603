"""Who may read what, and where what is restricted may stand."""

from collections.abc import Iterator
from datetime import date

from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.linking.playbook import Playbook
from playbook.linking.translations import forms, written
from playbook.validation.entry import Entry


def restricted_stands_apart(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What is restricted stands in no repository that others than its readers may open.

    With `confidential: separate` everybody may open that of the first data folder.
    """
    for entry in playbook.all():
        for form in forms(entry):
            for place, readers in _kept(playbook, form).items():
                yield from _open_to_others(playbook, place, readers)
    offered = {entry.fields.file for entry in documents(playbook, everybody=True)}
    for entry in documents(playbook, everybody=False):
        asset = playbook.assets.get(entry.fields.file or "")
        if asset is not None and asset.name not in offered:
            readers = playbook.audiences.readers(playbook.audiences.of_entry(entry))
            yield from _open_to_others(playbook, asset.place, readers, asset.restricted)


def _open_to_others(
    playbook: Playbook, place: Place, readers: frozenset[str], apart: bool = False
) -> Iterator[Diagnostic]:
    apart = apart or place.file in playbook.restricted
    others = _openers(playbook, apart) - readers
    if others:
        message = f"whoever opens the repository reads this ({', '.join(sorted(others))} too)"
        hint = "let fewer open the repository, in playbook.yml"
        if not apart:
            hint = "move it to the second data folder"
        yield diagnostic("restricted-in-public", place, message, hint)


def _openers(playbook: Playbook, apart: bool) -> frozenset[str]:
    """The audiences that may open the repository of the first data folder, or of the second."""
    if not apart and playbook.settings.confidential == "separate":
        return playbook.audiences.readers()
    forge = playbook.settings.forge
    repository = forge.confidential if forge is not None and apart else forge
    return playbook.audiences.readers(repository.readers) if repository else frozenset()


def _kept(playbook: Playbook, entry: Entry) -> dict[Place, frozenset[str]]:
    """Where an entry is kept from some: its id, else the names of its fields; and who may read it."""
    everybody = playbook.audiences.readers()
    readers = playbook.audiences.readers(playbook.audiences.of_entry(entry))
    if readers != everybody:
        return {entry.top: readers}
    return {
        entry.place((leaf.path[0],), of_key=True): playbook.audiences.readers(leaf.audience)
        for leaf in written(entry)
        if leaf.audience is not None and playbook.audiences.readers(leaf.audience) != everybody
    }


def second_folder_is_for_few(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """Nothing in the second data folder is for everybody: who writes there means it for few."""
    everybody = playbook.audiences.readers()
    for entry in playbook.all() if playbook.restricted else ():
        if playbook.audiences.readers(playbook.audiences.of_entry(entry)) != everybody:
            continue
        whole = {entry.top} if entry.file in playbook.restricted else set()
        for place in sorted(whole or _for_everybody(playbook, entry)):
            message = "everybody reads this, and it stands in the second data folder"
            hint = "move it to the first, or say with « audience: » who may read it"
            yield diagnostic("public-in-restricted", place, message, hint)


def _for_everybody(playbook: Playbook, entry: Entry) -> set[Place]:
    """The names of fields that stand in the second data folder, and that everybody reads."""
    everybody = playbook.audiences.readers()
    return {
        place
        for form in forms(entry)
        for leaf in written(form)
        if leaf.audience is None or playbook.audiences.readers(leaf.audience) == everybody
        for place in (form.place((leaf.path[0],), of_key=True),)
        if place.file in playbook.restricted
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
