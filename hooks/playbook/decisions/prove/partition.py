"""Whether rows, or the ranges of one question, share out all values: no gap, no overlap."""

from collections.abc import Iterator
from dataclasses import dataclass

from playbook.decisions.axis import Limit, ends
from playbook.decisions.budget import SEARCH, Budget, SearchExhausted
from playbook.decisions.cells import Box, Cells, bits
from playbook.decisions.flow import Path, Problem, Question
from playbook.decisions.phrases import Region, example, region
from playbook.decisions.prove.cover import gaps, meetings
from playbook.figures.writing import Figures, plain
from playbook.suggest import named

MOST_GAPS = 100
MOST_PAIRS = 1000
"""A table with more has a fault of another kind."""
_OPPOSITE = {"from": "below", "above": "up_to", "below": "from", "up_to": "above"}


@dataclass(frozen=True, slots=True)
class Part:
    """A row or an answer: its id, where that stands, and how its conditions are written."""

    id: str
    path: Path
    bounds: tuple[tuple[Path, tuple[Limit, ...]], ...]
    """Per question: the path of its condition, and the limits in it."""

    def bound(self, axis: int, upper: bool) -> tuple[Path, Limit] | None:
        """The limit on one side of one axis, with its place."""
        path, limits = self.bounds[axis]
        limit = ends(limits)[upper]
        return ((*path, limit.word), limit) if limit else None


@dataclass(frozen=True, slots=True)
class Partition:
    """Parts over the answers of d questions: all rows of a table, or the ranges of one question."""

    noun: str
    """What a part is called: ``row`` or ``answer``."""
    questions: tuple[Question, ...]
    parts: tuple[Part, ...]
    cells: Cells
    whole: Path
    """Where the parts stand: the place of what no single part is to blame for."""

    def region(self, box: Box) -> Region:
        return [self.cells.spans(axis, mask) for axis, mask in enumerate(box)]

    def shown(self, box: Box, figures: Figures) -> str:
        """A region exactly, and one case of it."""
        spans = self.region(box)
        return f"{region(self.questions, spans)}: {example(self.questions, spans, figures)}"


def gap_problems(
    of: Partition, meeting: list[int], figures: Figures, budget: Budget
) -> Iterator[Problem]:
    """`gap`: every case is answered. The regions without an answer are reported, each case once."""
    try:
        for count, box in enumerate(gaps(of.cells, meeting, Budget(SEARCH, budget))):
            if count == MOST_GAPS:
                message = f"there are more gaps than the {MOST_GAPS} that are listed"
                yield Problem("analysis-skipped", of.whole, message, "", of_key=True)
                return
            yield _gap(of, box, f"no {of.noun} covers {of.shown(box, figures)}")
    except SearchExhausted:
        message = f"it could not be proved that some {of.noun} covers every other case"
        hint = f"use fewer inputs, or end with one {of.noun} without conditions"
        yield Problem("analysis-skipped", of.whole, message, hint, of_key=True)


def _gap(of: Partition, box: Box, message: str) -> Problem:
    """A gap at the bound next to it, with what would close it."""
    holding = [_holding(of.cells, axis, mask) for axis, mask in enumerate(box)]
    for axis, mask in enumerate(box):
        if of.questions[axis].axis.measure is None or mask == of.cells.full[axis]:
            continue
        beside = of.cells.everything
        for other, rows in enumerate(holding):
            if other != axis:
                beside &= rows
        first, last = next(bits(mask)), mask.bit_length() - 1
        rows_at = of.cells.rows_at[axis]
        lower = rows_at[first - 1] & beside if first else 0
        upper = rows_at[last + 1] & beside if last + 1 < len(rows_at) else 0
        below = of.parts[next(bits(lower))].bound(axis, True) if lower else None
        above = of.parts[next(bits(upper))].bound(axis, False) if upper else None
        if below and above:
            lower_id, upper_id = (of.parts[next(bits(rows))].id for rows in (lower, upper))
            ways = (
                f'"{opposite(above[1])}" in "{lower_id}"',
                f'"{opposite(below[1])}" in "{upper_id}"',
            )
            if _begins_amiss(below[1], above[1]):
                path, related = above[0], (f'"{lower_id}" ends here', below[0])
                ways = ways[::-1]
            else:
                path, related = below[0], (f'"{upper_id}" begins here', above[0])
            hint = f"write {ways[0]}, or {ways[1]}"
            if not _narrow(of, axis, mask):
                hint += f", or add another {of.noun}"
            return Problem("gap", path, message, hint, False, (related,))
        if below or above:
            path = below[0] if below else above[0] if above else of.whole
            return Problem("gap", path, message, f"move this bound, or add another {of.noun}")
    return Problem("gap", of.whole, message, f"add another {of.noun} for it", of_key=True)


