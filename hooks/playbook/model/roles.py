"""Roles: who does what, may approve up to how much, and how to reach them. Never a person's name."""

from typing import Annotated

from playbook.model.envelope import Envelope
from playbook.model.scalars import Limit, Mail, Ref, To
from playbook.model.texts import Name, Prose


class Role(Envelope):
    mandate: Prose
    approves_up_to: Limit | None = None
    """An amount, or a threshold's id; absent: this role approves nothing alone."""
    mail: Mail | None = None
    """A mailbox of the function."""
    phone: Name | None = None
    deputies: tuple[Annotated[Ref, To("roles")], ...] = ()
    incompatible_with: tuple[Annotated[Ref, To("roles")], ...] = ()
