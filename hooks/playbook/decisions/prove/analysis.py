"""The analysis of one decision: exact, and said all at once."""

from collections.abc import Iterator

from playbook import source
from playbook.decisions.budget import DECISION, Budget
from playbook.decisions.compile.decision import Flow, compile_decision
from playbook.decisions.compile.ranges import Thresholds
from playbook.decisions.flow import Problem
from playbook.decisions.prove.examples import example_problems
from playbook.decisions.prove.questions import question_problems
from playbook.decisions.prove.table import table_problems
from playbook.decisions.prove.tree import tree_problems
from playbook.decisions.tree_flow import TreeFlow
from playbook.diagnostics import Diagnostic
from playbook.figures.writing import Figures
from playbook.model.decisions import Table, Tree
from playbook.words import REFERENCE, load_words


def analyse(
    decision: Tree | Table,
    node: source.Node,
    thresholds: Thresholds,
    figures: Figures | None = None,
    budget: Budget | None = None,
) -> Iterator[Diagnostic]:
    """Everything wrong with a decision, each finding at its place in the entry's `node`.

    `thresholds` holds every threshold's value by id; `figures` writes the amounts and dates that
    are said (French unless given); `budget` is that of the whole playbook. With no error every case
    has exactly one answer.
    """
    figures = figures or load_words(REFERENCE, "EUR")
    flow = compile_decision(decision, thresholds, figures)
    for problem in problems(flow, figures, Budget(DECISION, budget)):
        yield problem.diagnostic(node)


def problems(flow: Flow, figures: Figures, budget: Budget | None = None) -> Iterator[Problem]:
    """The findings by their paths, in the order of the checks."""
    budget = budget or Budget(DECISION)
    yield from flow.problems
    if isinstance(flow, TreeFlow):
        yield from tree_problems(flow, figures, budget)
    else:
        yield from table_problems(flow, figures, budget)
    yield from question_problems(flow, budget)
    yield from example_problems(flow, figures, budget)
