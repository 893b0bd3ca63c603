"""Decisions have one answer for every case; the proof is the engine's."""

from collections.abc import Iterator
from datetime import date

from playbook.decisions import analyse
from playbook.diagnostics import Diagnostic
from playbook.links import Playbook, threshold_values


def decisions_are_whole(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A decision leaves no case without an answer, and none with two; its examples hold."""
    values = threshold_values(playbook.entries, playbook.aliases)
    for entry in playbook.entries["decisions"].values():
        yield from analyse(entry.fields, entry.node, values)
