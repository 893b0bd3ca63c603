"""Which points of a grid no row covers, and which rows others cover whole: exact searches.

Both problems are hard in general (a table can encode any formula), easy in tables people write. The
searches split axis by axis, remember sets of rows already met, stop where a row covers all that is
left, and count: rows that do not meet cover everything if and only if their volumes add up. Each
has a budget in cells looked at, and says when it is spent instead of guessing.
"""

from collections.abc import Iterable, Sequence

from playbook.decisions.cells import Box, Cells, bits

BUDGET = 2_000_000
"""Cells a search may look at, about half a second."""
MOST_BOXES = 1000
"""Gaps listed; a table with more has a fault of another kind."""
_NOTHING, _EVERYTHING = 0, 1


class SearchExhausted(Exception):  # noqa: N818 # no error: the search was long, nothing is wrong
    """A search ran out of its budget: what it was to prove is not known."""


def meetings(cells: Cells) -> list[int]:
    """Per row, the rowset of the other rows that share a point with it."""
    found = [cells.everything ^ (1 << row) for row in range(len(cells.boxes))]
    for axis, rows_at in enumerate(cells.rows_at):
        touching: dict[int, int] = {cells.full[axis]: 0}
        for cell in range(len(rows_at)):
            touching[cells.full[axis]] |= rows_at[cell]
        for row, box in enumerate(cells.boxes):
            mask = box[axis]
            if mask not in touching:
                rows = 0
                for cell in bits(mask):
                    rows |= rows_at[cell]
                touching[mask] = rows
            found[row] &= touching[mask]
    return found


def gaps(cells: Cells, meeting: Sequence[int], budget: int = BUDGET) -> tuple[list[Box], bool]:
    """The points no row covers, as disjoint boxes without holes; and whether these are all.

    Raises `SearchExhausted` when it cannot be told whether there are any.
    """
    search = _Gaps(cells, meeting, budget)
    root = search.below(0, cells.everything)
    boxes: list[Box] = []
    complete = search.boxes(root, 0, (), boxes)
    return sorted(piece for box in _merged(cells, boxes) for piece in cells.pieces(box)), complete


class _Gaps:
    """The uncovered points as a decision diagram: per level one axis, equal parts shared."""

    def __init__(self, cells: Cells, meeting: Sequence[int], budget: int) -> None:
        self.cells, self.meeting, self.budget = cells, meeting, budget
        # The axes most rows speak of first: there the rows part soonest.
        self.order = sorted(
            range(len(cells.axes)), key=lambda axis: -cells.constrained[axis].bit_count()
        )
        self.loose = [cells.everything]
        self.rest = [1]
        self.volumes = [[1] for _ in cells.boxes]
        for axis in reversed(self.order):
            self.loose.insert(0, self.loose[0] & ~cells.constrained[axis])
            self.rest.insert(0, self.rest[0] * cells.full[axis].bit_count())
            for row, box in enumerate(cells.boxes):
                self.volumes[row].append(self.volumes[row][-1] * box[axis].bit_count())
        self.clashing = sum(1 << row for row, others in enumerate(meeting) if others)
        self.memo: dict[tuple[int, int], int] = {}
        self.nodes: dict[tuple[tuple[int, int], ...], int] = {}
        self.children: list[tuple[tuple[int, int], ...]] = [(), ()]

    def below(self, level: int, rows: int) -> int:
        """The diagram of what `rows` leave uncovered on the axes from `level` on."""
        if not rows:
            return _EVERYTHING
        if rows & self.loose[level]:
            return _NOTHING
        known = self.memo.get((level, rows))
        if known is None:
            covered = self._add_up(level, rows)
            known = _NOTHING if covered else self._split(level, rows)
            self.memo[level, rows] = known
        return known

    def _add_up(self, level: int, rows: int) -> bool:
        """Whether rows that do not meet cover all that is left; False leaves it open."""
        apart = rows
        for row in bits(rows & self.clashing):
            if apart >> row & 1:
                apart &= ~self.meeting[row]
        left = len(self.order) - level
        return sum(self.volumes[row][left] for row in bits(apart)) == self.rest[level]

    def _split(self, level: int, rows: int) -> int:
        axis = self.order[level]
        if not self.cells.constrained[axis] & rows:
            parts = {self.below(level + 1, rows): self.cells.full[axis]}
        else:
            self.budget -= len(self.cells.rows_at[axis])
            if self.budget < 0:
                raise SearchExhausted
            masks: dict[int, int] = {}
            for cell, covering in enumerate(self.cells.rows_at[axis]):
                masks[covering & rows] = masks.get(covering & rows, 0) | 1 << cell
            parts = {}
            for part, mask in masks.items():
                child = self.below(level + 1, part)
                parts[child] = parts.get(child, 0) | mask
        parts.pop(_NOTHING, None)
        if not parts:
            return _NOTHING
        if parts.keys() == {_EVERYTHING} and parts[_EVERYTHING] == self.cells.full[axis]:
            return _EVERYTHING
        key = tuple(sorted((mask, child) for child, mask in parts.items()))
        if key not in self.nodes:
            self.nodes[key] = len(self.children)
            self.children.append(key)
        return self.nodes[key]

    def boxes(self, node: int, level: int, masks: Box, found: list[Box]) -> bool:
        """Write the boxes of a diagram into `found`; False when they are more than can be listed."""
        if node == _NOTHING:
            return True
        if len(found) >= MOST_BOXES:
            return False
        if level == len(self.order):
            by_axis = dict(zip(self.order, masks, strict=True))
            found.append(tuple(by_axis[axis] for axis in range(len(by_axis))))
            return True
        everything = ((self.cells.full[self.order[level]], _EVERYTHING),)
        parts = everything if node == _EVERYTHING else self.children[node]
        return all(self.boxes(child, level + 1, (*masks, mask), found) for mask, child in parts)


