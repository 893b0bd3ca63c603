"""What a decision holds, in its readers' words: answers, ranges, outputs, rows, regimes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from playbook.decisions import Flow
from playbook.decisions.axis import Figure, Limit, ends
from playbook.decisions.flow import Condition, Datum, Outcome, Output, Question
from playbook.decisions.table_flow import Row, TableFlow
from playbook.decisions.walk.unfold import Branch, Edge
from playbook.edition import Seen
from playbook.model.scalars import Ref
from playbook.pages.renderer import Renderer
from playbook.pages.spans import span_words
from playbook.pages.written import with_unit
from playbook.words import Word

_FIGURES = ("number", "working-days", "money")


class Said(NamedTuple):
    """One output of an outcome: its label, and its value as text or as entries."""

    id: str
    label: str
    items: tuple[str, ...]
    entries: tuple[Seen, ...] = ()
    large: bool = False
    """Whether it is a figure, shown large."""
    figure: str = ""
    """Empty where words stand for it: « aucun devis », « aucun délai »."""
    unit: str = ""
    basis: str | None = None
    """What the figure counts."""

    @property
    def people(self) -> bool:
        """Whether it names whom to call, or to ask."""
        return any(one.kind == "roles" for one in self.entries)

    @property
    def text(self) -> str:
        return self.items[0] if len(self.items) == 1 else ", ".join(self.items)


class Regime(NamedTuple):
    """A stretch of dates on which a table decides in one way."""

    span: str
    now: bool
    """Whether the edition's day lies in it."""
    rows: tuple[tuple[Outcome, str], ...]
    """The rows that hold only then, each with the range it is for."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one decision for the readers of one edition, of whose view it was compiled."""

    renderer: Renderer
    flow: Flow

    def answer(self, asked: Question, branch: Branch) -> str:
        """An answer as it is offered: its label, its range in words, « je ne sais pas »."""
        if branch.unsure:
            return self.renderer.words("decision.unknown")
        if branch.label is not None:
            return branch.label
        return self.span(asked, branch.lower, branch.upper)

    def span(self, asked: Question, lower: Edge | Limit | None, upper: Edge | Limit | None) -> str:
        """The range between two ends; with one of them only, what lies beyond it."""
        low = (lower.word, self._figure(lower.value, asked)) if lower else None
        high = (upper.word, self._figure(upper.value, asked)) if upper else None
        return span_words(self.renderer.words, low, high, asked.axis.measure == "date")

    def _figure(self, value: Figure, asked: Question) -> str:
        words, measure = self.renderer.words, asked.axis.measure
        if measure == "number" and asked.unit and isinstance(value, Decimal):
            return with_unit(words, value, asked.unit)
        return words.figure(value, measure)

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
                yield self.large(name, output, items[0])
            else:
                texts = tuple(self.datum(one, output.measure) for one in items)
                yield Said(name, output.label, texts)

    def large(self, name: str, output: Output, value: Datum) -> Said:
        """A figure and its unit apart: the figure is what the eye looks for. Of nothing, words."""
        text = self.datum(value, output.measure)
        said = Said(name, output.label, (text,), large=True, basis=output.basis)
        if not value and output.zero is not None:
            return said._replace(items=(output.zero,), unit=output.zero)
        figure = text
        if output.measure == "working-days" and isinstance(value, int):
            figure = self.renderer.words.number(value) if value else ""
        unit = text.removeprefix(figure).strip()
        if isinstance(text, Word):
            unit = Word(unit).lent(text.lender)
        return said._replace(figure=figure, unit=unit)

    def datum(self, value: Datum, measure: str | None) -> str:
        if measure == "working-days" and isinstance(value, int):
            if not value:
                return self.renderer.words("decision.at_once")
            return self.renderer.words("unit.working-days", count=value)
        if isinstance(value, int | Decimal | date):
            return self.renderer.words.figure(value, measure)
        return value

    def rows(self) -> Iterator[tuple[Outcome, list[tuple[str, ...]], tuple[Said, ...]]]:
        """A table's rows: the outcome, the conditions on each input in words, what it says."""
        if isinstance(self.flow, TableFlow):
            for row in self.flow.rows:
                outcome = self.flow.outcomes[row.id]
                conditions = [self._condition(one, row) for one in self.flow.inputs]
                yield outcome, conditions, tuple(self.says(outcome))

    def _condition(self, asked: Question, row: Row) -> tuple[str, ...]:
        if row.aside and asked.unknown == row.id:
            return (self.renderer.words("decision.unknown"),)
        return self.condition(asked, row.when.get(asked.id))

    def condition(self, asked: Question, when: Condition | None) -> tuple[str, ...]:
        """What a row asks of one input: one of these texts."""
        if when is None:
            return (self.renderer.words("decision.any"),)
        if asked.axis.measure is not None:
            return (self.span(asked, *ends(when.limits)),)
        return tuple(
            one.label or one.id
            for one in asked.answers
            if any(one.span.low in span for span in when.spans)
        )

    def regimes(self) -> Iterator[Regime]:
        """How a table changes with the date: its stretches of dates, the earliest first."""
        if not isinstance(self.flow, TableFlow):
            return
        for asked in self.flow.inputs:
            if asked.axis.measure != "date":
                continue
            today = asked.axis.number(self.renderer.view.day)
            stretches: dict[Condition, list[Row]] = {}
            for row in self.flow.rows:
                if asked.id in row.when:
                    stretches.setdefault(row.when[asked.id], []).append(row)
            for when, rows in sorted(stretches.items(), key=lambda one: one[0].spans[0].low):
                yield Regime(
                    span=self.span(asked, *ends(when.limits)),
                    now=any(today in span for span in when.spans),
                    rows=tuple(
                        (self.flow.outcomes[row.id], self._ranges(row, asked)) for row in rows
                    ),
                )

    def _ranges(self, row: Row, besides: Question) -> str:
        """The ranges a row is for, but that of one question."""
        return ", ".join(
            self.span(asked, *ends(when.limits))
            for name, when in row.when.items()
            if when.limits and (asked := self.flow.questions[name]) is not besides
        )
