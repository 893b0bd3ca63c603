"""Days on a line from left to right: where each stands, in per cent, and which months are named."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

_LEAST = 6
"""So many months a line has at least: of a single day one sees when it is."""
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


class Line(NamedTuple):
    """From the first day of a month to the first of another."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands, in per cent; one beyond an end stands there."""
        share = 100 * (day - self.first).days / (self.last - self.first).days
        return round(min(max(share, 0.0), 100.0), 1)

    def span(self, begin: date, end: date) -> tuple[float, float]:
        """Where what lasts from one day to another begins, and how long it is: long enough to be seen."""
        x = self.at(begin)
        width = round(max(self.at(end) - x, 0.8), 1)
        return min(x, round(100 - width, 1)), width

    def months(self, room: float) -> tuple[date, ...]:
        """The months to be named where a name needs so much room, in per cent: they do not meet."""
        for step in _STEPS:
            found = [one for one in self._firsts() if (one.year * 12 + one.month - 1) % step == 0]
            places = [self.at(one) for one in found]
            apart = (right - left for left, right in pairwise(places))
            if all(one >= room for one in apart):
                return tuple(one for one, x in zip(found, places, strict=True) if x + room <= 100)
        return (self.first,)

    def _firsts(self) -> Sequence[date]:
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        return [self.first + relativedelta(months=at) for at in range(months)]


def line(days: Sequence[date]) -> Line:
    """A line that holds all these days, in whole months."""
    first = min(days).replace(day=1)
    last = max(days).replace(day=1) + relativedelta(months=1)
    return Line(first, max(last, first + relativedelta(months=_LEAST)))
