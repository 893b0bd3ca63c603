"""The thresholds that bound a decision's answers: each with the question it bounds, and on which days."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from playbook.decisions.flow import Path
from playbook.model.decisions import Answer, Input, Question, Range, Row, Table, Tree
from playbook.model.scalars import Ref

_SIDES = {"since": "from", "above": "above", "below": "below", "up_to": "up_to"}
_ONE = timedelta(days=1)


class Days(NamedTuple):
    """The days for which something decides, both included; None is without end."""

    first: date | None = None
    last: date | None = None


class Bound(NamedTuple):
    """A bound written with a threshold's id, at `path` inside the decision's entry.

    `name` is the id of the question `asked`. `days` are those its row speaks of; None where the
    decision asks no date, or where the row holds whatever it is.
    """

    path: Path
    threshold: Ref
    name: str
    asked: Question | Input
    days: Days | None = None


def bounds(decision: Tree | Table, thresholds: Mapping[str, Decimal | date]) -> Iterator[Bound]:
    """Every bound of `decision` that names a threshold; `thresholds` are all there are, by id."""
    asked: Mapping[str, Question | Input]
    if isinstance(decision, Tree):
        asked, part = decision.questions, "questions"
    else:
        asked, part = decision.inputs, "inputs"
    for name, question in asked.items():
        for field in ("min", "max"):
            bound = getattr(question, field)
            if isinstance(bound, Ref):
                yield Bound((part, name, field), bound, name, question)
    if isinstance(decision, Tree):
        yield from _of_tree(decision)
    else:
        yield from _of_table(decision, thresholds)


def _of_tree(tree: Tree) -> Iterator[Bound]:
    for name, question in tree.questions.items():
        for key, answer in question.answers.items():
            for side, bound in _named(answer):
                yield Bound(("questions", name, "answers", key, side), bound, name, question)


def _of_table(table: Table, thresholds: Mapping[str, Decimal | date]) -> Iterator[Bound]:
    for index, row in enumerate(table.rows):
        days = _days(table, row, thresholds)
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


def _days(table: Table, row: Row, thresholds: Mapping[str, Decimal | date]) -> Days | None:
    """The days that a row of a table speaks of; a date that is not today's unless said is no such day."""
    found: Days | None = None
    for name, condition in row.when.items():
        question = table.inputs.get(name)
        if question is None or question.default != "today" or not isinstance(condition, Range):
            continue
        since, above, below, up_to = (
            _day(getattr(condition, field), thresholds) for field in _SIDES
        )
        first = since or (above + _ONE if above is not None and above < date.max else None)
        last = up_to or (below - _ONE if below is not None and below > date.min else None)
        known = found or Days()
        found = Days(
            max((one for one in (first, known.first) if one), default=None),
            min((one for one in (last, known.last) if one), default=None),
        )
    return found


def _day(bound: Decimal | date | Ref | None, thresholds: Mapping[str, object]) -> date | None:
    found = thresholds.get(bound) if isinstance(bound, Ref) else bound
    return found if isinstance(found, date) else None
