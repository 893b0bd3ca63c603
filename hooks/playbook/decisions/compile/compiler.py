"""What compiling a tree and a table have in common."""

import re
from collections.abc import Collection, Iterable

from playbook.decisions.axis import UNKNOWN, Axis
from playbook.decisions.compile.ranges import Reader, Thresholds
from playbook.decisions.flow import Answer, Path, Problem, Question
from playbook.figures.reading import amount, calendar_day
from playbook.figures.writing import Figures
from playbook.model import decisions as model
from playbook.suggest import Nearest, suggestion

_POWER = re.compile(r"\d+e\d+")


class Compiler:
    """Takes down the problems found on the way."""

    def __init__(self, thresholds: Thresholds, figures: Figures) -> None:
        self.problems: list[Problem] = []
        self.nearest = Nearest()
        self.meant: set[str] = set()
        self.say = self.problems.append
        self.read = Reader(thresholds, self.say, figures)

    def target(self, name: str | None, known: Collection[str], path: Path, what: str) -> str | None:
        """`name` where it exists; a problem where it does not."""
        if name is None or name in known:
            return name
        self.meant.update(filter(None, [self.nearest.near(name, what, known)]))
        hint = suggestion(name, known, self.nearest, what)
        self.say(Problem("unknown-target", path, f'no {what} "{name}"', hint))
        return None

    def unmeasured(self, path: Path) -> None:
        """A question with bounds that does not say what is measured: all else follows from that."""
        hint = f'add a line « measure: money » below "{path[-1]}", or number, or date'
        self.say(Problem("missing-field", path, 'the field "measure" is missing', hint, True))

    def question(
        self,
        asked: model.Question | model.Input,
        path: Path,
        axis: Axis,
        answers: Iterable[Answer],
        unknown: str | None,
        sound: bool,
    ) -> Question:
        name, answers = str(path[-1]), tuple(answers)
        for answer in answers if asked.measure else ():
            self._is_no_value(answer.id, (*path, "answers", answer.id))
        offered = asked.unknown is not None or asked.measure is not None
        if offered and str(UNKNOWN) in (answer.id for answer in answers):
            message = f'"{UNKNOWN}" is what « I do not know » is called in addresses'
            where = (*path, "answers" if isinstance(asked, model.Question) else "choices")
            self.say(
                Problem("wrong-value", (*where, str(UNKNOWN)), message, "rename this answer", True)
            )
        return Question(
            id=name,
            ask=asked.ask or name.replace("-", " ").capitalize(),
            axis=axis,
            help=asked.help,
            answers=answers,
            unknown=unknown,
            today=asked.default == "today" and asked.measure == "date",
            unit=asked.unit,
            basis=asked.basis,
            tax=asked.tax,
            sound=sound,
        )

    def _is_no_value(self, name: str, path: Path) -> None:
        """A range may be answered by its id: then an id that is a figure would be two answers."""
        what = "a date" if calendar_day(name) else "a figure"
        if calendar_day(name) or amount(name) is not None or _POWER.fullmatch(name):
            message = f'"{name}" is the id of an answer, and reads as {what}'
            self.say(Problem("wrong-value", path, message, "rename it, as « petit »", True))

    def examples(self, decision: model.Tree | model.Table, known: Collection[str]) -> None:
        """Examples name questions, outcomes and rows that exist."""
        questions = decision.inputs if isinstance(decision, model.Table) else decision.questions
        result = "row" if isinstance(decision, model.Table) else "outcome"
        for index, example in enumerate(decision.examples):
            self.target(example.expect, known, ("examples", index, "expect"), result)
            for name in example.given:
                if name not in questions:
                    path = ("examples", index, "given", name)
                    hint = suggestion(name, questions, self.nearest, "given")
                    self.say(Problem("unknown-target", path, f'no question "{name}"', hint, True))
