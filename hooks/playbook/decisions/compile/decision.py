"""From a decision as it is written to one that can be proved and walked."""

from playbook.decisions.compile.ranges import Thresholds
from playbook.decisions.compile.table import TableCompiler
from playbook.decisions.compile.tree import TreeCompiler
from playbook.decisions.table_flow import TableFlow
from playbook.decisions.tree_flow import TreeFlow
from playbook.figures.writing import Figures
from playbook.model.decisions import Table, Tree

Flow = TreeFlow | TableFlow


def compile_decision(decision: Tree | Table, thresholds: Thresholds, figures: Figures) -> Flow:
    """The decision with its bounds resolved, its values typed and its targets looked up.

    `thresholds` holds every threshold's value by id. What does not fit is in the flow's `problems`,
    which say its figures as `figures` writes them, and left out of it, except thresholds nobody knows,
    which linking reports; nothing is raised.
    """
    if isinstance(decision, Tree):
        return TreeCompiler(decision, thresholds, figures).flow()
    return TableCompiler(decision, thresholds, figures).flow()
