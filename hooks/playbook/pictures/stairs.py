"""A decision by its amount, as stairs: from one bound to the next, one step.

An amount may be asked at several places of a decision, after other answers each: each is a flight.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import log10

from playbook.decisions.flow import Outcome, Question
from playbook.decisions.walk.unfold import Branch, Node, OutcomeNode, QuestionNode, nodes

_MOST_NODES = 500
"""Of a decision with more nobody sees anything at a glance."""
_MOST_STEPS = 12

Given = dict[str, tuple[Question, Branch]]
"""By the id of a question the answer that every way has given."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one bound to the next."""

    branch: Branch
    reach: float
    """How far it reaches, in per cent of the longest: where it ends among the amounts, by their magnitude."""
    low: str | None
    high: str | None
    """Its first and last amount, as an address holds them."""
    ends: tuple[Outcome, ...]
    """Where it may end; one where nothing else is asked."""


@dataclass(frozen=True, slots=True)
class Flight:
    """The steps of an amount asked at one place: `place` is that of the node in the graph."""

    asked: Question
    place: int
    given: tuple[tuple[Question, Branch], ...]
    steps: tuple[Step, ...]

    @property
    def ends(self) -> tuple[Outcome, ...]:
        """Where any of its steps may end."""
        return tuple(end for step in self.steps for end in step.ends)

    @property
    def thresholds(self) -> frozenset[str]:
        """The ids of those that bound its steps."""
        edges = [
            edge for step in self.steps for edge in (step.branch.lower, step.branch.upper) if edge
        ]
        return frozenset(name for edge in edges for name in edge.thresholds)


def flights(root: Node, day: date) -> tuple[Flight, ...]:
    """Every flight of a decision's graph, as it is on `day`, in the order of its walks."""
    order = nodes(root)
    if len(order) > _MOST_NODES:
        return ()
    ends = _ends(order, day)
    given: dict[int, Given] = {id(root): {}}
    found = []
    for place, node in enumerate(order):
        if isinstance(node, OutcomeNode) or id(node) not in given:
            continue
        here = given[id(node)]
        open_ = list(_open(node, day))
        for branch in open_:
            way = here if node.on_request else {**here, node.question.id: (node.question, branch)}
            given[id(branch.node)] = _common(given.get(id(branch.node)), way)
        if node.question.axis.measure == "money" and not node.on_request:
            steps = tuple(_steps(node, open_, ends))
            if 1 < len(steps) <= _MOST_STEPS:
                found.append(Flight(node.question, place, tuple(here.values()), steps))
    return tuple(found)


def _open(node: QuestionNode, day: date) -> Iterator[Branch]:
    """The answers of a question; of a date that is today's, that of the day."""
    if not node.on_request:
        yield from node.branches
        return
    today = node.question.axis.number(day)
    yield from (one for one in node.branches if one.span is not None and today in one.span)


def _common(before: Given | None, way: Given) -> Given:
    """What two ways to one place both answer."""
    if before is None:
        return way
    return {
        name: (asked, branch)
        for name, (asked, branch) in before.items()
        if name in way and (branch.id, branch.span) == (way[name][1].id, way[name][1].span)
    }


def _ends(order: Sequence[Node], day: date) -> dict[int, dict[str, Outcome]]:
    """Of each node the outcomes it may lead to, by id."""
    found: dict[int, dict[str, Outcome]] = {}
    for node in reversed(order):
        if isinstance(node, OutcomeNode):
            found[id(node)] = {node.outcome.id: node.outcome}
        else:
            found[id(node)] = {
                name: end
                for branch in _open(node, day)
                for name, end in found[id(branch.node)].items()
            }
    return found


def _steps(
    node: QuestionNode, branches: Sequence[Branch], ends: dict[int, dict[str, Outcome]]
) -> Iterator[Step]:
    ranges = [one for one in branches if one.span is not None]
    uppers = [one.upper.value if one.upper is not None else None for one in ranges]
    axis = node.question.axis
    for branch, reach in zip(ranges, reaches(uppers), strict=True):
        low, high = branch.span or (0, None)
        yield Step(
            branch,
            reach,
            axis.text(low) if branch.lower is not None else None,
            axis.text(high) if branch.upper is not None and high is not None else None,
            tuple(ends[id(branch.node)].values()),
        )


def reaches(uppers: Sequence[object]) -> list[float]:
    """How far steps that end at these amounts reach, in per cent; the last to the end.

    Amounts stand by their magnitude, as 500, 5 000 and 50 000 are three like steps; where one has none
    (nought, or less), each step is as long as the others.
    """
    if len(uppers) < 2:
        return [100.0 for _ in uppers]
    amounts = [one for one in uppers[:-1] if isinstance(one, Decimal)]
    if len(amounts) < len(uppers) - 1 or any(one <= 0 for one in amounts):
        return [round(100 * (at + 1) / len(uppers), 1) for at in range(len(uppers))]
    marks = [log10(one) for one in amounts]
    whole = marks[-1] - marks[0] + 2  # from a tenth of the first to ten times the last
    return [*(round(100 * (one - marks[0] + 1) / whole, 1) for one in marks), 100.0]
