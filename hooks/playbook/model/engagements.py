"""Engagements (démarches): one strategy tried with one internal client, and what came of it."""

from typing import Annotated, Literal

from playbook.model.envelope import Envelope, Record
from playbook.model.scalars import Day, Ref, To
from playbook.model.texts import Line, Prose


class Result(Record):
    """What came of it: the field feedback."""

    outcome: Literal["worked", "partly", "failed"]
    cost: Line
    before: Line
    after: Line
    lesson: Prose


class Engagement(Envelope):
    perimeter: Annotated[Ref, To("perimeters")]
    persona: Annotated[Ref, To("personas")]
    strategy: Annotated[Ref, To("strategies")]
    since: Day
    revisit: Day
    proof: Prose | None = None
    """The file chosen as proof of value."""
    next_step: Prose | None = None
    state: Literal["planned", "running", "paused", "ended"]
    ended: Day | None = None
    result: Result | None = None
