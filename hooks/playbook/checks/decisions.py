"""Decisions have one answer for every case; the proof is the engine's."""

from collections.abc import Iterator
from datetime import date

from playbook.decisions import analyse
from playbook.diagnostics import Diagnostic, Severity
from playbook.links import Playbook, references_of, threshold_values


def decisions_are_whole(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A decision leaves no case without an answer, and none with two; its examples hold."""
    values = threshold_values(playbook.entries, playbook.aliases)
    for entry in playbook.entries["decisions"].values():
        bounds = (one.id for one in references_of(entry) if one.kind == "thresholds")
        # A bound nobody knows is said where it stands: what else would follow from it is not true.
        if all(bound in values for bound in bounds):
            yield from _once(tuple(analyse(entry.fields, entry.node, values)))


def _once(found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """An outcome that no walk reaches cannot be tested either: that is said once."""
    wrong = {one.place.line for one in found if one.severity is Severity.ERROR}
    for one in found:
        if one.code != "untested-outcome" or one.place.line not in wrong:
            yield one
