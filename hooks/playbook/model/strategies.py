"""Strategies: ways of working with an internal client who would rather do without purchasing."""

from typing import Annotated, Literal

from playbook.model.envelope import Envelope, Record
from playbook.model.scalars import Ref, To, Whole
from playbook.model.texts import Line, Prose

Stance = Literal["isolate", "prove", "confront"]


class Switch(Record):
    """When to leave this strategy, and for which one; without `to`, for the escalation."""

    when: Prose
    to: Annotated[Ref, To("strategies")] | None = None


class Strategy(Envelope):
    rank: Whole
    stance: Stance
    intent: Prose
    when: tuple[Prose, ...]
    avoid_when: tuple[Prose, ...] = ()
    prerequisites: tuple[Prose, ...] = ()
    steps: tuple[Prose, ...]
    effort: Line
    horizon: Line
    relationship: Prose
    """The effect on the relationship with the internal client."""
    benefits: tuple[Prose, ...] = ()
    costs: tuple[Prose, ...] = ()
    risks: tuple[Prose, ...] = ()
    indicators: tuple[Prose, ...] = ()
    switches: tuple[Switch, ...] = ()
