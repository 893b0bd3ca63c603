"""The page of a decision: its questions as a nested list, its outcomes, its rows, its examples.

The list is the decision for those who have no script, who print, who listen; the script walks the
same graph, handed over as JSON.
"""

from dataclasses import dataclass, field

from playbook.decisions import compile_decision, unfold
from playbook.decisions.walk.unfold import Branch, Node, OutcomeNode, QuestionNode, TooLarge
from playbook.edition import Seen
from playbook.pages import entries
from playbook.pages.needs import families
from playbook.pages.page import Page
from playbook.pages.renderer import Renderer, address
from playbook.pages.stairs import Drawer
from playbook.pages.walker import walk_data
from playbook.pages.wording import Wording
from playbook.upkeep.in_force import in_force

MOST_NESTED = 40
"""Questions inside one another in one list. What follows is a list of its own below it: a browser keeps
512 elements inside one another, nobody reads as many."""


@dataclass(slots=True)
class Item:
    """A question or an outcome in the nested list; `again` when it is listed elsewhere."""

    node: Node
    anchor: str
    again: bool = False
    answers: list[tuple[Branch, str, "Item"]] = field(default_factory=list)


def page(renderer: Renderer, entry: Seen) -> Page:
    view = renderer.view
    flow = compile_decision(entry.fields, view.thresholds(), renderer.words)
    try:
        root = unfold(flow)
    except TooLarge:
        root = None
    if isinstance(root, OutcomeNode):
        root = None  # one outcome whatever the case: there is nothing to ask
    wording = Wording(renderer, flow)
    anchors: dict[int, str] = {}
    bought = families(renderer, entry)
    values = {
        "entry": entry,
        "flow": flow,
        "stairs": Drawer(renderer).of_decision(entry, flow, root),
        "lists": _lists(wording, root, anchors) if root is not None else [],
        # Who writes one tries it before it decides anything.
        "walkable": root is not None and (view.preview or in_force(entry.fields, view.day)),
        "data": walk_data(entry, wording, root, anchors, bought) if root is not None else None,
        "bought": bought if root is not None else [],
        "contact": view.find(view.settings.contact.role) if view.settings.contact else None,
        "outcomes": [(one, tuple(wording.says(one))) for one in flow.outcomes.values()],
        "rows": list(wording.rows()),
        "regimes": list(wording.regimes()),
    }
    return entries.assemble(
        renderer, entry, renderer.sections("decision", address(entry), **values)
    )


def _lists(wording: Wording, root: Node, anchors: dict[int, str]) -> list[Item]:
    """The graph as nested lists: a part that several answers lead to is listed once, then referred to.

    Fills `anchors` with the anchor of each question, by the identity of its node.
    """
    used: dict[str, int] = {}

    def make(node: Node) -> Item:
        if isinstance(node, OutcomeNode):
            return Item(node, f"outcome-{node.outcome.id}")
        if id(node) in anchors:
            return Item(node, anchors[id(node)], again=True)
        name = node.question.id
        used[name] = used.get(name, 0) + 1
        # Two hyphens, which no id holds: "a-2" may be a question of its own.
        anchors[id(node)] = f"question-{name}" + (f"--{used[name]}" if used[name] > 1 else "")
        return Item(node, anchors[id(node)])

    lists = [make(root)]
    for first in lists:  # which grows meanwhile
        open_ = [(first, 1)]
        while open_:
            item, depth = open_.pop()
            if item.again or not isinstance(item.node, QuestionNode):
                continue
            for branch in item.node.branches:
                child = make(branch.node)
                deep = depth == MOST_NESTED and isinstance(child.node, QuestionNode)
                if deep and not child.again:
                    lists.append(child)
                    child = Item(child.node, child.anchor, again=True)
                item.answers.append((branch, wording.answer(item.node.question, branch), child))
            open_ += [(child, depth + 1) for _, _, child in reversed(item.answers)]
    return lists