def _merged(cells: Cells, boxes: Iterable[Box]) -> set[Box]:
    """Disjoint boxes with those joined that differ on one axis only."""
    found, before = set(boxes), -1
    while before != len(found):
        before = len(found)
        for axis in range(len(cells.axes)):
            joined: dict[tuple[Box, Box], int] = {}
            for box in found:
                key = box[:axis], box[axis + 1 :]
                joined[key] = joined.get(key, 0) | box[axis]
            found = {(*left, mask, *right) for (left, right), mask in joined.items()}
    return found


def covering(cells: Cells, row: int, others: int, budget: int = BUDGET) -> tuple[int, ...]:
    """Rows of the rowset `others` that together cover all of `row`; empty when they do not.

    `others` are rows that meet `row`. One row where one is enough, else none that can be left
    out. Raises `SearchExhausted`.
    """
    box = cells.boxes[row]
    for other in bits(others):
        if all(mask & theirs == mask for mask, theirs in zip(box, cells.boxes[other], strict=True)):
            return (other,)
    search = _Cover(cells, box, others, budget)
    rows = search.proof(0, others)
    for one in reversed(list(bits(rows))):
        if search.proof(0, rows & ~(1 << one)):
            rows &= ~(1 << one)
    return tuple(bits(rows))


class _Cover:
    """Whether rows cover one box, all of them rows that meet it."""

    def __init__(self, cells: Cells, box: Box, rows: int, budget: int) -> None:
        self.cells, self.box, self.budget = cells, box, budget
        # The narrowest sides first: they leave the fewest parts.
        self.order = sorted(
            (axis for axis in range(len(box)) if box[axis].bit_count() > 1),
            key=lambda axis: box[axis].bit_count(),
        )
        self.inside, self.rest = [rows], [1]
        self.volumes = {row: [1] for row in bits(rows)}
        for axis in reversed(self.order):
            width, inside = box[axis].bit_count(), 0
            for row, volumes in self.volumes.items():
                shared = (cells.boxes[row][axis] & box[axis]).bit_count()
                volumes.append(volumes[-1] * shared)
                inside |= (shared == width) << row
            self.rest.insert(0, self.rest[0] * width)
            self.inside.insert(0, self.inside[0] & inside)
        self.memo: dict[tuple[int, int], int] = {}

    def proof(self, level: int, rows: int) -> int:
        """The rows a proof of the cover rests on; 0 when a point is left uncovered."""
        whole = rows & self.inside[level]
        if whole:
            return whole & -whole
        left = len(self.order) - level
        if sum(self.volumes[row][left] for row in bits(rows)) < self.rest[level]:
            return 0
        known = self.memo.get((level, rows))
        if known is None:
            known = self.memo[level, rows] = self._split(level, rows)
        return known

    def _split(self, level: int, rows: int) -> int:
        axis = self.order[level]
        self.budget -= self.box[axis].bit_count()
        if self.budget < 0:
            raise SearchExhausted
        parts = {self.cells.rows_at[axis][cell] & rows for cell in bits(self.box[axis])}
        used = 0
        # The poorest parts first: where something is left uncovered, it is there.
        for part in sorted(parts, key=int.bit_count):
            proof = self.proof(level + 1, part)
            if not proof:
                return 0
            used |= proof
        return used
