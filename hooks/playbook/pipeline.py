"""The stages, in order: load → validate → link → analyse → view → render. MkDocs is not among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook import checks
from playbook.diagnostics import Diagnostic, in_order
from playbook.folder import load
from playbook.links import Playbook, link
from playbook.validate import validate


@dataclass(frozen=True, slots=True)
class Checked:
    """A playbook and everything wrong with it; no playbook when not even its settings are right."""

    playbook: Playbook | None
    found: tuple[Diagnostic, ...]


def check(roots: Sequence[Path], today: date) -> Checked:
    """Everything that can be said about the data folders `roots` on the day `today`."""
    folder = load(roots)
    validated = validate(folder)
    playbook, unlinked = link(validated, folder)
    analysed = checks.run(playbook, today) if playbook else ()
    return Checked(playbook, in_order([*folder.found, *validated.found, *unlinked, *analysed]))
