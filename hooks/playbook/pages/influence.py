"""The stakeholders by their influence and their interest: who is to be won over first."""

from typing import NamedTuple

from playbook.edition import Seen
from playbook.pages.renderer import Renderer
from playbook.pictures.grid import Cell, grid
from playbook.pictures.lines import NARROWEST_KEPT, Label, label

_DOWN, _ACROSS = ("high", "medium", "low"), ("low", "medium", "high")
_HEAD, _NAME = 0.6, 0.52
"""Sizes of letters in rem, as `pictures.css` has them: long words of a name stand whole on a phone."""
_LEAST = 1.3
"""The height in rem of what a finger meets."""
_BESIDE = 1.2
"""Between a name and the sides of its cell, in per cent of the width."""


class Name(NamedTuple):
    """A stakeholder in a cell, and where a finger meets him."""

    entry: Seen
    label: Label
    y: float
    height: float


class Place(NamedTuple):
    """A cell with all who have that influence and that interest."""

    cell: Cell
    names: tuple[Name, ...]


class Map(NamedTuple):
    """The stakeholders, ready to be drawn."""

    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    places: tuple[Place, ...]
    height: float
    entries: tuple[Seen, ...]
    """From the most influence down, of these the least interest first."""


def influence(renderer: Renderer) -> Map | None:
    """The map of the stakeholders whose influence and interest an edition shows; nothing where of none."""
    words, personas = renderer.words, renderer.view.of_kind("personas").values()
    shown = [one for one in personas if one.fields.influence and one.fields.interest]
    if not shown:
        return None
    shown.sort(key=lambda one: (_rank(one), words.sort_key(one.fields.title)))
    room = NARROWEST_KEPT * (1 / 3 - 2 * _BESIDE / 100)
    heads = [words(f"pictures.influence.interest.{one}") for one in _ACROSS]
    tops = [label(0, 0.7, one, _HEAD, room) for one in heads]
    cells = [
        [[one for one in shown if _rank(one) == (row, at)] for at in range(3)] for row in range(3)
    ]
    heights = [[_Cell(found, room).height for found in row] for row in cells]
    found = grid(heights, max(one.end(_HEAD) for one in tops), 1.2)
    places = tuple(
        Place(cell, _Cell(entries, room).names(cell))
        for row, of in zip(found.rows, cells, strict=True)
        for cell, entries in zip(row, of, strict=True)
    )
    columns = tuple(one._replace(x=cell.x) for one, cell in zip(tops, found.rows[0], strict=True))
    rows = tuple(
        label(
            0, row[0].y - 0.3, words(f"pictures.influence.influence.{one}"), _HEAD, NARROWEST_KEPT
        )
        for one, row in zip(_DOWN, found.rows, strict=True)
    )
    return Map(columns, rows, places, found.height, tuple(shown))


def _rank(entry: Seen) -> tuple[int, int]:
    """The row and the column of a stakeholder."""
    return _DOWN.index(entry.fields.influence), _ACROSS.index(entry.fields.interest)


class _Cell:
    """The names of those who share a cell, one below the other."""

    def __init__(self, entries: list[Seen], room: float) -> None:
        self.entries = entries
        self.labels = [label(0, 0, one.fields.title, _NAME, room) for one in entries]

    def names(self, cell: Cell) -> tuple[Name, ...]:
        found, y = [], cell.y + 0.2
        for entry, text in zip(self.entries, self.labels, strict=True):
            height = self._height(text)
            at = round(y + (height - text.end(_NAME)) / 2 + 0.2, 2)
            written = text._replace(x=round(cell.x + _BESIDE, 2), y=at)
            found.append(Name(entry, written, round(y, 2), height))
            y += height
        return tuple(found)

    @property
    def height(self) -> float:
        return 0.4 + max(sum(map(self._height, self.labels)), _LEAST)

    @staticmethod
    def _height(text: Label) -> float:
        return round(max(_LEAST, text.end(_NAME) + 1), 2)
