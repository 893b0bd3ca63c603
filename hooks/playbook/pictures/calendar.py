"""Days on a line from left to right: where each stands, in per cent, and which months are named."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from playbook.figures.reading import Period
from playbook.upkeep.calendar import after

_LEAST = 6
"""So many months a line has at least: of a single day one sees when it is."""
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_FULL = 200
"""What is named so closely that names fill the line twice need not be tried."""


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
        whole = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        for step in _STEPS:
            if whole / step * room > _FULL:
                continue
            begin = -(self.first.year * 12 + self.first.month - 1) % step
            found = [after(self.first, Period(at, "month")) for at in range(begin, whole, step)]
            places = [self.at(one) for one in found]
            if all(right - left >= room for left, right in pairwise(places)):
                return tuple(one for one, x in zip(found, places, strict=True) if x + room <= 100)
        return (self.first,)


def line(days: Sequence[date]) -> Line:
    """A line that holds all these days, in whole months."""
    first = min(days).replace(day=1)
    last = after(max(days).replace(day=1), Period(1, "month"))
    return Line(first, max(last, after(first, Period(_LEAST, "month"))))
