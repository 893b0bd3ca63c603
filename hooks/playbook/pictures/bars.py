"""Amounts as bars: each beside the longest, or several as parts of one."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise


def lengths(amounts: Sequence[Decimal]) -> tuple[float, ...]:
    """How long each bar is, in per cent of the longest; what is below nought has none."""
    longest = max(amounts, default=Decimal(0))
    if longest <= 0:
        return tuple(0.0 for _ in amounts)
    return tuple(max(0.0, round(float(100 * one / longest), 1)) for one in amounts)


def parts(amounts: Sequence[Decimal]) -> tuple[tuple[float, float], ...]:
    """Where each part of a bar begins and how long it is, in per cent of the whole, one after the other."""
    whole = sum(one for one in amounts if one > 0)
    if not whole:
        return tuple((0.0, 0.0) for _ in amounts)
    edges = [0.0]
    upto = Decimal(0)
    for one in amounts:
        upto += max(one, Decimal(0))
        edges.append(round(float(100 * upto / whole), 1))
    return tuple((start, round(end - start, 1)) for start, end in pairwise(edges))
