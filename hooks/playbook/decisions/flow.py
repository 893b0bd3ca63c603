"""What a decision is once its bounds are resolved and its values typed: records, and its problems."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from playbook import source
from playbook.decisions.axis import Axis, Limit, Span
from playbook.diagnostics import Diagnostic, Related, diagnostic
from playbook.model.decisions import Example
from playbook.model.decisions import Output as Output
from playbook.model.scalars import Ref
from playbook.model.texts import Line

Path = tuple[str | int, ...]
Datum = str | int | Decimal | date | Ref
"""A typed output: text, working days, a number or an amount, a date, the id of an entry."""
Then = Mapping[str, Datum | tuple[Datum, ...]]


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding before its place is known: `path` leads to it inside the decision's entry."""

    code: str
    path: Path
    message: str
    hint: str = ""
    of_key: bool = False
    related: tuple[tuple[str, Path], ...] = ()

    def diagnostic(self, node: source.Node) -> Diagnostic:
        """The finding at its line and column of the entry `node`."""
        return diagnostic(
            self.code,
            source.place(node, self.path, self.of_key),
            self.message,
            self.hint,
            [Related(message, source.place(node, path)) for message, path in self.related],
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer an author wrote: a choice, or in a tree a range. `go` is None when it leads nowhere."""

    id: str
    label: str | None
    span: Span
    limits: tuple[Limit, ...] = ()
    go: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. A table's measured inputs have no answers of their own: rows make the ranges."""

    id: str
    ask: str
    axis: Axis
    help: str | None = None
    answers: tuple[Answer, ...] = ()
    unknown: str | None = None
    """The question, outcome or row that « je ne sais pas » leads to."""
    today: bool = False
    """A date that is today's unless a reader asks for another."""
    unit: Line | None = None
    basis: str | None = None
    tax: Literal["excluded", "included"] | None = None
    sound: bool = True
    """False when an answer could not be read: what it covers is not known."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a decision ends; a row of a table is one."""

    id: str
    title: str
    advice: str | None = None
    then: Then = field(default_factory=dict)
    rules: tuple[Ref, ...] = ()
    owner: Ref | None = None
    on_contract: bool = False
    """Whether one orders on a contract of what is bought."""

    @property
    def says(self) -> tuple[object, ...]:
        """What tells it from another outcome; a title alone counts only where nothing else is said."""
        content = (
            tuple(sorted(self.then.items(), key=lambda pair: pair[0])),
            self.advice,
            self.rules,
        )
        return content if self.then else (*content, self.title)


@dataclass(frozen=True, slots=True)
class Condition:
    """The values of one input a row holds for: disjoint spans in rising order, and how they are written."""

    spans: tuple[Span, ...]
    limits: tuple[Limit, ...] = ()


class World(NamedTuple):
    """What a table has come to on certain dates: the rows still possible, the inputs still open."""

    dates: int
    """A mask of cells of the date input; 0 once nothing depends on it."""
    rows: int
    open: int


class State(NamedTuple):
    """Where a walk stands: at a node of a tree, or in the worlds of a table."""

    node: str = ""
    worlds: tuple[World, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(ABC):
    """What trees and tables share, and how both are walked: from state to state, by answers."""

    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    outputs: Mapping[str, Output]
    examples: tuple[Example, ...]
    problems: tuple[Problem, ...]
    owned: bool
    """Whether the decision's entry names an owner."""

    @abstractmethod
    def initial(self) -> State: ...

    @abstractmethod
    def at(self, state: State) -> Question | Outcome | None:
        """What a state asks or says; None where the decision has nothing to say."""

    @abstractmethod
    def after(self, state: State, number: int) -> State | None:
        """The state after the answer `number` to the question of `state`; None: no such answer."""

    @abstractmethod
    def parts(self, state: State) -> Iterator[tuple[Answer, State]]:
        """The answers to the question of `state`, ranges in rising order, each with what follows."""

    @abstractmethod
    def cost(self, state: State, parts: bool = False) -> int:
        """Steps that one answer takes to follow from `state`; or all of its `parts`."""

    @abstractmethod
    def leads(self, target: str) -> State:
        """The state of a question, outcome or row by its id."""
