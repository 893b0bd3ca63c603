"""Commitments: what purchasing promises its internal clients."""

from typing import Annotated

from playbook.model.envelope import Envelope
from playbook.model.scalars import Ref, To
from playbook.model.texts import Line, Prose


class Commitment(Envelope):
    promise: Prose
    within: Line
    measured: Prose
    """How the promise is measured."""
    to: tuple[Annotated[Ref, To("personas")], ...] = ()
