"""Cases: a situation told, the questions it raises, the walk that answers them."""

from typing import Annotated

from playbook.model.envelope import Envelope, FrozenMap, Record
from playbook.model.scalars import Id, Ref, To
from playbook.model.texts import Name, Prose


class CaseQuestion(Record):
    """What is asked, what we answer, and on what that rests."""

    ask: Prose
    answer: Prose
    basis: Prose | None = None


class CaseWalk(Record):
    """The case run through a decision: what is given, and the outcome (or row) expected."""

    decision: Annotated[Ref, To("decisions")]
    given: FrozenMap[Id, Name]
    expect: Id


class Case(Envelope):
    situation: Prose
    questions: tuple[CaseQuestion, ...]
    walk: CaseWalk | None = None
    lessons: tuple[Prose, ...] = ()
