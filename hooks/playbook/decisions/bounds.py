"""The thresholds that bound a decision's answers: each with the question it bounds, and on which days."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from playbook.audiences import AnyEntry
from playbook.decisions.flow import Path
from playbook.model.aliases import Aliases
from playbook.model.decisions import Answer, Input, Question, Range, Table, Tree
from playbook.model.scalars import Ref

_SIDES = {"since": "from", "above": "above", "below": "below", "up_to": "up_to"}
_ONE = timedelta(days=1)


class Days(NamedTuple):
    """The days for which something decides, both included; None is without end."""

    first: date | None = None
    last: date | None = None


class Bound(NamedTuple):
    """A bound written with a threshold's id, at `path` inside the decision's entry.

    `name` is the id of the question `asked`. `days` are those its row speaks of, or the way to it
    in a tree; without ends where none is asked for.
    """

    path: Path
    threshold: Ref
    name: str
    asked: Question | Input
    days: Days = Days()


Thresholds = Mapping[str, Decimal | date]


def bounds(decision: Tree | Table, thresholds: Thresholds) -> Iterator[Bound]:
    """Every bound of `decision` that names a threshold; `thresholds` are all there are, by id."""
    part = "questions" if isinstance(decision, Tree) else "inputs"
    for name, question in asked_by(decision).items():
        for field in ("min", "max"):
            bound = getattr(question, field)
            if isinstance(bound, Ref):
                yield Bound((part, name, field), bound, name, question)
    if isinstance(decision, Tree):
        yield from _of_tree(decision, thresholds)
    else:
        yield from _of_table(decision, thresholds)


def asked_by(decision: Tree | Table) -> Mapping[str, Question | Input]:
    """What a decision asks, by id."""
    return decision.questions if isinstance(decision, Tree) else decision.inputs


def _of_tree(tree: Tree, thresholds: Thresholds) -> Iterator[Bound]:
    asked = _days_of_questions(tree, thresholds)
    for name, question in tree.questions.items():
        for key, answer in question.answers.items():
            days = _both(asked.get(name, Days()), _days(question, answer, thresholds))
            for side, bound in _named(answer):
                path = ("questions", name, "answers", key, side)
                yield Bound(path, bound, name, question, days)


def _days_of_questions(tree: Tree, thresholds: Thresholds) -> Mapping[str, Days]:
    """The days on which each question of a tree is asked: from the first to the last, by any way."""
    found = {str(tree.start): Days()}
    open_ = [str(tree.start)]
    while open_:  # until nothing is asked on further days: a way may lead back
        name = open_.pop()
        question = tree.questions.get(name)
        if question is None:
            continue
        ways = [(one.go, _days(question, one, thresholds)) for one in question.answers.values()]
        for target, said in [*ways, (question.unknown, Days())]:
            days = _both(found[name], said)
            if target is None or (days.first or date.min) > (days.last or date.max):
                continue
            wider = _either(found.get(target, days), days)
            if found.get(target) != wider:
                found[target] = wider
                open_.append(target)
    return found


def _of_table(table: Table, thresholds: Thresholds) -> Iterator[Bound]:
    for index, row in enumerate(table.rows):
        days = Days()
        for name, condition in row.when.items():
            if name in table.inputs and isinstance(condition, Range):
                days = _both(days, _days(table.inputs[name], condition, thresholds))
        for name, condition in row.when.items():
            question = table.inputs.get(name)
            if question is not None and isinstance(condition, Range):
                for side, bound in _named(condition):
                    path = ("rows", index, "when", name, side)
                    yield Bound(path, bound, name, question, days)


def _named(ranged: Range | Answer) -> Iterator[tuple[str, Ref]]:
    for field, side in _SIDES.items():
        bound = getattr(ranged, field)
        if isinstance(bound, Ref):
            yield side, bound


def _days(question: Question | Input, ranged: Range | Answer, thresholds: Thresholds) -> Days:
    """The days of a range; a date that is not today's unless said is none on which one decides."""
    if question.default != "today":
        return Days()
    since, above, below, up_to = (_day(getattr(ranged, field), thresholds) for field in _SIDES)
    first = since or (above + _ONE if above is not None and above < date.max else None)
    last = up_to or (below - _ONE if below is not None and below > date.min else None)
    return Days(first, last)


def _both(one: Days, other: Days) -> Days:
    """The days that lie in both."""
    return Days(
        max((day for day in (one.first, other.first) if day), default=None),
        min((day for day in (one.last, other.last) if day), default=None),
    )


def _either(one: Days, other: Days) -> Days:
    """The days from the first to the last of both."""
    return Days(
        min(one.first, other.first) if one.first and other.first else None,
        max(one.last, other.last) if one.last and other.last else None,
    )


def _day(bound: Decimal | date | Ref | None, thresholds: Mapping[str, object]) -> date | None:
    found = thresholds.get(bound) if isinstance(bound, Ref) else bound
    return found if isinstance(found, date) else None


def threshold_values(
    entries: Mapping[str, Mapping[str, AnyEntry]], aliases: Aliases
) -> Mapping[str, Decimal | date]:
    """Every threshold's value by its id and former ids."""
    found = {name: entry.fields.value for name, entry in entries["thresholds"].items()}
    former = {alias: found[name] for kind, alias, name in aliases if kind == "thresholds"}
    return MappingProxyType({**found, **former})
