"""Which points of a grid no row covers, and which rows others cover whole: exact searches.

Both problems are hard in general (a table can encode any formula), easy in tables people write. The
searches split axis by axis, remember sets of rows already met, stop where a row covers all that is
left, and count: rows that do not meet cover everything if and only if their volumes add up. Each
has a budget of steps, and says when it is spent instead of guessing.
"""

from collections.abc import Iterator, Sequence

from playbook.decisions.budget import Budget
from playbook.decisions.cells import Box, Cells, bits, runs


def meetings(cells: Cells) -> list[int]:
    """Per row, the rowset of the other rows that share a point with it."""
    found = [cells.everything ^ (1 << row) for row in range(len(cells.boxes))]
    for axis, rows_at in enumerate(cells.rows_at):
        begun, ended = _begun_and_ended(rows_at)
        touching: dict[int, int] = {cells.full[axis]: begun[-1], 0: 0}
        measured = cells.axes[axis].measure is not None
        for row, box in enumerate(cells.boxes):
            mask = box[axis]
            if mask not in touching and measured:
                # One stretch of cells, as every row's here: all that begin before it ends, but
                # for those that end before it begins.
                first, last = (mask & -mask).bit_length() - 1, mask.bit_length() - 1
                touching[mask] = begun[last] & ~ended[first]
            elif mask not in touching:
                rows = 0
                for cell in bits(mask):
                    rows |= rows_at[cell]
                touching[mask] = rows
            found[row] &= touching[mask]
    return found


def _begun_and_ended(rows_at: Sequence[int]) -> tuple[list[int], list[int]]:
    """Per cell of an axis: the rows that hold there or before it, and of these those that held before."""
    begun, ended, so_far = [], [], 0
    for rows in rows_at:
        so_far |= rows
        begun.append(so_far)
        ended.append(so_far & ~rows)
    return begun or [0], ended or [0]


def gaps(cells: Cells, meeting: Sequence[int], budget: Budget) -> Iterator[Box]:
    """The points no row covers, as disjoint boxes that could not be larger, ranges without holes.

    Raises `SearchExhausted` when it cannot be told whether the boxes so far are all.
    """
    search = _Gaps(cells, meeting, budget)
    while point := search.point(0, search.rows):
        box = search.grown(point)
        yield box
        search.add(box)


