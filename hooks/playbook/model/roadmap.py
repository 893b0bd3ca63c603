"""The roadmap: the purchasing actions by perimeter, with their dates and what they wait for."""

from typing import Annotated, Literal

from playbook.model.envelope import Envelope
from playbook.model.scalars import Day, Ref, To
from playbook.model.texts import Prose


class Action(Envelope):
    perimeter: Annotated[Ref, To("perimeters")] | None = None
    action: Prose
    start: Day
    due: Day
    state: Literal["planned", "running", "done", "dropped"]
    depends_on: tuple[Annotated[Ref, To("roadmap")], ...] = ()
