"""Decisions: a tree of questions, or a table of rows. Both are walked in the same way."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from playbook.model.envelope import Envelope, FrozenMap, Record
from playbook.model.scalars import Bound, Flag, Id, Number, Ref, To
from playbook.model.texts import Line, Name, Prose

Measure = Literal["money", "number", "date"]
OutputMeasure = Literal["text", "money", "number", "working-days", "date"]
ThenTexts = FrozenMap[Id, Line | tuple[Line, ...]]
"""What an outcome says, as it is written: of each output one text, or several."""
OUTCOME_RULES = tuple[Annotated[Ref, To("rules")], ...]


class Range(Record):
    """A set of values between two bounds, each open (`above`, `below`) or closed."""

    since: Bound | None = Field(None, alias="from")
    above: Bound | None = None
    below: Bound | None = None
    up_to: Bound | None = None


class Answer(Record):
    """One answer to a question of a tree: a choice by its label, or a range of what is measured."""

    label: Line | None = None
    since: Bound | None = Field(None, alias="from")
    above: Bound | None = None
    below: Bound | None = None
    up_to: Bound | None = None
    go: Id


class Question(Record):
    """A step of a tree. Without `measure` its answers are choices, else ranges."""

    ask: Line
    help: Prose | None = None
    measure: Measure | None = None
    tax: Literal["excluded", "included"] | None = None
    basis: Line | None = None
    unit: Line | None = None
    min: Bound | None = None
    max: Bound | None = None
    step: Number | None = None
    default: Literal["today"] | None = None
    unknown: Id | None = None
    """The question or outcome that « je ne sais pas » leads to."""
    answers: FrozenMap[Id, Answer]


class Input(Record):
    """What a table asks: choices, or something measured."""

    ask: Line | None = None
    help: Prose | None = None
    choices: FrozenMap[Id, Line] | None = None
    measure: Measure | None = None
    tax: Literal["excluded", "included"] | None = None
    basis: Line | None = None
    unit: Line | None = None
    min: Bound | None = None
    max: Bound | None = None
    step: Number | None = None
    default: Literal["today"] | None = None
    unknown: Id | None = None
    """The row that « je ne sais pas » leads to."""


class Output(Record):
    """What an outcome says, and how it is compared with its neighbours."""

    label: Line
    measure: OutputMeasure | None = None
    refers: Literal["roles", "documents", "rules", "perimeters", "thresholds"] | None = None
    many: Flag = False
    basis: Line | None = None
    """What a figure counts: from what until what."""
    zero: Line | None = None
    """What stands for a zero: « aucun devis »."""
    stricter: Literal["more", "less"] | None = None


class Outcome(Record):
    """Where a tree ends."""

    title: Line
    advice: Prose | None = None
    then: ThenTexts = {}
    rules: OUTCOME_RULES = ()
    on_contract: Flag | None = None
    """Whether one orders on a contract: those of what is bought stand beside the answer."""
    owner: Annotated[Ref, To("roles")] | None = None


def _shape(value: object) -> str:
    if isinstance(value, Mapping):
        return "range"
    return "choices" if isinstance(value, list) else "choice"


Condition = Annotated[
    Annotated[Id, Tag("choice")]
    | Annotated[tuple[Id, ...], Tag("choices")]
    | Annotated[Range, Tag("range")],
    Discriminator(_shape),
]


class Row(Record):
    """One line of a table: when it holds, what follows. An input it does not name may be anything."""

    id: Id
    title: Line
    when: FrozenMap[Id, Condition] = {}
    then: ThenTexts = {}
    advice: Prose | None = None
    rules: OUTCOME_RULES = ()
    on_contract: Flag | None = None
    """Whether one orders on a contract: those of what is bought stand beside the answer."""


class Example(Record):
    """A case whose answer is known; it runs at every check."""

    case: Line
    given: FrozenMap[Id, Name]
    expect: Id


class Tree(Envelope):
    form: Literal["tree"]
    start: Id
    questions: Annotated[FrozenMap[Id, Question], Field(min_length=1)]
    outcomes: Annotated[FrozenMap[Id, Outcome], Field(min_length=1)]
    outputs: FrozenMap[Id, Output] = {}
    examples: tuple[Example, ...] = ()


class Table(Envelope):
    form: Literal["table"]
    policy: Literal["unique", "first"] = "unique"
    inputs: Annotated[FrozenMap[Id, Input], Field(min_length=1)]
    outputs: FrozenMap[Id, Output] = {}
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    examples: tuple[Example, ...] = ()


def _form(value: Any) -> str | None:
    return value.get("form") if isinstance(value, Mapping) else None


Decision = Annotated[
    Annotated[Tree, Tag("tree")] | Annotated[Table, Tag("table")], Discriminator(_form)
]