class _Gaps:
    """Looks for uncovered points; what was found is then taken for covered."""

    def __init__(self, cells: Cells, meeting: Sequence[int], budget: Budget) -> None:
        self.cells, self.meeting, self.budget = cells, meeting, budget
        # The axes most rows speak of first: there the rows part soonest.
        self.order = sorted(
            range(len(cells.axes)), key=lambda axis: -cells.constrained[axis].bit_count()
        )
        self.rows_at = [list(rows) for rows in cells.rows_at]
        self.clashing = sum(1 << row for row, others in enumerate(meeting) if others)
        self.rest = [1]
        for axis in reversed(self.order):
            self.rest.insert(0, self.rest[0] * cells.full[axis].bit_count())
        self.rows = 0
        # Per level: the rows that cover all of the axes from there on.
        self.loose = [0] * len(self.rest)
        self.volumes: list[list[int]] = []
        for box in cells.boxes:
            self._measure(box)
        self.covered: set[tuple[int, int]] = set()

    def _measure(self, box: Box) -> int:
        row = 1 << len(self.volumes)
        volumes, loose = [1], True
        self.loose[-1] |= row
        for level in range(len(self.order) - 1, -1, -1):
            mask = box[self.order[level]]
            volumes.append(volumes[-1] * mask.bit_count())
            loose = loose and mask == self.cells.full[self.order[level]]
            self.loose[level] |= row * loose
        self.volumes.append(volumes)
        self.rows |= row
        return row

    def add(self, box: Box) -> None:
        row = self._measure(box)
        for axis, mask in enumerate(box):
            self.budget.spend(mask.bit_count())
            for cell in bits(mask):
                self.rows_at[axis][cell] |= row

    def point(self, level: int, rows: int) -> Box | None:
        """One cell per axis from `level` on, in the search's order, that none of `rows` covers."""
        if not rows:
            return tuple(1 for _ in self.order[level:])
        if rows & self.loose[level] or (level, rows) in self.covered:
            return None
        if not self._add_up(level, rows):
            found = self._split(level, rows)
            if found is not None:
                return found
        self.covered.add((level, rows))
        return None

    def _add_up(self, level: int, rows: int) -> bool:
        """Whether rows that do not meet cover all that is left; False leaves it open."""
        self.budget.spend(rows.bit_count())
        apart = rows
        for row in bits(rows & self.clashing):
            if apart >> row & 1:
                apart &= ~self.meeting[row]
        left = len(self.order) - level
        return sum(self.volumes[row][left] for row in bits(apart)) == self.rest[level]

    def _split(self, level: int, rows: int) -> Box | None:
        rows_at = self.rows_at[self.order[level]]
        self.budget.spend(len(rows_at))
        parts: dict[int, int] = {}
        for cell, covering in enumerate(rows_at):
            parts.setdefault(covering & rows, cell)
        # The poorest parts first: where something is left uncovered, it is there.
        for part in sorted(parts, key=int.bit_count):
            found = self.point(level + 1, part)
            if found is not None:
                return (1 << parts[part], *found)
        return None

    def grown(self, point: Box) -> Box:
        """The largest box around an uncovered point that meets no row, axis by axis."""
        box = [mask for _, mask in sorted(zip(self.order, point, strict=True))]
        touching = [self._touching(axis, mask) for axis, mask in enumerate(box)]
        for axis, rows_at in enumerate(self.rows_at):
            self.budget.spend(len(rows_at) + len(touching))
            others = self.rows
            for other, rows in enumerate(touching):
                if other != axis:
                    others &= rows
            free = sum(1 << cell for cell, rows in enumerate(rows_at) if not rows & others)
            if self.cells.axes[axis].measure is not None:
                at = box[axis].bit_length() - 1
                free = next(
                    (1 << (last + 1)) - (1 << first)
                    for first, last in runs(free)
                    if first <= at <= last
                )
            box[axis] = free
            touching[axis] = self._touching(axis, free)
        return tuple(box)

    def _touching(self, axis: int, mask: int) -> int:
        if mask == self.cells.full[axis]:
            return self.rows
        rows = 0
        for cell in bits(mask):
            rows |= self.rows_at[axis][cell]
        return rows


def covering(cells: Cells, row: int, others: int, budget: Budget) -> tuple[int, ...]:
    """Rows of the rowset `others` that together cover all of `row`; empty when they do not.

    `others` are rows that meet `row`. One row where one is enough, else none that can be left
    out. Raises `SearchExhausted`.
    """
    box = cells.boxes[row]
    budget.spend(others.bit_count())
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

    def __init__(self, cells: Cells, box: Box, rows: int, budget: Budget) -> None:
        self.cells, self.box, self.budget = cells, box, budget
        # The narrowest sides first: they leave the fewest parts.
        self.order = sorted(
            (axis for axis in range(len(box)) if box[axis].bit_count() > 1),
            key=lambda axis: box[axis].bit_count(),
        )
        self.inside, self.rest = [rows], [1]
        budget.spend(rows.bit_count() * len(self.order))
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
        known = self.memo.get((level, rows))
        if known is not None:
            return known
        self.budget.spend(rows.bit_count())
        left = len(self.order) - level
        if sum(self.volumes[row][left] for row in bits(rows)) < self.rest[level]:
            return 0
        self.memo[level, rows] = self._split(level, rows)
        return self.memo[level, rows]

    def _split(self, level: int, rows: int) -> int:
        axis = self.order[level]
        self.budget.spend(self.box[axis].bit_count())
        parts = {self.cells.rows_at[axis][cell] & rows for cell in bits(self.box[axis])}
        used = 0
        # The poorest parts first: where something is left uncovered, it is there.
        for part in sorted(parts, key=int.bit_count):
            proof = self.proof(level + 1, part)
            if not proof:
                return 0
            used |= proof
        return used
