"""What goes out of date when nobody looks: owners, reviews, approvals, contracts, engagements."""

from collections.abc import Iterator
from datetime import date, timedelta

from playbook.diagnostics import Diagnostic, Related, diagnostic
from playbook.linking.playbook import Playbook
from playbook.model.leaves import value_at
from playbook.source import Path
from playbook.upkeep.reviews import forget_after, next_review
from playbook.validation.entry import Entry
from playbook.validation.missing_fields import adding

_EVERYWHERE: tuple[tuple[Path, Path], ...] = ((("effective", "from"), ("effective", "until")),)
_SPANS: dict[str, tuple[tuple[Path, Path], ...]] = {
    "roadmap": ((("start",), ("due",)),),
    "engagements": ((("since",), ("revisit",)), (("since",), ("ended",))),
}
# The days of what has been done, each with the states in which it has been (none: always).
_DONE: dict[str, tuple[tuple[Path, frozenset[str]], ...]] = {
    "sources": ((("read",), frozenset()),),
    "engagements": (
        (("ended",), frozenset()),
        (("since",), frozenset({"running", "paused", "ended"})),
    ),
    "roadmap": ((("start",), frozenset({"running", "done"})),),
}
_DONE_ALWAYS: tuple[tuple[Path, frozenset[str]], ...] = (
    (("review", "last"), frozenset()),
    (("approval", "date"), frozenset()),
)
# Words and where they come from have no life of their own: nobody owns or reviews a definition.
_TIMELESS = frozenset({"glossary", "sources"})


def _approved(playbook: Playbook) -> Iterator[Entry]:
    for entry in playbook.all():
        if entry.fields.status == "approved" and entry.kind not in _TIMELESS:
            yield entry


def approved_has_an_owner(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """An approved entry has an owner: a role that answers for it."""
    for entry in _approved(playbook):
        if entry.fields.owner is None:
            place = entry.place(("status",))
            hint = "add a line « owner: » and a role"
            hint = adding("owner", entry.node, [type(entry.fields)], hint)
            yield diagnostic("no-owner", place, "approved, and nobody answers for it", hint)


def approved_has_a_review(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """An approved entry says when it was last read over."""
    for entry in _approved(playbook):
        if entry.fields.review is None:
            place = entry.place(("status",))
            hint = "add « review: » with the lines « last: » and « every: »"
            hint = adding("review", entry.node, [type(entry.fields)], hint)
            yield diagnostic(
                "no-review", place, "approved, and nothing says when to read it over", hint
            )


def review_is_not_overdue(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """The next review of a published entry has not passed."""
    for entry in playbook.all():
        due = next_review(playbook, entry)
        if due is not None and due < today and entry.fields.status in ("approved", "in-review"):
            place = entry.place(("review", "last"))
            hint = "read it over, then write today's date here"
            yield diagnostic("review-overdue", place, f"to be reviewed since {due}", hint)


def retired_says_what_replaces_it(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A retired entry points to what replaces it."""
    for entry in playbook.all():
        if entry.fields.status == "retired" and entry.fields.replaced_by is None:
            place = entry.place(("status",))
            hint = "add a line « replaced_by: » with a kind and an id, as rule:mise-en-concurrence"
            hint = adding("replaced_by", entry.node, [type(entry.fields)], hint)
            yield diagnostic(
                "retired-without-successor",
                place,
                "retired, and nothing says what replaces it",
                hint,
            )


def contracts_run(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A perimeter's contracts have not ended."""
    for entry in playbook.entries["perimeters"].values():
        for index, contract in enumerate(entry.fields.contracts):
            if contract.ends < today:
                place = entry.place(("contracts", index, "ends"))
                hint = "write the new end, or take the contract out"
                yield diagnostic("contract-ended", place, "this contract has ended", hint)


def thresholds_are_used(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """Every threshold is a bound of a decision or is cited: one nobody uses nobody keeps true."""
    if playbook.broken:
        return
    named = (one.id for one in playbook.references if one.kind == "thresholds")
    used = {playbook.aliases.of("thresholds", name) for name in named}
    for entry in playbook.entries["thresholds"].values():
        status = entry.fields.status
        if status != "retired" and entry.id not in used:
            # Once published, its address stays: see `vanished-id`.
            end = "delete it" if status == "draft" else "write « status: retired » in it"
            hint = f"cite it as <threshold:{entry.id}>, or {end}"
            yield diagnostic("unused-threshold", entry.place(), "nothing uses this threshold", hint)


def engagements_are_revisited(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A running engagement is looked at again by its date."""
    for entry in playbook.entries["engagements"].values():
        if entry.fields.state != "ended" and entry.fields.revisit < today:
            place = entry.place(("revisit",))
            hint = "say how it stands, then set a new date, six months from now at most"
            yield diagnostic("revisit-overdue", place, "its date has passed", hint)


def engagements_are_forgotten_in_time(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """An ended engagement is deleted when its retention is over (rule: 24 months unless said)."""
    for entry in playbook.entries["engagements"].values():
        last = forget_after(playbook.settings, entry)
        if last is not None and last < today:
            place = entry.place(("ended",))
            message = f"it ought to have been deleted on {last}"
            yield diagnostic("past-retention", place, message, "delete the file")


def dates_run_forward(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What ends does so after it has begun."""
    for entry in playbook.all():
        for first, second in _SPANS.get(entry.kind, ()) + _EVERYWHERE:
            begin, end = value_at(entry.fields, first), value_at(entry.fields, second)
            if begin is not None and end is not None and end < begin:
                message = f'"{second[-1]}" comes before "{first[-1]}"'
                related = (Related("it begins here", entry.place(first)),)
                hint = f"write a day from {begin} on"
                yield diagnostic("wrong-value", entry.place(second), message, hint, related)


def what_was_done_is_past(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """Nobody has read, approved or ended anything on a day to come."""
    tomorrow = today + timedelta(days=1)  # somewhere it is that already
    for entry in playbook.all():
        for path, states in (*_DONE_ALWAYS, *_DONE.get(entry.kind, ())):
            day = value_at(entry.fields, path)
            if day is None or day <= tomorrow or (states and entry.fields.state not in states):
                continue
            place = entry.place(path)
            message = f"this has been done, and {day} is still to come"
            yield diagnostic("future-date", place, message, "write the day on which it was done")


def ended_says_when(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """An engagement that has ended says when, or it could not be forgotten in time."""
    for entry in playbook.entries["engagements"].values():
        if entry.fields.state == "ended" and entry.fields.ended is None:
            hint = "add a line « ended: » with the day"
            message = 'the field "ended" is missing'
            yield diagnostic("missing-field", entry.place(("state",)), message, hint)


def incompatible_roles_do_not_deputise(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A role's deputy is none of the roles it must be kept apart from."""
    roles = playbook.entries["roles"]
    for entry in roles.values():
        apart = set(entry.fields.incompatible_with)
        for index, deputy in enumerate(entry.fields.deputies):
            other = roles.get(deputy)
            if deputy in apart or (other and entry.id in other.fields.incompatible_with):
                place = entry.place(("deputies", index))
                related = [Related("the two are kept apart", other.place())] if other else []
                message = f'"{deputy}" may not stand in for "{entry.id}"'
                yield diagnostic("role-conflict", place, message, "name another deputy", related)
