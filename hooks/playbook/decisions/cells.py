"""A table as boxes on a grid: every axis is cut at every bound, every row is a set of cells per axis.

Sets are Python integers used as bit sets: bit c of a *mask* is cell c of one axis, bit r of a
*rowset* is row r. Inside a cell no row tells one value from another, so cells stand for all values.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook.decisions.axis import Axis, Span

Box = tuple[int, ...]
"""One mask per axis."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The grid of a table with d axes and n rows."""

    axes: tuple[Axis, ...]
    starts: tuple[tuple[int, ...], ...]
    """Per axis: the first number of each cell; a cell ends where the next begins."""
    boxes: tuple[Box, ...]
    """Per row: the cells it covers on each axis."""
    rows_at: tuple[tuple[int, ...], ...]
    """Per axis and cell: the rows that cover it."""
    full: Box
    """Per axis: all of its cells."""
    constrained: tuple[int, ...]
    """Per axis: the rows that do not cover all of it."""

    @classmethod
    def of(cls, axes: Sequence[Axis], rows: Sequence[Sequence[Sequence[Span]]]) -> "Cells":
        """The grid of `rows`, each with one sequence of disjoint spans per axis."""
        starts = tuple(_starts(axis, [row[a] for row in rows]) for a, axis in enumerate(axes))
        full = tuple((1 << len(cuts)) - 1 for cuts in starts)
        boxes = tuple(
            tuple(_mask(cuts, spans) for cuts, spans in zip(starts, row, strict=True))
            for row in rows
        )
        return cls(
            axes=tuple(axes),
            starts=starts,
            boxes=boxes,
            rows_at=tuple(
                _rows_at(len(cuts), [box[a] for box in boxes]) for a, cuts in enumerate(starts)
            ),
            full=full,
            constrained=tuple(
                sum(1 << r for r, box in enumerate(boxes) if box[a] != all_cells)
                for a, all_cells in enumerate(full)
            ),
        )

    @property
    def everything(self) -> int:
        """The rowset of all rows."""
        return (1 << len(self.boxes)) - 1

    def cell(self, axis: int, number: int) -> int:
        return bisect_right(self.starts[axis], number) - 1

    def span(self, axis: int, first: int, last: int) -> Span:
        """What the cells `first` to `last` of an axis stand for."""
        cuts = self.starts[axis]
        end = cuts[last + 1] - 1 if last + 1 < len(cuts) else self.axes[axis].last
        return Span(cuts[first], end)

    def spans(self, axis: int, mask: int) -> tuple[Span, ...]:
        return tuple(self.span(axis, first, last) for first, last in runs(mask))

    def common(self, one: int, other: int) -> Box:
        """Where two rows that meet do."""
        return tuple(a & b for a, b in zip(self.boxes[one], self.boxes[other], strict=True))


def bits(mask: int) -> Iterator[int]:
    """The positions of the bits that are set, rising."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def runs(mask: int) -> Iterator[tuple[int, int]]:
    """The stretches of set bits: first and last position of each."""
    while mask:
        low = mask & -mask
        first = low.bit_length() - 1
        last = first + ((~(mask >> first)) & ((mask >> first) + 1)).bit_length() - 2
        yield first, last
        mask &= ~((1 << (last + 1)) - 1)


def _starts(axis: Axis, conditions: Sequence[Sequence[Span]]) -> tuple[int, ...]:
    if axis.measure is None:
        return tuple(range(len(axis.choices)))
    cuts = {0}
    for spans in conditions:
        for low, high in spans:
            cuts.add(low)
            if high is not None:
                cuts.add(high + 1)
    return tuple(sorted(cut for cut in cuts if cut in axis.whole))


def _mask(cuts: Sequence[int], spans: Sequence[Span]) -> int:
    mask = 0
    for low, high in (span for span in spans if not span.empty):
        first = bisect_right(cuts, low) - 1
        last = len(cuts) - 1 if high is None else bisect_right(cuts, high) - 1
        mask |= (1 << (last + 1)) - (1 << first)
    return mask


def _rows_at(count: int, masks: Sequence[int]) -> tuple[int, ...]:
    # Rows enter and leave at the ends of their runs: one pass instead of rows × cells.
    changes = [0] * (count + 1)
    for row, mask in enumerate(masks):
        for first, last in runs(mask):
            changes[first] ^= 1 << row
            changes[last + 1] ^= 1 << row
    rows, current = [], 0
    for change in changes[:count]:
        current ^= change
        rows.append(current)
    return tuple(rows)
