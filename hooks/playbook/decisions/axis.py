"""What a question can be answered with, numbered: choices by their rank, measures by their steps.

Every set of values a decision speaks of is thus a set of whole numbers, and every statement about
such sets is exact: between one cent and the next there is nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Final, Literal, NamedTuple

from playbook.figures.writing import Figures, plain
from playbook.model.decisions import Measure

# Decimals multiply and add within this many digits, so that nothing is ever rounded.
_EXACT = Context(prec=200)


class Unknown(Enum):
    """« Je ne sais pas », an answer where the author allows it."""

    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return self.value


UNKNOWN: Final = Unknown.UNKNOWN
Figure = Decimal | date
Value = str | Decimal | date | Unknown
"""An answer: a choice by its id, an amount or a number, a date, or `UNKNOWN`."""
Word = Literal["from", "above", "below", "up_to"]


class Limit(NamedTuple):
    """A bound as it is written; `threshold` is the id it was written with, if it was."""

    word: Word
    value: Figure
    threshold: str | None = None


def ends(limits: Iterable[Limit]) -> tuple[Limit | None, Limit | None]:
    """The lower and the upper one of the limits of a range, where it has them."""
    low = high = None
    for limit in limits:
        if limit.word in ("from", "above"):
            low = low or limit
        else:
            high = high or limit
    return low, high


class Span(NamedTuple):
    """The whole numbers from `low` to `high`, both included; `high` None is without end."""

    low: int
    high: int | None

    def __contains__(self, number: object) -> bool:
        return (
            isinstance(number, int)
            and self.low <= number
            and (self.high is None or number <= self.high)
        )

    @property
    def empty(self) -> bool:
        return self.high is not None and self.high < self.low


@dataclass(frozen=True, slots=True)
class Axis:
    """The possible answers of one question, numbered from 0 to `last` (None: without end).

    Number n stands for the n-th choice, or for `origin` + n × `step` (dates: days). `from_min` and
    `to_max` tell whether the author's domain ends there, or only the calendar does.
    """

    measure: Measure | None = None
    choices: tuple[str, ...] = ()
    origin: Figure = Decimal(0)
    step: Decimal = Decimal(1)
    last: int | None = None
    from_min: bool = True
    to_max: bool = True

    @property
    def whole(self) -> Span:
        return Span(0, self.last)

    def position(self, figure: Figure) -> Fraction:
        """Where a figure stands among the numbers; between two of them where no step reaches."""
        if isinstance(figure, date) and isinstance(self.origin, date):
            return Fraction((figure - self.origin).days) / Fraction(self.step)
        if isinstance(figure, Decimal) and isinstance(self.origin, Decimal):
            return (Fraction(figure) - Fraction(self.origin)) / Fraction(self.step)
        raise TypeError(f"{figure!r} cannot be compared with a {self.measure}")

    def number(self, figure: Figure) -> int | None:
        """The number of a figure, or None when the question cannot be answered so."""
        position = self.position(figure)
        found = floor(position)
        return found if position == found and found in self.whole else None

    def span(self, limits: Iterable[Limit]) -> Span:
        """What lies between the limits and inside the domain; perhaps nothing."""
        low, high = self.whole
        for word, figure, _ in limits:
            position = self.position(figure)
            if word == "from":
                low = max(low, ceil(position))
            elif word == "above":
                low = max(low, floor(position) + 1)
            else:
                end = floor(position) if word == "up_to" else ceil(position) - 1
                high = end if high is None else min(high, end)
        return Span(low, high)

    def value(self, number: int) -> str | Figure:
        """What `number` stands for: a choice's id, a decimal or a date."""
        if self.measure is None:
            return self.choices[number]
        if isinstance(self.origin, date):
            return self.origin + timedelta(days=int(number * self.step))
        return _EXACT.add(self.origin, _EXACT.multiply(self.step, Decimal(number)))

    def text(self, number: int) -> str:
        """`number` as an address and a command line hold it: ``oui``, ``499.99``, ``2026-03-31``."""
        return plain(self.value(number), self.measure)

    def shown(self, value: Value, figures: Figures) -> str:
        """A value as messages say it: ``oui``, ``499,99 €``, ``31 mars 2026``."""
        if isinstance(value, str | Unknown):
            return str(value)
        return figures.figure(value, self.measure)

    def span_text(self, span: Span) -> str:
        """A span as `walks` prints it: ``500..4999.99``, ``500000..``, ``..2026-03-31``."""
        if self.measure is None:
            high = self.last if span.high is None else span.high
            return "|".join(self.choices[n] for n in range(span.low, (high or 0) + 1))
        low = "" if span.low == 0 and not self.from_min else self.text(span.low)
        at_end = span.high is None or (span.high == self.last and not self.to_max)
        high_text = "" if at_end or span.high is None else self.text(span.high)
        return low if span.low == span.high else f"{low}..{high_text}"

    def spans_text(self, spans: Iterable[Span]) -> str:
        return "|".join(self.span_text(span) for span in spans)

    def typical(self, span: Span) -> int:
        """A number of `span` a person would think of: the roundest, for dates the first."""
        low, high = span
        if self.measure == "date":
            return high if low == 0 and not self.from_min and high is not None else low
        if self.measure is None or high is None:
            return low
        return self._roundest(Fraction(self._decimal(low)), Fraction(self._decimal(high)), low)

    def _roundest(self, first: Fraction, last: Fraction, otherwise: int) -> int:
        digits = len(str(max(abs(floor(first)), abs(ceil(last)))))
        for exponent in range(digits, self.step.adjusted() - 2, -1):
            for unit in (Decimal(1).scaleb(exponent), Decimal(5).scaleb(exponent - 1)):
                # Zero is the roundest of all, and tells a reader least.
                times = max(ceil(first / Fraction(unit)), 1 if last > 0 else -digits)
                number = self.number(_EXACT.multiply(unit, times))
                if number is not None and times * Fraction(unit) <= last:
                    return number
        return otherwise

    def _decimal(self, number: int) -> Decimal:
        found = self.value(number)
        assert isinstance(found, Decimal)  # noqa: S101 # only measures that are no dates come here
        return found
