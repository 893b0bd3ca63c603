"""From what an author writes about a question's answers to its axis and its ranges."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from playbook.decisions.axis import Axis, Figure, Limit, Span, Word, ends
from playbook.decisions.flow import Path, Problem
from playbook.figures.writing import Figures, plain
from playbook.model.decisions import Input, Measure, Question
from playbook.model.scalars import Ref
from playbook.suggest import Nearest, suggestion

Say = Callable[[Problem], None]
"""Takes a problem down."""
Thresholds = Mapping[str, Figure]
STEPS: Mapping[Measure, Decimal] = {
    "money": Decimal("0.01"),
    "number": Decimal(1),
    "date": Decimal(1),
}
LARGEST, FINEST = Decimal(10) ** 15, Decimal(10) ** -6
"""Beyond these figures can no longer be written out exactly everywhere, nor does anybody buy so."""
_WORDS: Mapping[str, Word] = {"since": "from", "above": "above", "below": "below", "up_to": "up_to"}
_OF_MEASURES = ("min", "max", "step", "unit", "basis", "tax", "default")


class Bounded(Protocol):
    """A range or a tree's answer: both carry the four bounds."""

    @property
    def since(self) -> Decimal | date | Ref | None: ...
    @property
    def above(self) -> Decimal | date | Ref | None: ...
    @property
    def below(self) -> Decimal | date | Ref | None: ...
    @property
    def up_to(self) -> Decimal | date | Ref | None: ...


