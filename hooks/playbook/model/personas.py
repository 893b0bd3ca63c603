"""Personas: roles people play towards purchasing. Two faces on one page: everybody's, and buyers'."""

from typing import Annotated, Literal

from playbook.model.envelope import BUYERS, Envelope, Record
from playbook.model.scalars import Ref, To
from playbook.model.texts import Line, Prose

Level = Literal["low", "medium", "high"]


class Offer(Record):
    """What purchasing does for this person, and within how long."""

    what: Prose
    within: Line


class Objection(Record):
    """What is heard, and what may be answered."""

    says: Line
    answer: Prose


class Persona(Envelope):
    needs: tuple[Prose, ...]
    offer: tuple[Offer, ...]
    contact: Annotated[Ref, To("roles")]
    rules: tuple[Annotated[Ref, To("rules")], ...] = ()
    decisions: tuple[Annotated[Ref, To("decisions")], ...] = ()

    profile: Annotated[Line | None, BUYERS] = None
    influence: Annotated[Level | None, BUYERS] = None
    interest: Annotated[Level | None, BUYERS] = None
    traits: Annotated[tuple[Prose, ...], BUYERS] = ()
    fears: Annotated[tuple[Prose, ...], BUYERS] = ()
    motivations: Annotated[tuple[Prose, ...], BUYERS] = ()
    signals: Annotated[tuple[Prose, ...], BUYERS] = ()
    objections: Annotated[tuple[Objection, ...], BUYERS] = ()
    do: Annotated[tuple[Prose, ...], BUYERS] = ()
    avoid: Annotated[tuple[Prose, ...], BUYERS] = ()
    strategies: Annotated[tuple[Annotated[Ref, To("strategies")], ...], BUYERS] = ()
    indicators: Annotated[tuple[Prose, ...], BUYERS] = ()
