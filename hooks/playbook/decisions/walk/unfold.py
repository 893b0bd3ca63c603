"""A decision as one graph without cycles, equal parts shared: what pages list and scripts walk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playbook.decisions.axis import UNKNOWN, Figure, Limit, Span, Word
from playbook.decisions.budget import Budget, SearchExhausted
from playbook.decisions.compile.decision import Flow
from playbook.decisions.flow import Answer, Outcome, Question, State
from playbook.decisions.table_flow import TableFlow

MOST_NODES = 5_000
"""A page with more steps is no page."""
MOST_BRANCHES = 50_000
"""Nor is one with more answers."""
MOST_WORK = 8_000_000
"""Steps (see `budget`) to look for them, some seconds: a decision may have few, hard to find."""
MOST_WALKED = 1_000_000
"""A list of walks that answers more questions is no list."""


class TooLarge(Exception):  # noqa: N818 # no error of the program: the decision asks too much of a page
    """The decision unfolds into more than `MOST_NODES` steps, or its walks into too many lines."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a range as it is written, with the ids of all thresholds that set it."""

    word: Word
    value: Figure
    thresholds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeNode:
    """Where a walk ends: the outcome's id, title, advice, then, rules and owner."""

    outcome: Outcome


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """One answer and what follows.

    `id` is None for a range of a table. `low` and `high` are the first and the last value of a
    range (None: without end), `lower` and `upper` its ends as written. « Je ne sais pas » has the
    id `unknown` and neither label nor range.
    """

    id: str | None
    label: str | None
    node: "Node"
    span: Span | None = None
    lower: Edge | None = None
    upper: Edge | None = None

    @property
    def unsure(self) -> bool:
        return self.span is None


@dataclass(frozen=True, slots=True, eq=False)
class QuestionNode:
    """A step: the question, and its branches in the order in which they are offered."""

    question: Question
    branches: tuple[Branch, ...]
    on_request: bool = False
    """A date that is today's: a reader is asked only on request, a script takes the day's branch."""

    def shown(self, branch: Branch) -> str:
        """The branch's answer as `walks` prints it."""
        return str(UNKNOWN) if branch.span is None else self.question.axis.span_text(branch.span)


Node = QuestionNode | OutcomeNode


def unfold(flow: Flow, most: int = MOST_NODES) -> Node | None:
    """The graph of every walk; None when there is no walk at all (of a decision with errors).

    Nodes with the same questions and outcomes below are one object. Answers that lead nowhere
    (gaps, unknown targets) and those that would close a cycle are left out. Raises `TooLarge`.
    """
    return _Unfolding(flow, most).run()


class _Unfolding:
    """Depth first over the states of a flow, children before parents, without recursion."""

    def __init__(self, flow: Flow, most: int) -> None:
        self.flow, self.left = flow, most
        self.branches, self.work = MOST_BRANCHES, Budget(MOST_WORK)
        self.made: dict[State, Node | None] = {}
        self.shared: dict[tuple[object, ...], Node] = {}
        self.parts: dict[State, list[tuple[Answer, State]]] = {}

    def run(self) -> Node | None:
        start = self.flow.initial()
        stack = [start]
        while stack:
            state = stack[-1]
            if state in self.made:
                stack.pop()
                continue
            if state not in self.parts:
                self.left -= 1
                if self.left < 0:
                    raise TooLarge
                self._pay(state)
                self.parts[state] = list(self._open(state))
                # A state that is being made already lies on the way here: a cycle.
                stack += [
                    one
                    for _, one in reversed(self.parts[state])
                    if one not in self.made and one not in self.parts
                ]
                continue
            self.made[stack.pop()] = self._make(state)
        return self.made[start]

    def _pay(self, state: State) -> None:
        try:
            self.work.spend(self.flow.cost(state, parts=True))
        except SearchExhausted:
            raise TooLarge from None

    def _open(self, state: State) -> Iterator[tuple[Answer, State]]:
        here = self.flow.at(state)
        if isinstance(here, Question):
            yield from self.flow.parts(state)
            if here.unknown:
                yield Answer(str(UNKNOWN), None, Span(1, 0)), self.flow.leads(here.unknown)

    def _make(self, state: State) -> Node | None:
        here = self.flow.at(state)
        if isinstance(here, Outcome):
            return self._share((here.id,), OutcomeNode(here))
        if here is None:
            return None
        branches = [
            _branch(answer, node, isinstance(self.flow, TableFlow))
            for answer, after in self.parts[state]
            if (node := self.made.get(after))
        ]
        if isinstance(self.flow, TableFlow) and here.axis.measure:
            branches = list(_merged(branches))
        if not branches:
            return None
        self.branches -= len(branches)
        if self.branches < 0:
            raise TooLarge
        key = tuple((one.id, one.span, one.lower, one.upper, id(one.node)) for one in branches)
        return self._share((here.id, key), QuestionNode(here, tuple(branches), here.today))

    def _share(self, key: tuple[object, ...], node: Node) -> Node:
        return self.shared.setdefault(key, node)


def _branch(answer: Answer, node: Node, of_table: bool) -> Branch:
    if answer.span.empty:
        return Branch(str(UNKNOWN), None, node)
    lower = _edge(answer.limits, ("from", "above"))
    upper = _edge(answer.limits, ("below", "up_to"))
    return Branch(answer.id or None, answer.label, node, answer.span, lower, upper)


def _edge(limits: Iterable[Limit], words: tuple[Word, Word]) -> Edge | None:
    found = [limit for limit in limits if limit.word in words]
    names = tuple(limit.threshold for limit in found if limit.threshold)
    return Edge(found[0].word, found[0].value, names) if found else None


def _merged(branches: Iterable[Branch]) -> Iterator[Branch]:
    """Ranges that touch and lead to the same place are one."""
    held: Branch | None = None
    for one in branches:
        if held and held.node is one.node and held.span and one.span:
            span = Span(held.span.low, one.span.high)
            held = Branch(None, None, held.node, span, held.lower, one.upper)
        else:
            if held:
                yield held
            held = one
    if held:
        yield held


def nodes(root: Node) -> list[Node]:
    """Every node once, parents before children."""
    order: list[Node] = []
    seen: set[int] = set()
    stack: list[tuple[Node, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            if isinstance(node, QuestionNode):
                stack += [(one.node, False) for one in node.branches]
    return order[::-1]


def walks(flow: Flow) -> Iterator[str]:
    """One line a walk, in the order of the questions' answers.

    ``couvert=non montant=500..4999.99 -> commande``. Raises `TooLarge` as `unfold` does, and behind the
    first lines when there are very many: they are made one by one.
    """
    root, asked = unfold(flow), 0
    stack: list[tuple[Node, tuple[str, ...]]] = [(root, ())] if root else []
    while stack:
        node, so_far = stack.pop()
        if isinstance(node, OutcomeNode):
            asked += 1 + len(so_far)
            if asked > MOST_WALKED:
                raise TooLarge
            yield " ".join((*so_far, f"-> {node.outcome.id}"))
        else:
            for branch in reversed(node.branches):
                text = f"{node.question.id}={node.shown(branch)}"
                stack.append((branch.node, (*so_far, text)))
