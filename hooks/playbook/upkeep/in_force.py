"""Whether an entry holds on a day: what is approved, has begun and is not over."""

from datetime import date
from typing import Any, Literal

Standing = Literal["draft", "in-review", "approved", "retired", "to-come", "over"]
"""A status; of what is approved, also whether its days have not come yet or are past."""


def begins(fields: Any) -> date | None:
    """The first day on which an entry holds; None where none is said."""
    return fields.effective.since if fields.effective is not None else None


def ends(fields: Any) -> date | None:
    """The last day on which an entry holds; None where none is said."""
    return fields.effective.until if fields.effective is not None else None


def standing(fields: Any, day: date) -> Standing:
    """How an entry with the `fields` of an envelope stands on `day`: only `approved` decides."""
    status: Standing = fields.status
    if status != "approved":
        return status
    first, last = begins(fields), ends(fields)
    if last is not None and last < day:
        return "over"
    return "to-come" if first is not None and first > day else "approved"


def in_force(fields: Any, day: date) -> bool:
    return standing(fields, day) == "approved"
