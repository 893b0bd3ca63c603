"""What a decision holds, in its readers' words: answers, ranges, outputs, rows, periods."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from playbook.decisions import Flow
from playbook.decisions.flow import Datum, Outcome
from playbook.decisions.walk.unfold import Branch, Edge, QuestionNode
from playbook.edition import Seen
from playbook.model.decisions import Range, Table
from playbook.model.scalars import Ref
from playbook.model.texts import Line
from playbook.pages.renderer import Renderer, joined
from playbook.pages.spans import End, span_words
from playbook.words import Word

_FIGURES = ("number", "working-days", "money")
_LOW = (("from", "since"), ("above", "above"))
_HIGH = (("below", "below"), ("up_to", "up_to"))


class Said(NamedTuple):
    """One output of an outcome: its label, and its value as text or as entries."""

    id: str
    label: str
    items: tuple[str, ...]
    entries: tuple[Seen, ...] = ()
    large: bool = False
    """Whether it is a figure, shown large."""
    figure: str = ""
    unit: str = ""

    @property
    def text(self) -> str:
        return self.items[0] if len(self.items) == 1 else ", ".join(self.items)


class Period(NamedTuple):
    """A stretch of dates on which a table decides in one way."""

    ask: str
    span: str
    now: bool
    """Whether the edition's day lies in it."""
    rows: tuple[tuple[Outcome, str], ...]
    """The rows that hold only then, each with the range it is for."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one decision for the readers of one edition."""

    renderer: Renderer
    entry: Seen
    flow: Flow

    def answer(self, node: QuestionNode, branch: Branch) -> str:
        """An answer as it is offered: its label, its range in words, « je ne sais pas »."""
        if branch.unsure:
            return self.renderer.words("decision.unknown")
        if branch.label is not None:
            return branch.label
        return self.span(node, branch.lower, branch.upper)

    def span(self, node: QuestionNode, lower: Edge | None, upper: Edge | None) -> str:
        """The range between two edges; with one of them only, what lies beyond it."""
        axis, unit = node.question.axis, node.question.unit
        low = (lower.word, self.figure(lower.value, axis.measure, unit)) if lower else None
        high = (upper.word, self.figure(upper.value, axis.measure, unit)) if upper else None
        return span_words(self.renderer.words, low, high, axis.measure == "date")

    def figure(self, value: Any, measure: str | None, unit: Line | None = None) -> str:
        words = self.renderer.words
        if isinstance(value, date):
            return words.day(value)
        if measure == "money":
            return words.money(value)
        return joined(words.number(value), unit) if unit else words.number(value)

    def says(self, outcome: Outcome) -> Iterator[Said]:
        """What an outcome says, in the order of the decision's outputs."""
        for name, output in self.flow.outputs.items():
            value = outcome.then.get(name)
            if value is None or value == ():
                continue
            items = value if isinstance(value, tuple) else (value,)
            if output.refers:
                found = tuple(
                    entry
                    for one in items
                    if isinstance(one, Ref) and (entry := self.renderer.view.find(one)) is not None
                )
                titles = tuple(entry.fields.title for entry in found)
                yield Said(name, output.label, titles, found)
            elif output.measure in _FIGURES and not output.many:
                yield self._large(name, output.label, items[0], output.measure)
            else:
                texts = tuple(self.datum(one, output.measure) for one in items)
                yield Said(name, output.label, texts)

    def _large(self, name: str, label: str, value: Datum, measure: str | None) -> Said:
        """A figure and its unit apart: the figure is what the eye looks for."""
        text = self.datum(value, measure)
        figure = text
        if measure == "working-days" and isinstance(value, int) and value:
            figure = self.renderer.words.number(value)
        unit = text.removeprefix(figure).strip()
        if isinstance(text, Word):
            unit = Word(unit).lent(text.lender)
        return Said(name, label, (text,), large=True, figure=figure, unit=unit)

    def datum(self, value: Datum, measure: str | None) -> str:
        if measure == "working-days" and isinstance(value, int):
            if not value:
                return self.renderer.words("decision.at_once")
            return self.renderer.words("unit.working-days", count=value)
        if isinstance(value, int | Decimal | date):
            return self.figure(value, measure)
        return value

    def rows(self) -> Iterator[tuple[Outcome, list[tuple[str, ...]], tuple[Said, ...]]]:
        """A table's rows: the outcome, the conditions on each input in words, what it says."""
        fields = self.entry.fields
        if not isinstance(fields, Table):
            return
        for row in fields.rows:
            conditions = [
                self.condition(fields.inputs[name], row.when.get(name)) for name in fields.inputs
            ]
            outcome = self.flow.outcomes[row.id]
            yield outcome, conditions, tuple(self.says(outcome))

    def condition(self, asked: Any, when: Any) -> tuple[str, ...]:
        """What a row asks of one input: one of these texts."""
        if when is None:
            return (self.renderer.words("decision.any"),)
        if not isinstance(when, Range):
            chosen = when if isinstance(when, tuple) else (when,)
            return tuple(asked.choices.get(one, one) for one in chosen)
        return (self._range(asked, when),)

    def _range(self, asked: Any, when: Range) -> str:
        low, high = (self._end(when, asked, side) for side in (_LOW, _HIGH))
        return span_words(self.renderer.words, low, high, asked.measure == "date")

    def _end(self, when: Range, asked: Any, side: tuple[tuple[str, str], ...]) -> End | None:
        for word, name in side:
            value = getattr(when, name)
            if value is not None:
                return word, self.figure(self._bound(value), asked.measure, asked.unit)
        return None

    def _bound(self, value: Any) -> Any:
        """A bound's value, that of the threshold it names."""
        named = self.renderer.view.find(value) if isinstance(value, Ref) else None
        return named.fields.value if named is not None else value

    def periods(self) -> Iterator[Period]:
        """How a table changes with the date: its stretches of dates, the earliest first."""
        fields = self.entry.fields
        if not isinstance(fields, Table):
            return
        for name, asked in fields.inputs.items():
            if asked.measure != "date":
                continue
            spans: dict[Range, list[Any]] = {}
            for row in fields.rows:
                when = row.when.get(name)
                if isinstance(when, Range):
                    spans.setdefault(when, []).append(row)
            for when in sorted(spans, key=self._first):
                rows = tuple(
                    (self.flow.outcomes[row.id], self._measured(row, name)) for row in spans[when]
                )
                ask, span = asked.ask or name, self._range(asked, when)
                yield Period(ask, span, self._holds(when, self.renderer.view.day), rows)

    def _measured(self, row: Any, besides: str) -> str:
        """The ranges a row is for, but that of the date."""
        inputs = self.entry.fields.inputs
        return ", ".join(
            self._range(inputs[name], when)
            for name, when in row.when.items()
            if name != besides and isinstance(when, Range)
        )

    def _first(self, when: Range) -> date:
        start = self._bound(when.since if when.since is not None else when.above)
        return start if isinstance(start, date) else date.min

    def _holds(self, when: Range, day: date) -> bool:
        since, above, below, up_to = (
            bound if isinstance(bound := self._bound(value), date) else None
            for value in (when.since, when.above, when.below, when.up_to)
        )
        return (
            (since is None or since <= day)
            and (above is None or above < day)
            and (below is None or day < below)
            and (up_to is None or day <= up_to)
        )
