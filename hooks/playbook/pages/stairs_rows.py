"""One flight of stairs, ready to be drawn: what each step says, and where it stands in the picture."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from playbook.decisions import Flow
from playbook.decisions.axis import Figure
from playbook.decisions.flow import Outcome
from playbook.edition import Seen
from playbook.figures.currency import signs
from playbook.pages.wording import Said, Wording
from playbook.pictures.lines import NAME, NARROWEST, SMALL, lines
from playbook.pictures.stairs import Flight, Step

_FIGURES = ("number", "working-days", "money")
_COLUMNS = 2
"""So many figures stand side by side on a phone, and so many outputs that name roles below them."""
_HEAD = 0.6
"""The size in rem of what stands over all."""
_LEFT, _RIGHT = 0.36, 0.6
"""The shares of the width that the steps and what they say have."""


class Text(NamedTuple):
    """A text at a height of its row, in rem."""

    y: float
    text: str
    whole: str
    """The text of which it is a line: it knows its language."""


class Head(NamedTuple):
    """What stands over a column that begins at `x` per cent."""

    x: int
    lines: tuple[Text, ...]


class Value(NamedTuple):
    """What a step says in one column: a figure and its unit."""

    figure: str
    unit: str


class Row(NamedTuple):
    """A step with all that is written on it; heights in rem, from the top of the picture."""

    y: float
    height: float
    step: Step
    label: tuple[Text, ...]
    threshold: Seen | None
    values: tuple[Value, ...]
    texts: tuple[Text, ...]
    marked: bool
    """Whether the threshold whose page it stands on begins it."""
    range: str
    cells: tuple[tuple[str, ...], ...]
    """Whom it names, output by output."""


class Stairs(NamedTuple):
    """One flight, ready to be drawn."""

    decision: Seen
    flight: Flight
    given: tuple[tuple[str, str], ...]
    """What is asked before, with the answer for which it holds."""
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    height: float
    top: float
    columns: tuple[str, ...]
    signs: tuple[str, ...]
    """How people write the currency, in small letters."""


class Rows:
    """Draws the flights of one decision, on the page of the threshold `here` or elsewhere."""

    def __init__(self, entry: Seen, wording: Wording, here: Seen | None = None) -> None:
        self.entry, self.wording, self.here = entry, wording, here
        self.words, self.view = wording.renderer.words, wording.renderer.view

    def drawn(self, flight: Flight) -> Stairs:
        wording = self.wording
        figures, names = _columns(wording.flow, flight)
        heads = tuple(self._heads(wording.flow, figures, names))
        top = round(max([0.7, *(one.lines[-1].y for one in heads)]) + 0.35, 2)
        rows, y = [], top
        for step in flight.steps:
            row = self._row(flight, step, y, figures, names)
            rows.append(row)
            y = round(y + row.height, 2)
        return Stairs(
            self.entry,
            flight,
            tuple((asked.ask, wording.answer(asked, one)) for asked, one in flight.given),
            heads,
            tuple(rows),
            y,
            top,
            tuple(wording.flow.outputs[name].label for name in (*figures, *names)),
            signs(self.view.settings.currency),
        )

    def _heads(
        self, flow: Flow, figures: tuple[str, ...], names: tuple[str, ...]
    ) -> Iterator[Head]:
        """The names of the figures side by side, below them that of what stands below figures."""
        lowest = 0.0
        for at, name in enumerate(figures):
            label = flow.outputs[name].label
            found = tuple(_texts(label, NARROWEST * 0.29, _HEAD, 0.7, 0.75))
            lowest = max(lowest, found[-1].y)
            yield Head(40 + 30 * at, found)
        if len(names) == 1:
            label = flow.outputs[names[0]].label
            below = tuple(_texts(label, NARROWEST * _RIGHT, _HEAD, lowest + 0.9, 0.75))
            yield Head(40, below)

    def _row(
        self,
        flight: Flight,
        step: Step,
        y: float,
        figures: tuple[str, ...],
        names: tuple[str, ...],
    ) -> Row:
        wording, here = self.wording, self.here
        said = [{one.id: one for one in wording.says(end)} for end in step.ends]
        values = tuple(self._value(name, step.ends) for name in figures)
        label = tuple(_texts(self._bound(step), NARROWEST * _LEFT - 0.5, NAME, y + 1.15, 0.85))
        texts: list[Text] = []
        at = y + (2.05 if figures else 1.1)
        cells = []
        for name in names:
            shown = self._shown([one.get(name) for one in said])
            cells.append(shown)
            output = wording.flow.outputs[name]
            # A line for each, for each may be in a language of its own.
            for one in (output.label, *shown) if shown and len(names) > 1 else shown:
                texts += _texts(one, NARROWEST * _RIGHT, SMALL, at, 0.8)
                at = texts[-1].y + 0.8
        if not figures and not texts:
            for end in step.ends[:2]:
                texts += _texts(end.title, NARROWEST * _RIGHT, SMALL, at, 0.8)
                at = texts[-1].y + 0.8
        # Below the amount there is room for a word, where it is the reader's.
        lowest = max(one.y for one in (*label, *texts, label[-1]._replace(y=label[-1].y + 0.85)))
        lower = step.branch.lower
        threshold = next(
            (
                found
                for name in (lower.thresholds if lower is not None else ())
                if (found := self.view.get("thresholds", name)) is not None
            ),
            None,
        )
        return Row(
            y,
            round(lowest + 0.55 - y, 2),
            step,
            label,
            None if here is not None and threshold is here else threshold,
            values,
            tuple(texts),
            here is not None and threshold is here,
            wording.span(flight.asked, step.branch.lower, step.branch.upper),
            tuple(cells),
        )

    def _bound(self, step: Step) -> str:
        edge = step.branch.lower or step.branch.upper
        if edge is None:
            return "–"
        value: Figure = edge.value
        return self.words(f"pictures.bound.{edge.word}", value=self.words.figure(value, "money"))

    def _value(self, name: str, ends: Sequence[Outcome]) -> Value:
        """What the answers of a step say of a figure: the figure, or from which one to which."""
        figures = [one.then.get(name) for one in ends]
        known = [one for one in figures if isinstance(one, int | Decimal)]
        if not known:
            return Value("–", "")
        if len(known) < len(figures):
            return Value("", self.words("pictures.depends"))
        low, high = min(known), max(known)
        output = self.wording.flow.outputs[name]
        least, most = (self.wording.large(name, output, one) for one in (low, high))
        if low == high:
            return Value(most.figure, most.unit)
        between = self.words(
            "pictures.between", low=least.figure or self.words.number(0), high=most.figure
        )
        return Value(between, most.unit)

    def _shown(self, said: Sequence[Said | None]) -> tuple[str, ...]:
        """Whom the answers of a step name, where they name the same."""
        found = {one.items if one is not None else () for one in said}
        return found.pop() if len(found) == 1 else (self.words("pictures.depends"),)


def _columns(flow: Flow, flight: Flight) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The outputs that a flight draws: figures, and those that name roles, where any step has them."""
    said = {name for end in flight.ends for name, value in end.then.items() if value != ()}
    outputs = [(name, one) for name, one in flow.outputs.items() if name in said]
    figures = [name for name, one in outputs if one.measure in _FIGURES and not one.many]
    names = [name for name, one in outputs if one.refers == "roles"]
    return tuple(figures[:_COLUMNS]), tuple(names[:_COLUMNS])


def _texts(text: str, width: float, size: float, y: float, apart: float) -> Iterator[Text]:
    for at, one in enumerate(lines(text, width / size)):
        yield Text(round(y + at * apart, 2), one, text)
