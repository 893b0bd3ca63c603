"""From a table as it is written to one that can be proved and walked."""

from collections.abc import Iterator
from types import MappingProxyType

from playbook.decisions.axis import Axis, Span
from playbook.decisions.cells import Cells
from playbook.decisions.compile.compiler import Compiler
from playbook.decisions.compile.outputs import typed
from playbook.decisions.compile.ranges import Thresholds, choice_spans, unknown_choice
from playbook.decisions.flow import Answer, Condition, Outcome, Path, Problem, Question
from playbook.decisions.table_flow import Row, TableFlow, cuts_of
from playbook.figures.writing import Figures
from playbook.model import decisions as model
from playbook.suggest import suggestion

MOST_INPUTS = 64
"""A table's columns are walked by recursion; nobody answers as many questions."""


class TableCompiler(Compiler):
    def __init__(self, table: model.Table, thresholds: Thresholds, figures: Figures) -> None:
        super().__init__(thresholds, figures)
        self.table = table
        self.sound = True
        self.ranks: dict[str, dict[str, int]] = {}
        self.row_ids = dict.fromkeys(str(row.id) for row in table.rows)

    def flow(self) -> TableFlow:
        table = self.table
        if len(table.inputs) > MOST_INPUTS:
            message = f"a table of more than {MOST_INPUTS} inputs is not analysed"
            hint = "split the decision in two"
            self.say(Problem("analysis-skipped", ("inputs",), message, hint, True))
            self.sound = False
        named = list(table.inputs.items())[:MOST_INPUTS]
        inputs = tuple(self.asked(str(name), one) for name, one in named)
        questions = {one.id: one for one in inputs}
        rows = tuple(self.rows(questions))
        outcomes = {
            str(row.id): Outcome(
                id=row.id,
                title=row.title,
                advice=row.advice,
                then=typed(
                    table.outputs, row.then, ("rows", index, "then"), self.say, self.nearest
                ),
                rules=row.rules,
                on_contract=bool(row.on_contract),
            )
            for index, row in enumerate(table.rows)
        }
        self.examples(table, self.row_ids)
        return TableFlow(
            questions=MappingProxyType(questions),
            outcomes=MappingProxyType(outcomes),
            outputs=table.outputs,
            examples=table.examples,
            problems=tuple(self.problems),
            owned=table.owner is not None,
            policy=table.policy,
            rows=rows,
            inputs=inputs,
            cuts=cuts_of(inputs, rows),
            cells=Cells.of([one.axis for one in inputs], [_spans(row, inputs) for row in rows]),
            sound=self.sound and all(one.sound for one in inputs),
        )

    def asked(self, name: str, one: model.Input) -> Question:
        path: Path = ("inputs", name)
        ranges = (isinstance(row.when.get(name), model.Range) for row in self.table.rows)
        if one.choices is None and one.measure is None and any(ranges):
            self.unmeasured(path)
        elif one.choices is None and one.measure is None:
            message = f'"{name}" has neither "choices" nor "measure"'
            hint = "write « choices: » and its answers, or « measure: » and money, number or date"
            self.say(Problem("missing-field", path, message, hint, True))
        elif one.choices is not None and one.measure is not None:
            message = f'"{name}" has both "choices" and "measure"'
            self.say(
                Problem("wrong-shape", (*path, "choices"), message, "keep one of the two", True)
            )
        elif one.choices is not None and not one.choices:
            message = f'"{name}" cannot be answered: it has no choices'
            self.say(Problem("dead-end", (*path, "choices"), message, "write its choices", True))
        choices = {} if one.measure else one.choices or {}
        axis, sound = self.read.axis(one, tuple(map(str, choices)), path)
        answers = (
            Answer(str(choice), label, Span(rank, rank))
            for rank, (choice, label) in enumerate(choices.items())
        )
        unknown = self.target(one.unknown, self.row_ids, (*path, "unknown"), "row")
        return self.question(one, path, axis, answers, unknown, sound)

    def rows(self, questions: dict[str, Question]) -> Iterator[Row]:
        unknown = {one.unknown for one in questions.values() if one.unknown}
        first: dict[str, int] = {}
        for index, row in enumerate(self.table.rows):
            if first.setdefault(row.id, index) != index:
                related = (("it stands here already", ("rows", first[row.id], "id")),)
                message = f'two rows are called "{row.id}"'
                at = ("rows", index, "id")
                self.say(Problem("duplicate-id", at, message, "rename one", False, related))
                self.sound = False
            when = {}
            for name, written in row.when.items():
                path = ("rows", index, "when", str(name))
                condition = self.condition(questions, str(name), written, path)
                if condition is None:
                    self.sound = False
                else:
                    when[str(name)] = condition
            # In a `unique` table a row without a condition would meet all others: it is meant for
            # those who do not know.
            aside = self.table.policy == "unique" and not row.when and row.id in unknown
            yield Row(str(row.id), MappingProxyType(when), aside)

    def condition(
        self, questions: dict[str, Question], name: str, written: model.Condition, path: Path
    ) -> Condition | None:
        question = questions.get(name)
        if question is None:
            if name not in self.table.inputs:
                hint = suggestion(name, questions, self.nearest, "input")
                self.say(Problem("unknown-target", path, f'no input "{name}"', hint, True))
            return None
        axis = question.axis
        if axis.measure is None and not axis.choices:
            return None  # how it can be answered is missing, and was said
        if isinstance(written, model.Range) != (axis.measure is not None):
            message = f'"{name}" is {"measured" if axis.measure else "a choice"}'
            hint = "write a range, as below: 5000" if axis.measure else "write one of its choices"
            self.say(Problem("wrong-shape", path, message, hint))
            return None
        if isinstance(written, model.Range):
            found = self.read.span(written, axis, name, path)
            return Condition((found[0],), found[1]) if found else None
        return self.chosen(name, written, axis, path)

    def chosen(
        self, name: str, written: str | tuple[str, ...], axis: Axis, path: Path
    ) -> Condition | None:
        if name not in self.ranks:
            self.ranks[name] = {one: rank for rank, one in enumerate(axis.choices)}
        ranks, numbers, sound = self.ranks[name], set(), True
        several = isinstance(written, tuple)
        for index, choice in enumerate(written if isinstance(written, tuple) else (written,)):
            if choice in ranks:
                numbers.add(ranks[choice])
            else:
                at = (*path, index) if several else path
                self.say(unknown_choice(choice, name, axis, at, self.nearest))
                sound = False
        if not numbers and sound:
            message = f'no value of "{name}" is listed: the row never holds'
            self.say(Problem("outside-domain", path, message, "list a choice, or delete the line"))
        return Condition(choice_spans(numbers)) if numbers and sound else None


def _spans(row: Row, inputs: tuple[Question, ...]) -> list[tuple[Span, ...]]:
    if row.aside:
        return [()] * len(inputs)
    return [row.when[one.id].spans if one.id in row.when else (one.axis.whole,) for one in inputs]
