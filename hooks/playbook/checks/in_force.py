"""What decides holds on the day: bounds, and all else that an entry in force names."""

from collections.abc import Iterator
from datetime import date, timedelta

from playbook.decisions.bounds import Bound, Days, asked_by
from playbook.diagnostics import Diagnostic, Place, Related, diagnostic
from playbook.linking.playbook import Playbook
from playbook.linking.references import Reference
from playbook.model import WORDS
from playbook.upkeep.in_force import begins, ends, standing
from playbook.validation.entry import Entry

_SOON = timedelta(days=90)
# An entry names these without resting on them: what is over may be told of.
_TOLD = frozenset({"related", "sources", "replaced_by", "approval"})
# What these name decides with them, but for who answers for the entry: it must hold already.
_RESTING = frozenset({"decisions", "rules", "roles", "perimeters"})
_DECIDING = ("decisions", "rules", "thresholds", "roles", "documents")


def bounds_are_in_force(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A threshold that bounds a decision has a value in force on the days for which it decides."""
    for decision, bound, threshold in playbook.bounds:
        why = _not_in_force(decision, bound, threshold, today)
        if why:
            message = f'threshold "{bound.threshold}" has no value in force here: {why}'
            place = decision.place(bound.path)
            related = (Related("the threshold", _place(threshold, today)),)
            hint = _instead(playbook, threshold, today) + _undated(decision, bound)
            warn = standing(decision.fields, today) != "approved"
            yield diagnostic("bound-not-in-force", place, message, hint, related, warn)


def _not_in_force(decision: Entry, bound: Bound, threshold: Entry, today: date) -> str:
    """Why `threshold` does not hold when `bound` decides; empty where it does."""
    if standing(decision.fields, today) in ("retired", "over"):
        return ""  # it decides nothing itself
    days = _days(decision, bound, today)
    fields = threshold.fields
    status, last = fields.status, ends(fields)
    if status in ("draft", "in-review"):
        # What is published names no draft: that is said already. Two may be in review together.
        waits = status == "draft" or decision.fields.status != "approved"
        return "" if waits else "it is in-review"
    if days is None:
        return ""
    # Of a row for days that are past, a threshold that ended with them is right.
    if status == "retired" and not (last and days.last and days.last <= last):
        return "it is retired"
    since = begins(fields)
    if since is not None and days.first is not None and days.first < since:
        return f"it begins on {since}"
    # What goes on without an end decides today too, however long ago it began.
    open_ended = max(today, days.first) if days.first is not None else today
    until = days.last if bound.days.last and days.last else open_ended
    if last is not None and last < until:
        return f"it ended on {last}" if last < today else f"it ends on {last}"
    return ""


def _days(decision: Entry, bound: Bound, today: date) -> Days | None:
    """The days on which `bound` is asked for; None where there is none."""
    own = Days(begins(decision.fields), ends(decision.fields))
    now = max(today, own.first) if own.first is not None else today
    if bound.days == Days():
        return Days(now, own.last)
    first, last = bound.days
    if last is not None and own.last is not None:
        last = min(last, own.last)
    if first is not None and own.first is not None:
        first = max(first, own.first)
    if first is None:
        first = now if last is None or now <= last else last
    return Days(first, last) if last is None or first <= last else None


def _undated(decision: Entry, bound: Bound) -> str:
    """What makes a date the day of the decision: of any other nobody knows what it is asked for."""
    dates = [
        name
        for name, one in asked_by(decision.fields).items()
        if one.measure == "date" and one.default is None
    ]
    if not dates or bound.days != Days():
        return ""
    return f'; if "{dates[0]}" asks on which day one buys, write « default: today » in it'


def _place(entry: Entry, day: date) -> Place:
    """Where an entry says that it is not in force."""
    match standing(entry.fields, day):
        case "to-come":
            return entry.place(("effective", "from"))
        case "over":
            return entry.place(("effective", "until"))
    return entry.place(("status",))


def _instead(playbook: Playbook, entry: Entry, day: date) -> str:
    """What to write where `entry` is named and does not hold."""
    after = entry.fields.replaced_by
    successor = playbook.get(after.kind, str(after)) if after is not None else None
    if successor is not None:
        name = successor.id if successor.kind == entry.kind else f"{after.kind}:{successor.id}"
        return f'write "{name}", which replaces it'
    word = WORDS[entry.kind]
    match standing(entry.fields, day):
        case "in-review":
            return f"once it is approved, write « status: approved » in it, or name another {word}"
        case "to-come":
            return f"name the {word} that holds until then, or let both begin on the same day"
        case "over":
            return f"name the {word} that holds now, or write a later day in its « until: »"
    return f"name the {word} that holds now"


def references_are_in_force(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What an approved entry rests on (a role, a rule, a document …) is in force with it."""
    places: dict[tuple[str, str], list[Place]] = {}
    targets: dict[tuple[str, str], Entry] = {}
    bounding = {(decision.id, bound.path) for decision, bound, _ in playbook.bounds}
    for one in playbook.references:
        target = playbook.get(one.kind, one.id)
        bound = one.entry.kind == "decisions" and (one.entry.id, one.path) in bounding
        if target is None or bound or not _rests_on(one, target, today):
            continue
        targets[target.kind, target.id] = target
        places.setdefault((target.kind, target.id), []).append(one.place)
    for key, target in targets.items():
        first, *others = sorted(places[key])
        stands = standing(target.fields, today)
        more = f", and {len(others)} more places name it" if others[1:] else ""
        more = ", and one more place names it" if len(others) == 1 else more
        message = f"{WORDS[target.kind]}:{target.id} {_SAID[stands]}{more}"
        related = [Related("it says so here", _place(target, today))]
        related += [Related("it is named here too", place) for place in others[:3]]
        hint = _instead(playbook, target, today)
        yield diagnostic("reference-not-in-force", first, message, hint, related)


_SAID = {
    "in-review": "is in review: it decides nothing yet",
    "retired": "is retired",
    "to-come": "does not hold yet",
    "over": "holds no more",
}


def _rests_on(one: Reference, target: Entry, today: date) -> bool:
    """Whether what is in force, or will be, names what is not."""
    entry = one.entry
    if one.written is not None or one.path[0] in _TOLD or target is entry:
        return False
    day = today
    if entry.kind:
        stands = standing(entry.fields, today)
        if stands not in ("approved", "to-come") or entry.language is not None:
            return False
        day = max(today, begins(entry.fields) or today)
    stands = standing(target.fields, day)
    if stands in ("in-review", "to-come"):
        return entry.kind in _RESTING and one.path[0] != "owner"
    return stands in _SAID


def what_ends_is_seen_to(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What is approved has not ended, and what decides does not end within 90 days unseen.

    A threshold that ends with the rows it bounds has been seen to.
    """
    asked: dict[str, list[date | None]] = {}
    for _, bound, threshold in playbook.bounds:
        asked.setdefault(threshold.id, []).append(bound.days.last)
    for entry in playbook.all():
        last = ends(entry.fields)
        first = begins(entry.fields)
        backwards = last is not None and first is not None and last < first  # said as such
        if last is None or backwards or entry.fields.status != "approved":
            continue
        bounded = asked.get(entry.id, []) if entry.kind == "thresholds" else []
        seen_to = bool(bounded) and all(day is not None and day <= last for day in bounded)
        if seen_to or (bounded and last < today):  # else it is said at each bound
            continue
        place = entry.place(("effective", "until"))
        if last < today:
            hint = "write « status: retired » and what replaces it, or a later day"
            yield diagnostic("over", place, f"approved, and over since {last}", hint)
        elif last - today <= _SOON and entry.kind in _DECIDING:
            message = f"this ends {_in_days((last - today).days)}"
            if bounded:
                message += ", and decisions are bounded by it: after that nothing is published"
            hint = "have what replaces it approved by then, or write a later day"
            yield diagnostic("ends-soon", place, message, hint)


def _in_days(days: int) -> str:
    return f"in {days} days" if days > 1 else ("today", "tomorrow")[days]
