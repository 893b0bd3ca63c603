"""A table of rows, walked as questions.

A date that is today's by itself splits a table into *worlds*, one for each stretch of dates on
which other rows hold. All worlds are walked at once; the date is looked at only where they part.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from playbook.decisions.axis import Limit, Word
from playbook.decisions.cells import Cells, bits
from playbook.decisions.flow import Answer, Condition, Decided, Outcome, Question, State, World

_WORLD, _CELL = 20, 4
"""Steps (see `budget`) that it takes to look at a world, and at each of its cells."""


@dataclass(frozen=True, slots=True)
class Row:
    """When an outcome holds; an input without a condition may be anything."""

    id: str
    when: Mapping[str, Condition]
    aside: bool = False
    """Reached by « je ne sais pas » alone: no answer leads here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFlow(Decided):
    """Rows over inputs. Bit r of a rowset is row r, bit i of a set of inputs is input i."""

    policy: Literal["unique", "first"]
    rows: tuple[Row, ...]
    inputs: tuple[Question, ...]
    """The questions, in the order in which they are listed."""
    cells: Cells
    cuts: tuple[Mapping[int, Sequence[tuple[int, Limit]]], ...]
    """Per input: every cut of its answers with the rows and bounds that make it."""
    sound: bool
    """False when a row could not be read: what the table covers is not known."""

    def initial(self) -> State:
        rows = sum(1 << number for number, row in enumerate(self.rows) if not row.aside)
        inputs = (1 << len(self.inputs)) - 1
        date = self._standing()
        if date is None:
            return _state([self._settled(0, rows, inputs)])
        inputs &= ~(1 << date)
        return _state(
            self._settled(1 << cell, rows & holding, inputs)
            for cell, holding in enumerate(self.cells.rows_at[date])
        )

    def at(self, state: State) -> Question | Outcome | None:
        asked = self._asked(state)
        if asked is not None:
            return self.inputs[asked]
        if not state.worlds or not state.worlds[0].rows:
            return None
        return self.outcomes[self.rows[next(bits(state.worlds[0].rows))].id]

    def after(self, state: State, number: int) -> State | None:
        asked = self._asked(state)
        return None if asked is None else self._after(state, asked, self.cells.cell(asked, number))

    def parts(self, state: State) -> Iterator[tuple[Answer, State]]:
        asked = self._asked(state)
        if asked is None:
            return
        choices = self.inputs[asked].answers
        # Most cells tell apart rows that are out already: what follows is found once for each set.
        known: dict[tuple[int, ...], State] = {}
        states = []
        for cell in range(len(self.cells.starts[asked])):
            left = self._left(state, asked, cell)
            if left not in known:
                known[left] = self._after(state, asked, cell)
            states.append(known[left])
        if choices:
            yield from zip(choices, states, strict=True)
            return
        first = 0
        for cell, after in enumerate(states):
            if cell + 1 == len(states) or states[cell + 1] != after:
                span = self.cells.span(asked, first, cell)
                yield Answer("", None, span, self._limits(state, asked, first, cell)), after
                first = cell + 1

    def cost(self, state: State, parts: bool = False) -> int:
        asked = self._asked(state) if parts else None
        cells = len(self.cells.starts[asked]) if asked is not None else 1
        return 1 + len(state.worlds) * (_WORLD + _CELL * cells)

    def leads(self, target: str) -> State:
        row = next(number for number, row in enumerate(self.rows) if row.id == target)
        return State(worlds=(World(0, 1 << row, 0),))

    def possible(self, state: State) -> int:
        """The rowset a walk can still come to."""
        found = 0
        for world in state.worlds:
            found |= world.rows
        return found

    def _standing(self) -> int | None:
        return next((i for i, asked in enumerate(self.inputs) if asked.today), None)

    def _settled(self, dates: int, rows: int, inputs: int) -> World:
        """A world without the rows that come too late, and without the inputs that do not matter."""
        waiting = 0
        for number in bits(inputs):
            waiting |= self.cells.constrained[number]
        holding = rows & ~waiting
        if holding:
            rows &= ((holding & -holding) << 1) - 1
        still_open = sum(
            1 << number for number in bits(inputs) if self.cells.constrained[number] & rows
        )
        return World(dates, rows, still_open)

    def _asked(self, state: State) -> int | None:
        asked = {self._next(world) for world in state.worlds}
        if len(state.worlds) > 1 and (len(asked) > 1 or None in asked):
            return self._standing()
        return asked.pop() if asked else None

    def _next(self, world: World) -> int | None:
        """The first input that every row still possible constrains, else the first that any does."""
        for number in bits(world.open):
            if self.cells.constrained[number] & world.rows == world.rows:
                return number
        return next(bits(world.open), None)

    def _left(self, state: State, asked: int, cell: int) -> tuple[int, ...]:
        """The rows an answer leaves, per world."""
        if len(state.worlds) > 1 and asked == self._standing():
            return tuple(world.dates >> cell & 1 for world in state.worlds)
        holding = self.cells.rows_at[asked][cell]
        return tuple(world.rows & holding for world in state.worlds)

    def _after(self, state: State, asked: int, cell: int) -> State:
        if len(state.worlds) > 1 and asked == self._standing():
            return _state(world for world in state.worlds if world.dates >> cell & 1)
        holding = self.cells.rows_at[asked][cell]
        return _state(
            self._settled(world.dates, world.rows & holding, world.open & ~(1 << asked))
            for world in state.worlds
        )

    def _limits(self, state: State, asked: int, first: int, last: int) -> tuple[Limit, ...]:
        """The bounds of a stretch of cells, as the rows still possible write them."""
        axis, cuts = self.inputs[asked].axis, self.cells.starts[asked]
        rows = self.possible(state)
        if asked == self._standing():
            # The rows that part the worlds are gone from them, not from the table.
            rows = self.cells.everything
        found: list[Limit] = []
        if first:
            found += self._cut(rows, asked, cuts[first], ("from", "above"))
        if last + 1 < len(cuts):
            found += self._cut(rows, asked, cuts[last + 1], ("below", "up_to"))
        elif axis.last is not None and axis.to_max:
            found.append(Limit("up_to", axis.value(axis.last)))  # type: ignore[arg-type] # measured
        return tuple(found)

    def _cut(self, rows: int, asked: int, at: int, words: tuple[Word, Word]) -> Iterable[Limit]:
        """One cut seen from one side: every name it has, or its value."""
        written = [limit for row, limit in self.cuts[asked].get(at, ()) if rows >> row & 1]
        # One cut has two values: 5000 for who writes from and below, 4999.99 for the others.
        used = [limit for limit in written if limit.word in ("from", "below")]
        word = words[0] if used else words[1]
        used = used or written
        names = dict.fromkeys(limit.threshold for limit in used if limit.threshold)
        return [Limit(word, used[0].value, name) for name in names or [None]]


def cuts_of(
    inputs: Sequence[Question], rows: Sequence[Row]
) -> tuple[Mapping[int, list[tuple[int, Limit]]], ...]:
    """Per input: where its answers are cut, and by which bounds of which rows."""
    found = []
    for asked in inputs:
        cuts: dict[int, list[tuple[int, Limit]]] = {}
        for number, row in enumerate(rows):
            condition = row.when.get(asked.id)
            for limit in condition.limits if condition else ():
                low, high = asked.axis.span([limit])
                lower = limit.word in ("from", "above")
                at = low if lower or high is None else high + 1
                cuts.setdefault(at, []).append((number, limit))
        found.append(cuts)
    return tuple(found)


def _state(worlds: Iterable[World]) -> State:
    """Worlds that have come to the same are one; a single one depends on no date."""
    joined: dict[tuple[int, int], int] = {}
    for dates, rows, still_open in worlds:
        joined[rows, still_open] = joined.get((rows, still_open), 0) | dates
    if len(joined) == 1:
        ((rows, still_open),) = joined
        return State(worlds=(World(0, rows, still_open),))
    return State(worlds=tuple(sorted(World(dates, *rest) for rest, dates in joined.items())))
