"""Two scales as a grid: one across, one down; each row as high as what its fullest cell holds."""

from collections.abc import Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """Where a cell stands: shares of the width in per cent, heights in rem."""

    x: float
    y: float
    width: float
    height: float


class Grid(NamedTuple):
    """The cells, row by row, and the height of all."""

    rows: tuple[tuple[Cell, ...], ...]
    height: float


def grid(needed: Sequence[Sequence[float]], top: float, above: float) -> Grid:
    """A grid below `top` whose cells need these heights, with room for a title `above` each row."""
    rows = []
    for row in needed:
        top += above
        height = max(row)
        width = 100 / len(row)
        rows.append(
            tuple(
                Cell(round(at * width, 2), round(top, 2), round(width, 2), round(height, 2))
                for at in range(len(row))
            )
        )
        top += height
    return Grid(tuple(rows), round(top, 2))
