"""From a tree as it is written to one that can be proved and walked."""

from types import MappingProxyType

from playbook.decisions.axis import Axis, Span
from playbook.decisions.compile.compiler import Compiler
from playbook.decisions.compile.outputs import typed
from playbook.decisions.compile.ranges import Thresholds
from playbook.decisions.flow import Answer, Outcome, Path, Problem, Question
from playbook.decisions.tree_flow import TreeFlow
from playbook.figures.writing import Figures
from playbook.model import decisions as model

_BOUNDS = ("from", "above", "below", "up_to")


class TreeCompiler(Compiler):
    def __init__(self, tree: model.Tree, thresholds: Thresholds, figures: Figures) -> None:
        super().__init__(thresholds, figures)
        self.tree = tree
        self.known = dict.fromkeys((*tree.questions, *tree.outcomes))

    def flow(self) -> TreeFlow:
        tree = self.tree
        for name in tree.outcomes:
            if name in tree.questions:
                path = ("outcomes", name)
                message = f'"{name}" is a question too: nobody knows which is meant'
                related = (("the question", ("questions", name)),)
                self.say(Problem("duplicate-id", path, message, "rename one", True, related))
        start = self.target(tree.start, tree.questions, ("start",), "question")
        questions = {str(name): self.asked(name, one) for name, one in tree.questions.items()}
        outcomes = {
            str(name): Outcome(
                id=name,
                title=one.title,
                advice=one.advice,
                then=typed(
                    tree.outputs, one.then, ("outcomes", name, "then"), self.say, self.nearest
                ),
                rules=one.rules,
                owner=one.owner,
                on_contract=bool(one.on_contract),
            )
            for name, one in tree.outcomes.items()
        }
        self.examples(tree, tree.outcomes)
        return TreeFlow(
            questions=MappingProxyType(questions),
            outcomes=MappingProxyType(outcomes),
            outputs=tree.outputs,
            examples=tree.examples,
            problems=tuple(self.problems),
            owned=tree.owner is not None,
            start=start,
            meant=frozenset(self.meant),
        )

    def asked(self, name: str, one: model.Question) -> Question:
        path: Path = ("questions", name)
        choices = () if one.measure else tuple(map(str, one.answers))
        if choices and all(map(_is_bounded, one.answers.values())):
            self.unmeasured(path)
            axis, sound = Axis(choices=choices, last=len(choices) - 1), False
        else:
            axis, sound = self.read.axis(one, choices, path)
        answers = [
            self.answer(str(key), answer, rank, axis, path, sound)
            for rank, (key, answer) in enumerate(one.answers.items())
        ]
        known = [answer for answer in answers if answer]
        unknown = self.target(one.unknown, self.known, (*path, "unknown"), "question or outcome")
        return self.question(one, path, axis, known, unknown, sound and known == answers)

    def answer(
        self, key: str, one: model.Answer, rank: int, axis: Axis, path: Path, sound: bool
    ) -> Answer | None:
        at = (*path, "answers", key)
        go = self.target(one.go, self.known, (*at, "go"), "question or outcome")
        if axis.measure is not None:
            found = self.read.span(one, axis, str(path[-1]), at)
            return Answer(key, one.label, found[0], found[1], go) if found else None
        for word in _BOUNDS if sound else ():
            if _bound(one, word) is not None:
                message = f'"{word}" is for what is measured, and "{path[-1]}" has choices'
                hint = f'write "measure" in "{path[-1]}", or delete it'
                self.say(Problem("wrong-shape", (*at, word), message, hint, True))
        if sound and one.label is None:
            hint = "write what the reader chooses, as « Oui »"
            self.say(Problem("missing-field", at, f'"{key}" has no label', hint, True))
        return Answer(key, one.label, Span(rank, rank), (), go)


def _bound(one: model.Answer, word: str) -> object:
    return getattr(one, "since" if word == "from" else word)


def _is_bounded(one: model.Answer) -> bool:
    return any(_bound(one, word) is not None for word in _BOUNDS)
