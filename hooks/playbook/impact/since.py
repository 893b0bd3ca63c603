"""Everything that is said only beside a revision: who reads what, and what is gone."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from playbook.diagnostics import Diagnostic
from playbook.folder.data_folder import Folder, load
from playbook.impact.readers import changed_readers
from playbook.impact.revision import at
from playbook.impact.vanished import vanished_ids
from playbook.linking.link import link
from playbook.linking.playbook import Playbook
from playbook.validation.validate import validate


def since(
    revision: str, roots: Sequence[Path], folder: Folder, playbook: Playbook, today: date
) -> Iterator[Diagnostic]:
    """What has changed since `revision` for readers and for links. Raises `RevisionError`.

    `folder` is what the data folders `roots` hold today.
    """
    if not all(root.is_dir() for root in roots):
        return  # what is not there is said already
    with at(revision, roots) as past:
        before = load(past.copies)
        validated = validate(before)
        then = link(validated, before)
        if then is not None:
            yield from changed_readers(then, playbook)
        yield from vanished_ids(past, before, validated, folder, playbook.settings, today)
