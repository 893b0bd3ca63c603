"""The pages written by hand in `docs/`, which every edition holds."""

from collections.abc import Iterator
from datetime import date

from playbook.diagnostics import Diagnostic, Place, diagnostic
from playbook.linking.playbook import Playbook
from playbook.texts import handwritten


def pages_by_hand_run_nothing(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What is copied from `docs/` is Markdown, pictures and documents; nothing a browser would run."""
    for fault in handwritten.faults(playbook.settings.languages):
        place = Place(fault.path.as_posix())
        if fault.written:
            lines = fault.path.read_text("utf-8").split("\n")
            row = next((n for n, line in enumerate(lines) if fault.written in line), None)
            if row is not None:
                column = lines[row].index(fault.written) + 1
                place = Place(place.file, row + 1, column, len(fault.written))
        yield diagnostic("unsafe-file", place, fault.message, fault.hint)
