"""When an entry is due for review, and what its approval covers."""

from datetime import date

from playbook.calendar import after
from playbook.fingerprint import fingerprint
from playbook.links import Playbook, leaves
from playbook.model.scalars import Line, Prose
from playbook.validate import Entry

# What may change without a new approval: the care of the entry, not what it says.
_CARE = frozenset({"status", "owner", "review", "approval", "keywords", "aliases", "related"})


def next_review(playbook: Playbook, entry: Entry) -> date | None:
    """The day by which the entry is to be read over; None when it has no review."""
    review = entry.fields.review
    if review is None:
        return None
    defaults = playbook.settings.defaults.get(entry.kind)
    every = review.every or (defaults.review if defaults else None)
    return after(review.last, every) if every else None


def translation_fingerprint(entry: Entry) -> str:
    """The fingerprint of the texts of an entry: what a translation of it translates."""
    return fingerprint(
        f"{'.'.join(map(str, leaf.path))}={leaf.value}"
        for leaf in leaves(entry.fields)
        if isinstance(leaf.value, Line | Prose) and leaf.path[0] not in _CARE
    )


def approval_fingerprint(entry: Entry) -> str:
    """The fingerprint of all the entry says, care apart."""
    return fingerprint(
        f"{'.'.join(map(str, leaf.path))}={leaf.value}"
        for leaf in leaves(entry.fields)
        if leaf.path[0] not in _CARE
    )
