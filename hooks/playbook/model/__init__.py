"""2 validate: the shape of every kind. One module per kind, and the envelope they share."""

from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from playbook.model.cases import Case
from playbook.model.commitments import Commitment
from playbook.model.communication import Message
from playbook.model.decisions import Decision
from playbook.model.documents import Document
from playbook.model.engagements import Engagement
from playbook.model.glossary import Term
from playbook.model.kinds import WORDS
from playbook.model.perimeters import Perimeter
from playbook.model.personas import Persona
from playbook.model.playbook import Settings
from playbook.model.roadmap import Action
from playbook.model.roles import Role
from playbook.model.rules import Rule
from playbook.model.sources import Source
from playbook.model.strategies import Strategy
from playbook.model.thresholds import Threshold

__all__ = ["KINDS", "WORDS", "Settings"]

KINDS: MappingProxyType[str, TypeAdapter[Any]] = MappingProxyType(
    {
        "decisions": TypeAdapter(Decision),
        "perimeters": TypeAdapter(Perimeter),
        "documents": TypeAdapter(Document),
        "commitments": TypeAdapter(Commitment),
        "rules": TypeAdapter(Rule),
        "thresholds": TypeAdapter(Threshold),
        "roles": TypeAdapter(Role),
        "personas": TypeAdapter(Persona),
        "strategies": TypeAdapter(Strategy),
        "cases": TypeAdapter(Case),
        "engagements": TypeAdapter(Engagement),
        "roadmap": TypeAdapter(Action),
        "communication": TypeAdapter(Message),
        "glossary": TypeAdapter(Term),
        "sources": TypeAdapter(Source),
    }
)
