"""What prose may hold."""

import re
from collections.abc import Iterator
from datetime import date

from playbook.diagnostics import Diagnostic, diagnostic
from playbook.links import Playbook, leaves, prose_faults
from playbook.model.scalars import Line, Prose

_PERSONAL = (
    ("a mail address", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    ("a telephone number", re.compile(r"(?:\+33[ .]?|\b0)[1-9](?:[ .\u00a0\u202f-]?\d{2}){4}\b")),
    (
        "a person's name",
        re.compile(r"\b(?:M\.|MM\.|Mme|Mmes|Mlle|Mr|Mrs|Ms)[ \u00a0][A-ZÀ-Þ][\w’'-]+"),
    ),
)


def prose_is_plain(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """Prose holds no HTML, and its links lead to entries, to https or to a mail address."""
    for entry in playbook.all():
        yield from prose_faults(entry)


def no_personal_data(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What is kept from some readers names nobody: no name, no mail address, no telephone number."""
    everybody = playbook.audiences.readers()
    for entry in playbook.all():
        of_entry = playbook.audiences.of_entry(entry)
        for leaf in leaves(entry.fields):
            readers = playbook.audiences.readers(of_entry, leaf.audience)
            if not isinstance(leaf.value, Line | Prose) or readers == everybody:
                continue
            for what, pattern in _PERSONAL:
                for found in pattern.finditer(leaf.value):
                    place = entry.place_of(leaf.path, found.group())
                    hint = "write the role instead"
                    message = f"this looks like {what} in a restricted text"
                    yield diagnostic("personal-data", place, message, hint)
