"""Governance rules: what must, must not, should or may be done, and how one is exempted."""

from typing import Annotated, Literal

from playbook.model.envelope import Envelope, Record
from playbook.model.scalars import Ref, Span, To
from playbook.model.texts import Prose

Strength = Literal["must", "must-not", "should", "may"]
Moment = Literal["before", "choosing", "signing", "paying", "ethics", "governance"]
"""What one is about to do when a rule matters: its list is parted by that."""


class Scope(Record):
    """Whom and what a rule binds; what is absent is everybody and everything."""

    perimeters: tuple[Annotated[Ref, To("perimeters")], ...] = ()
    roles: tuple[Annotated[Ref, To("roles")], ...] = ()


class Exemption(Record):
    """A derogation the rule itself allows."""

    when: Prose
    approver: Annotated[Ref, To("roles")] | None = None
    evidence: Prose | None = None
    expires: Span | None = None


class Rule(Envelope):
    strength: Strength
    moment: Moment | None = None
    statement: Prose
    rationale: Prose
    applies_to: Scope | None = None
    decided_by: Annotated[Ref, To("decisions")] | None = None
    approver: Annotated[Ref, To("roles")] | None = None
    exceptions: tuple[Exemption, ...] = ()
    evidence: Prose | None = None
