"""Named thresholds: one number, one place, used by decisions and prose alike."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from playbook.model.envelope import Envelope
from playbook.model.scalars import Line, Read, Ref, bound, wrong


def _value(value: object) -> Decimal | date:
    found = bound(value)
    if isinstance(found, Ref):
        raise wrong(f'"{found}" is no value: write a number, an amount or a date')
    return found


class Threshold(Envelope):
    value: Annotated[Decimal | date, Read(_value, type=["number", "string"])]
    unit: Line | None = None
    """The currency of the playbook unless said: ``%``, ``days``, ``hours`` …"""
    tax: Literal["excluded", "included"] | None = None
    basis: Line | None = None
    """What is counted: « engagement total, renouvellements compris »."""
    origin: Literal["legal", "own"] = "own"
    source: Line | None = None
    """Where a legal value is written: the article."""