def _narrow(of: Partition, axis: int, mask: int) -> bool:
    """Whether a gap is less than one euro, day or unit wide: a slip of notation, no missing case."""
    ((low, high),) = of.cells.spans(axis, mask)
    return high is not None and (high - low + 1) * of.questions[axis].axis.step <= 1


def _holding(cells: Cells, axis: int, mask: int) -> int:
    """The rows that cover all cells of a mask."""
    rows = cells.everything
    if mask == cells.full[axis]:
        return rows & ~cells.constrained[axis]
    for cell in bits(mask):
        rows &= cells.rows_at[axis][cell]
    return rows


def opposite(limit: Limit) -> str:
    """The bound of what begins where `limit` ends, or ends where it begins, as an author writes it."""
    return f"{_OPPOSITE[limit.word]}: {limit.threshold or plain(limit.value)}"


def _begins_amiss(end: Limit, begin: Limit) -> bool:
    """Whether it is the second range whose bound is odd: « below » and « from » go together, a
    threshold is meant."""
    usual = end.word == "below" and begin.word == "above"
    return usual or bool(end.threshold and not begin.threshold)


def overlap_problems(
    of: Partition, meeting: list[int], figures: Figures, equals: bool = True
) -> Iterator[Problem]:
    """`overlap`: no case is answered twice. Each pair is reported once; `equals`: also equal ones."""
    count, alike = 0, dict[Box, int]()
    for row, others in enumerate(meeting):
        rows = others & ((1 << row) - 1)
        if not equals:
            own = of.cells.boxes[row]
            rows &= ~alike.get(own, 0)
            alike[own] = alike.get(own, 0) | 1 << row
        for other in bits(rows):
            box = of.cells.common(other, row)
            count += 1
            if count > MOST_PAIRS:
                message = f"there are more overlaps than the {MOST_PAIRS} that are listed"
                yield Problem("analysis-skipped", of.whole, message, "", of_key=True)
                return
            yield _overlap(of, other, row, f"both cover {of.shown(box, figures)}")


def _overlap(of: Partition, first: int, second: int, message: str) -> Problem:
    one, other = of.parts[first], of.parts[second]
    message = f"the {of.noun}s {named((one.id, other.id))} {message}"
    for axis in range(len(of.questions)):
        for lower, upper in ((one, other), (other, one)):
            end, begin = lower.bound(axis, True), upper.bound(axis, False)
            if end and begin and _touch(end[1], begin[1]):
                related = ((f'"{upper.id}" begins here', begin[0]),)
                hint = f'write "{opposite(begin[1])}" in "{lower.id}"'
                return Problem("overlap", end[0], message, hint, False, related)
    for axis in range(len(of.questions)):
        for early, late in ((first, second), (second, first)):
            begin = of.parts[late].bound(axis, False)
            end = of.parts[early].bound(axis, True)
            if begin and end and _runs_into(of.cells, axis, early, late):
                name = of.parts[early].id
                related = ((f'"{name}" ends here', end[0]),)
                hint = f'write "{opposite(begin[1])}" in "{name}"'
                return Problem("overlap", begin[0], message, hint, False, related)
    related = ((f'the {of.noun} "{one.id}"', one.path),)
    hint = f"let one of the two {of.noun}s begin where the other ends"
    return Problem("overlap", other.path, message, hint, False, related)


def _touch(end: Limit, begin: Limit) -> bool:
    """Whether two ranges share exactly the value between them."""
    return (end.word, begin.word) == ("up_to", "from") and end.value == begin.value


def _runs_into(cells: Cells, axis: int, early: int, late: int) -> bool:
    """Whether two rows differ along one axis only, and the early one ends inside the late one."""
    first, second = (list(cells.boxes[row]) for row in (early, late))
    one, other = first.pop(axis), second.pop(axis)
    begins = (one & -one) < (other & -other)
    return begins and one.bit_length() <= other.bit_length() and first == second


def partition_problems(of: Partition, figures: Figures, budget: Budget) -> Iterator[Problem]:
    """Both: a set of ranges in which every value has exactly one answer yields nothing."""
    meeting = meetings(of.cells)
    yield from overlap_problems(of, meeting, figures)
    yield from gap_problems(of, meeting, figures, budget)
