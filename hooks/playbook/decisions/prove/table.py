"""What is checked of a table. Every check is a generator; its docstring is the rule."""

from collections.abc import Iterator

from playbook.decisions.budget import SEARCH, Budget, SearchExhausted
from playbook.decisions.cells import Box
from playbook.decisions.flow import Path, Problem
from playbook.decisions.prove.cover import covering, meetings
from playbook.decisions.prove.partition import Part, Partition, gap_problems, overlap_problems
from playbook.decisions.table_flow import TableFlow
from playbook.figures.writing import Figures
from playbook.suggest import named

MOST_NAMED = 3
"""How many of the rows of which nothing could be proved are named."""


def table_problems(flow: TableFlow, figures: Figures, budget: Budget) -> Iterator[Problem]:
    """Everything about rows; nothing where a row could not be read, for it would not be true."""
    if not flow.sound:
        return
    of = partition(flow)
    meeting = meetings(flow.cells)
    same = tuple(same_rows(flow))
    yield from (problem for _, problem in same)
    said = {row for row, _ in same}
    # A case without an answer is worse than a row that never answers: it is sought first.
    yield from gap_problems(of, meeting, figures, budget)
    if flow.policy == "unique":
        yield from overlap_problems(of, meeting, figures, equals=False)
    else:
        yield from masked_rows(flow, of, meeting, said, figures, budget)
    yield from mergeable_rows(flow, meeting, said)
    yield from unused_inputs(flow)


def partition(flow: TableFlow) -> Partition:
    """The rows as parts of all that can be answered."""
    parts = []
    for index, row in enumerate(flow.rows):
        bounds = []
        for asked in flow.inputs:
            condition = row.when.get(asked.id)
            path: Path = ("rows", index, "when", asked.id)
            bounds.append((path, condition.limits if condition else ()))
        parts.append(Part(row.id, ("rows", index, "id"), tuple(bounds)))
    return Partition("row", flow.inputs, tuple(parts), flow.cells, ("rows",))


def same_rows(flow: TableFlow) -> Iterator[tuple[int, Problem]]:
    """`duplicate-row`, `conflicting-rows`: no two rows hold for the same cases.

    Each later row is reported once, with its number.
    """
    first: dict[Box, int] = {}
    for index, (row, box) in enumerate(zip(flow.rows, flow.cells.boxes, strict=True)):
        if row.aside:
            continue
        earlier = first.setdefault(box, index)
        if earlier == index:
            continue
        other = flow.rows[earlier].id
        related = ((f'the row "{other}"', ("rows", earlier, "id")),)
        if flow.outcomes[row.id].says == flow.outcomes[other].says:
            code, verb, hint = "duplicate-row", "and say the same", "delete one of the two"
        else:
            code, verb = "conflicting-rows", "and say different things"
            hint = "change the conditions of one of the two"
        message = f"the rows {named((other, row.id))} hold for the same cases {verb}"
        yield index, Problem(code, ("rows", index, "id"), message, hint, False, related)


def masked_rows(
    flow: TableFlow,
    of: Partition,
    meeting: list[int],
    said: set[int],
    figures: Figures,
    budget: Budget,
) -> Iterator[Problem]:
    """`masked-row`: with `policy: first`, every row is the first that holds for some case."""
    unproved = []
    unknown = {asked.unknown for asked in flow.inputs}
    for index, row in enumerate(flow.rows):
        earlier = meeting[index] & ((1 << index) - 1)
        if not earlier or index in said or row.id in unknown:
            continue
        path = ("rows", index, "id")
        try:
            rows = covering(flow.cells, index, earlier, Budget(SEARCH, budget))
        except SearchExhausted:
            unproved.append(index)
            continue
        if rows:
            ids = named(flow.rows[one].id for one in rows)
            case = of.shown(flow.cells.boxes[index], figures)
            comes = "comes" if len(rows) == 1 else "come"
            message = f'the row "{row.id}" never answers: {ids} {comes} first for {case}'
            related = tuple((f'"{flow.rows[one].id}"', ("rows", one, "id")) for one in rows)
            hint = "move it up, or delete it"
            yield Problem("masked-row", path, message, hint, False, related)
    if unproved:
        yield _unproved(flow, unproved)


def _unproved(flow: TableFlow, indexes: list[int]) -> Problem:
    ids = [flow.rows[index].id for index in indexes]
    more = len(ids) - MOST_NAMED
    shown = named(ids[:MOST_NAMED]) if more <= 0 else f"{named(ids[:MOST_NAMED])} and {more} others"
    which, verb = ("the row", "answers") if len(ids) == 1 else ("each of the rows", "answers")
    message = f"it could not be proved that {which} {shown} ever {verb}"
    hint = "use fewer conditions in the rows above, or split the decision"
    return Problem("analysis-skipped", ("rows", indexes[0], "id"), message, hint)


def mergeable_rows(flow: TableFlow, meeting: list[int], said: set[int]) -> Iterator[Problem]:
    """`mergeable-rows`: two rows that say the same and touch along one input could be one."""
    eligible = [index for index, row in enumerate(flow.rows) if index not in said and not row.aside]
    says = {index: flow.outcomes[flow.rows[index].id].says for index in eligible}
    for axis, asked in enumerate(flow.inputs):
        alike: dict[tuple[object, ...], int] = {}
        for index in eligible:
            box = flow.cells.boxes[index]
            key = (box[:axis], box[axis + 1 :], says[index])
            if key in alike and _mergeable(flow, meeting, alike[key], index, axis):
                ids = named((flow.rows[alike[key]].id, flow.rows[index].id))
                message = f'the rows {ids} say the same and differ only in "{asked.id}"'
                hint = "make one row of them, or let them say different things"
                related = (("the other row", ("rows", alike[key], "id")),)
                path = ("rows", index, "id")
                yield Problem("mergeable-rows", path, message, hint, False, related)
            alike[key] = index


def _mergeable(flow: TableFlow, meeting: list[int], one: int, other: int, axis: int) -> bool:
    """Whether two rows alike on all other axes can become one without changing an answer."""
    first, second = flow.cells.boxes[one][axis], flow.cells.boxes[other][axis]
    if flow.inputs[axis].axis.measure is not None and not (
        first & (second << 1) or second & (first << 1) or first & second
    ):
        return False
    between = ((1 << other) - 1) & ~((2 << one) - 1)
    return not (between & meeting[one] and between & meeting[other])


def unused_inputs(flow: TableFlow) -> Iterator[Problem]:
    """`unused-input`: every input tells some row from another."""
    rows = sum(1 << index for index, row in enumerate(flow.rows) if not row.aside)
    for axis, asked in enumerate(flow.inputs):
        if not flow.cells.constrained[axis] & rows:
            message = f'no row depends on "{asked.id}": it is never asked'
            hint = "delete the input, or use it in a row"
            yield Problem("unused-input", ("inputs", asked.id), message, hint, of_key=True)
