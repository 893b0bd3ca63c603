"""The settings of `playbook.yml`."""

import difflib
from collections.abc import Iterator
from datetime import date

from playbook.diagnostics import Diagnostic, diagnostic
from playbook.links import Playbook
from playbook.model.kinds import WORDS


def defaults_name_kinds(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What holds by default holds for a kind there is."""
    for kind in playbook.settings.defaults:
        if kind not in WORDS:
            near = difflib.get_close_matches(kind, WORDS, 1)
            hint = f'did you mean "{near[0]}"?' if near else f"the kinds are {', '.join(WORDS)}"
            place = playbook.about.place(("defaults", kind), of_key=True)
            yield diagnostic("unknown-kind", place, f'"{kind}" is no kind of entry', hint)
