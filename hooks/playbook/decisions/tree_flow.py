"""A tree of questions, ready to be walked."""

from collections.abc import Iterator
from dataclasses import dataclass

from playbook.decisions.flow import Answer, Decided, Outcome, Question, State


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeFlow(Decided):
    """Questions that lead to one another and to outcomes."""

    start: str | None
    """The first question; None when the tree names none that exists."""
    meant: frozenset[str] = frozenset()
    """What mistyped targets seem to mean."""

    def initial(self) -> State:
        return State(self.start or "")

    def at(self, state: State) -> Question | Outcome | None:
        return self.questions.get(state.node) or self.outcomes.get(state.node)

    def after(self, state: State, number: int) -> State | None:
        answers = self.questions[state.node].answers
        found = next((one for one in answers if number in one.span), None)
        return State(found.go or "") if found else None

    def parts(self, state: State) -> Iterator[tuple[Answer, State]]:
        for answer in self.questions[state.node].answers:
            yield answer, State(answer.go or "")

    def cost(self, state: State, parts: bool = False) -> int:
        asked = self.questions.get(state.node)
        return 1 + (len(asked.answers) if asked else 0)

    def leads(self, target: str) -> State:
        return State(target)

    def targets(self, question: Question) -> Iterator[str]:
        """Where a question leads: the ids that exist, « je ne sais pas » included."""
        for answer in question.answers:
            if answer.go:
                yield answer.go
        if question.unknown:
            yield question.unknown