class Reader:
    """Reads axes and ranges with the playbook's thresholds, and says what does not fit."""

    def __init__(self, thresholds: Thresholds, say: Say, figures: Figures) -> None:
        self.thresholds, self.say, self.figures = thresholds, say, figures

    def axis(
        self, asked: Question | Input, choices: tuple[str, ...], path: Path
    ) -> tuple[Axis, bool]:
        """The axis of a question or input, and whether all of it could be read."""
        name = path[-1]
        if asked.measure is None:
            for field in _OF_MEASURES if choices else ():
                if getattr(asked, field) is not None:
                    message = f'"{field}" is for what is measured, and "{name}" has choices'
                    hint = f'delete it, or write "measure" in "{name}"'
                    self.say(Problem("wrong-shape", (*path, field), message, hint, of_key=True))
            return Axis(choices=choices, last=len(choices) - 1), bool(choices)
        for field, measure in (("default", "date"), ("tax", "money")):
            if getattr(asked, field) is not None and asked.measure != measure:
                message = f'"{field}" is for a {measure}, and "{name}" is a {asked.measure}'
                self.say(Problem("wrong-shape", (*path, field), message, "delete it", of_key=True))
        step = asked.step if asked.step is not None else STEPS[asked.measure]
        if not FINEST <= step <= LARGEST or (asked.measure == "date" and step % 1):
            message = f'"{name}" cannot go in steps of {self.figures.figure(step, asked.measure)}'
            hint = "write a number above 0 (for dates: of whole days)"
            self.say(Problem("outside-domain", (*path, "step"), message, hint))
            return self._measured(asked.measure, STEPS[asked.measure], None, None, path, False)
        low = self._end(asked, "min", path)
        high = self._end(asked, "max", path)
        sound = (low is None) == (asked.min is None) and (high is None) == (asked.max is None)
        return self._measured(asked.measure, step, low, high, path, sound)

    def _measured(
        self,
        measure: Measure,
        step: Decimal,
        low: Limit | None,
        high: Limit | None,
        path: Path,
        sound: bool,
    ) -> tuple[Axis, bool]:
        dated = measure == "date"
        origin = low.value if low else date.min if dated else Decimal(0)
        axis = Axis(
            measure, (), origin, step, None, bool(low) or not dated, bool(high) or not dated
        )
        end = high or (Limit("up_to", date.max) if dated else None)
        if end is None:
            return axis, sound
        last = axis.span([end]).high
        if last is None or last < 0:
            message = f'"{path[-1]}" ends before it begins'
            hint = 'let "max" be at least "min"'
            self.say(Problem("outside-domain", (*path, "max"), message, hint))
            return axis, False
        return Axis(measure, (), origin, step, last, axis.from_min, axis.to_max), sound

    def _end(self, asked: Question | Input, field: str, path: Path) -> Limit | None:
        bound = getattr(asked, field)
        if bound is None:
            return None
        assert asked.measure is not None  # noqa: S101 # only measured questions have ends
        word: Word = "from" if field == "min" else "up_to"
        return self._limit(word, bound, asked.measure, str(path[-1]), (*path, field))

    def span(
        self, bounded: Bounded, axis: Axis, name: str, path: Path
    ) -> tuple[Span, tuple[Limit, ...]] | None:
        """What lies between the bounds of `bounded`, and these as written; None if unreadable.

        `name` is the question's id, `path` leads to the mapping that holds the bounds.
        """
        assert axis.measure is not None  # noqa: S101 # only measured questions have ranges
        limits: list[Limit] = []
        sound = True
        for field, word in _WORDS.items():
            bound = getattr(bounded, field)
            if bound is None:
                continue
            limit = self._limit(word, bound, axis.measure, name, (*path, word))
            if limit is None:
                sound = False
            elif axis.number(limit.value) is None:
                self._outside(limit, axis, name, (*path, word))
                sound = False
            else:
                limits.append(limit)
        for first, second in (("from", "above"), ("below", "up_to")):
            if {first, second} <= {limit.word for limit in limits}:
                message = f'"{first}" and "{second}" both limit the same side'
                self.say(
                    Problem("wrong-shape", (*path, second), message, "keep one of the two", True)
                )
                sound = False
        if not sound:
            return None
        span = axis.span(limits)
        if span.empty:
            self.say(self._nothing_between(limits, axis, name, path))
            return None
        return span, tuple(limits)

    def _limit(
        self, word: Word, bound: Decimal | date | Ref, measure: Measure, name: str, path: Path
    ) -> Limit | None:
        """A bound with its threshold resolved; None for an unknown one, which linking reports."""
        threshold = str(bound) if isinstance(bound, Ref) else None
        figure = self.thresholds.get(bound) if isinstance(bound, Ref) else bound
        if figure is None:
            return None
        if isinstance(figure, date) != (measure == "date"):
            kind = "date" if isinstance(figure, date) else "number"
            shown = (
                f'threshold "{threshold}"' if threshold else f"« {self.figures.figure(figure)} »"
            )
            message = f'{shown} is a {kind}, and "{name}" is measured as {measure}'
            self.say(Problem("outside-domain", path, message, _example_of(measure)))
            return None
        if isinstance(figure, Decimal) and abs(figure) > LARGEST:
            shown = f"« {self.figures.figure(figure, measure)} »"
            shown = f'"{threshold}"' if threshold else shown
            message = f"{shown} is beyond {self.figures.figure(LARGEST, measure)}"
            self.say(Problem("outside-domain", path, message, "write a figure somebody could mean"))
            return None
        return Limit(word, figure, threshold)

    def _outside(self, limit: Limit, axis: Axis, name: str, path: Path) -> None:
        shown = self.figures.figure(limit.value, axis.measure)
        shown = f'"{limit.threshold}" ({shown})' if limit.threshold else f"« {shown} »"
        position = axis.position(limit.value)
        if position < 0:
            why = f"it begins at {axis.shown(axis.value(0), self.figures)}"
        elif axis.last is not None and position > axis.last:
            why = f"it ends at {axis.shown(axis.value(axis.last), self.figures)}"
        else:
            why = f"it goes in steps of {self.figures.figure(axis.step, axis.measure)}"
        message = f'{shown} is no value of "{name}": {why}'
        hint = f'write a value it can have, or change "min", "max" or "step" of "{name}"'
        self.say(Problem("outside-domain", path, message, hint))

    def _nothing_between(
        self, limits: Sequence[Limit], axis: Axis, name: str, path: Path
    ) -> Problem:
        """Bounds that leave nothing: swapped, or equal where one of them is left out."""
        low, high = ends(limits)
        if low is None or high is None:
            message = f'no value of "{name}" lies in this range'
            hint = f'write a limit that "{name}" can have'
            return Problem("outside-domain", (*path, limits[0].word), message, hint)
        first, second = (self.figures.figure(one.value, axis.measure) for one in (low, high))
        message = f'no value of "{name}" lies in this range'
        if low.value == high.value:
            names = " and ".join(f'"{one.threshold}"' for one in (low, high) if one.threshold)
            both = "both are" if low.threshold and high.threshold else "both its limits are"
            message += f": {names} {both} {first}" if names else f": {both} {first}"
            hint = f"both say {plain(low.value)}: delete the row or the answer, or let its limits differ"
        else:
            message += f": it begins at {first} and ends at {second}"
            begin, end = (one.threshold or plain(one.value, axis.measure) for one in (high, low))
            hint = f"swap the two: « {low.word}: {begin} » and « {high.word}: {end} »"
        return Problem("outside-domain", (*path, limits[0].word), message, hint)


def _example_of(measure: Measure) -> str:
    return "write a date, as 2026-04-01" if measure == "date" else "write a number, as 5000"


def choice_spans(numbers: set[int]) -> tuple[Span, ...]:
    """Choices by their ranks as disjoint spans, rising."""
    spans: list[Span] = []
    for number in sorted(numbers):
        if spans and spans[-1].high == number - 1:
            spans[-1] = Span(spans[-1].low, number)
        else:
            spans.append(Span(number, number))
    return tuple(spans)


def unknown_choice(choice: str, name: str, axis: Axis, path: Path, nearest: Nearest) -> Problem:
    message = f'"{name}" has no choice "{choice}"'
    hint = suggestion(choice, axis.choices, nearest, ("choice", name))
    return Problem("outside-domain", path, message, hint)
