"""The communication plan: which message, for whom, by whom, when, and how one sees it arrived."""

from typing import Annotated

from playbook.model.envelope import Envelope
from playbook.model.scalars import Day, Ref, To
from playbook.model.texts import Line, Prose


class Message(Envelope):
    target: tuple[Annotated[Ref, To("personas")], ...]
    message: Prose
    why: Prose
    carrier: Annotated[Ref, To("roles")]
    channel: Line
    on: Day | None = None
    """A date, when it is said once."""
    cadence: Line | None = None
    """How often, when it is said again and again."""
    brake: Prose
    """What may keep it from being heard."""
    measure: Prose
