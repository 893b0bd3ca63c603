"""What is spent, family by family: how much of it no contract covers, and its place in Kraljic's matrix."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from playbook.edition import Seen
from playbook.pages.renderer import Renderer
from playbook.pictures.bars import lengths, parts
from playbook.pictures.grid import Cell, grid
from playbook.pictures.lines import NAME, NARROWEST_KEPT, SMALL, Label, label, width_of

COVERS = ("uncovered", "partial", "unknown", "covered")
"""From what is to be done to what is done."""
_MATRIX = (("leverage", "strategic"), ("routine", "bottleneck"))
"""Kraljic's: what is at stake down, the risk of supply across."""
_BAR = 46
"""The share of the width that the longest bar has, in per cent."""


class Part(NamedTuple):
    """The spend that is covered alike: its place in the bar of all, in per cent."""

    cover: str
    said: str
    amount: Decimal
    share: str
    x: float
    width: float


class Family(NamedTuple):
    """A family's bar and what is written beside it; heights in rem."""

    entry: Seen
    cover: str
    name: Label
    amount: str
    about: Label
    y: float
    bar: float
    width: float
    share: str


class Quadrant(NamedTuple):
    """A cell of Kraljic's matrix, with the bar of what is spent there."""

    cell: Cell
    name: Label
    amount: Label
    about: Label | None
    bar: float
    parts: tuple[tuple[str, float, float], ...]
    """Of each cover where its part begins and how wide it is, in per cent of the picture."""


class Matrix(NamedTuple):
    """Kraljic's matrix, with the words of its scales."""

    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    quadrants: tuple[Quadrant, ...]
    height: float


class Spend(NamedTuple):
    """All that is spent, ready to be drawn."""

    total: Decimal
    parts: tuple[Part, ...]
    families: tuple[Family, ...]
    height: float
    matrix: Matrix | None
    uncounted: tuple[Seen, ...]
    """The families of which nobody has said the spend."""


def spend(renderer: Renderer) -> Spend | None:
    """The spend that an edition shows; nothing where it shows none."""
    families = renderer.view.of_kind("perimeters").values()
    counted = [one for one in families if (one.fields.spend or 0) > 0]
    counted.sort(key=lambda one: (-one.fields.spend, renderer.words.sort_key(one.fields.title)))
    if not counted:
        return None
    return _Drawing(renderer, counted).drawn(
        tuple(one for one in families if one.fields.spend is None)
    )


def _cover(entry: Seen) -> str:
    return entry.fields.maturity or "unknown"


def _sum(entries: Sequence[Seen], cover: str = "") -> Decimal:
    return sum(
        (one.fields.spend for one in entries if cover in ("", _cover(one))), start=Decimal(0)
    )


class _Drawing:
    def __init__(self, renderer: Renderer, families: Sequence[Seen]) -> None:
        self.words, self.families = renderer.words, families
        self.total = _sum(families)

    def drawn(self, uncounted: tuple[Seen, ...]) -> Spend:
        rows: list[Family] = []
        y = 0.0
        for entry, length in zip(
            self.families, lengths([one.fields.spend for one in self.families]), strict=True
        ):
            row, y = self._row(entry, length, y)
            rows.append(row)
        return Spend(self.total, tuple(self._parts()), tuple(rows), y, self._matrix(), uncounted)

    def _parts(self) -> Iterator[Part]:
        sums = [_sum(self.families, cover) for cover in COVERS]
        for cover, amount, (x, width) in zip(COVERS, sums, parts(sums), strict=True):
            if amount:
                yield Part(cover, self._said(cover), amount, self._share(amount), x, width)

    def _row(self, entry: Seen, length: float, y: float) -> tuple[Family, float]:
        """A family's name and amount, below them its bar and what else there is to say; and where it ends."""
        fields, words = entry.fields, self.words
        amount = words.money(fields.spend)
        room = NARROWEST_KEPT - width_of(amount) * NAME - 0.6
        name = label(0, y + 0.8, fields.title, NAME, room)
        bar = round(name.end(NAME) + 0.3, 2)
        place = [words(f"quadrant.{fields.quadrant}")] if fields.quadrant is not None else []
        about = " · ".join([*place, self._said(_cover(entry))])
        room = NARROWEST_KEPT * (97 - _BAR) / 100
        beside = label(_BAR + 3, bar + 0.5, about, SMALL, room)
        row = Family(
            entry,
            _cover(entry),
            name,
            amount,
            beside,
            round(y, 2),
            bar,
            round(length * _BAR / 100, 1),
            self._share(fields.spend),
        )
        return row, round(max(bar + 0.6, beside.end(SMALL) + 0.15) + 0.4, 2)

    def _matrix(self) -> Matrix | None:
        """The matrix of the families that have a place in it."""
        placed = [one for one in self.families if one.fields.quadrant is not None]
        if not placed:
            return None
        of = {
            name: [one for one in placed if one.fields.quadrant == name]
            for row in _MATRIX
            for name in row
        }
        room = NARROWEST_KEPT / 2 - 0.8
        abouts = {name: self._about(found) for name, found in of.items()}
        written = {
            name: label(0, 0, text, SMALL, room).end(SMALL) + 0.7 if text else 0.0
            for name, text in abouts.items()
        }
        found = grid([[2.9 + written[name] for name in row] for row in _MATRIX], 1.6, 1.3)
        longest = dict(zip(of, lengths([_sum(one) for one in of.values()]), strict=True))
        quadrants = []
        for names, cells in zip(_MATRIX, found.rows, strict=True):
            for name, cell in zip(names, cells, strict=True):
                x = cell.x + 2
                sums = [_sum(of[name], cover) for cover in COVERS]
                scale = longest[name] / 100 * (cell.width - 4) / 100
                inside = tuple(
                    (cover, round(x + begin * scale, 2), round(width * scale, 2))
                    for cover, (begin, width) in zip(COVERS, parts(sums), strict=True)
                    if width
                )
                amount = self.words.money(_sum(of[name]))
                about = abouts[name]
                quadrants.append(
                    Quadrant(
                        cell,
                        label(x, cell.y + 0.9, self.words(f"quadrant.{name}"), NAME, room),
                        label(x, cell.y + 1.75, amount, NAME, room),
                        label(x, cell.y + 3.2, about, SMALL, room) if about else None,
                        round(cell.y + 2.05, 2),
                        inside,
                    )
                )
        columns = tuple(
            label(50 * at + 2 * at, 0.7, self.words(f"pictures.spend.risk.{one}"), SMALL, room)
            for at, one in enumerate(("low", "high"))
        )
        rows = tuple(
            label(
                0,
                cells[0].y - 0.35,
                self.words(f"pictures.spend.stake.{one}"),
                SMALL,
                NARROWEST_KEPT,
            )
            for one, cells in zip(("high", "low"), found.rows, strict=True)
        )
        return Matrix(columns, rows, tuple(quadrants), found.height)

    def _about(self, families: Sequence[Seen]) -> str:
        """How much of what is spent no contract covers."""
        uncovered = _sum(families, "uncovered")
        if not uncovered:
            return ""
        return self.words("pictures.spend.of_which", amount=self.words.money(uncovered))

    def _said(self, cover: str) -> str:
        return self.words(f"pictures.spend.covers.{cover}")

    def _share(self, amount: Decimal) -> str:
        """A share in whole per cent; what rounds to nought is less than one."""
        share = round(100 * amount / self.total)
        if not share and amount:
            return self.words("pictures.bound.below", value=self.words("unit.%", count=1))
        return self.words("unit.%", count=share)
