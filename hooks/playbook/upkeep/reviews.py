"""When an entry is due for review, and what its approval covers."""

from collections.abc import Iterator
from datetime import date

from playbook.decisions.bounds import bounds
from playbook.figures.reading import Period
from playbook.linking.playbook import Playbook
from playbook.model import Settings
from playbook.model.leaves import Leaf
from playbook.model.texts import Text
from playbook.upkeep.calendar import after
from playbook.upkeep.fingerprint import fingerprint
from playbook.validation.entry import Entry

_RETENTION = Period(24, "month")
# What may change without a new approval: the care of the entry, not what it says.
_CARE = frozenset(
    {"status", "owner", "review", "approval", "keywords", "aliases", "related", "moment", "icon"}
)


def next_review(playbook: Playbook, entry: Entry) -> date | None:
    """The day by which the entry is to be read over; None when it has no review."""
    review = entry.fields.review
    if review is None:
        return None
    defaults = playbook.settings.defaults.get(entry.kind)
    every = review.every or (defaults.review if defaults else None)
    return after(review.last, every) if every else None


def has_outgrown(playbook: Playbook, entry: Entry) -> bool:
    """Whether an entry's text is newer than its approval; one that covers none is of no known text."""
    approval = entry.fields.approval
    if approval is None or approval.covers is None:
        return False
    return bool(approval.covers != approval_fingerprint(playbook, entry))


def forget_after(settings: Settings, engagement: Entry) -> date | None:
    """The last day on which an ended engagement may be kept; None of one that has not ended."""
    ended = engagement.fields.ended
    return None if ended is None else after(ended, settings.retention or _RETENTION)


# A fingerprint tells whoever guesses right that it was right: one in a file that many open says
# nothing of what stands in the second data folder.


def translation_fingerprint(playbook: Playbook, entry: Entry, file: str) -> str:
    """The fingerprint of what the translation in `file` translates: the texts of its data folder."""
    apart = file in playbook.restricted
    return fingerprint(
        f"{'.'.join(map(str, leaf.path))}={leaf.value}"
        for leaf in entry.leaves
        if isinstance(leaf.value, Text)
        and leaf.path[0] not in _CARE
        and _stands_apart(playbook, entry, leaf) == apart
    )


def approval_fingerprint(playbook: Playbook, entry: Entry) -> str:
    """The fingerprint of all the entry says to who may open its approval's file, care apart.

    Of a decision also what its thresholds are worth: by another figure it would decide otherwise.
    """
    apart = entry.place(("approval",)).file in playbook.restricted
    own = [
        f"{'.'.join(map(str, leaf.path))}={leaf.value}"
        for leaf in entry.leaves
        if leaf.path[0] not in _CARE and (apart or not _stands_apart(playbook, entry, leaf))
    ]
    return fingerprint([*own, *_figures(playbook, entry, apart)])


def _figures(playbook: Playbook, entry: Entry, apart: bool) -> Iterator[str]:
    """What the thresholds that bound a decision are worth, in the order of their names."""
    named = (
        {bound.threshold for bound in bounds(entry.fields, {})} if entry.kind == "decisions" else ()
    )
    for name in sorted(named):
        found = playbook.get("thresholds", name)
        if found is not None and (apart or found.file not in playbook.restricted):
            fields = found.fields
            yield f"threshold:{name}={fields.value} {fields.unit} {fields.tax}"


def _stands_apart(playbook: Playbook, entry: Entry, leaf: Leaf) -> bool:
    if not playbook.restricted:
        return False
    return entry.place(leaf.path).file in playbook.restricted
