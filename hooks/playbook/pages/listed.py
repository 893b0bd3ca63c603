"""The questions of a decision as nested lists: what pages print, and what its picture is drawn from."""

from dataclasses import dataclass, field

from playbook.decisions.walk.unfold import Branch, Node, OutcomeNode, QuestionNode
from playbook.pages.wording import Wording

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


def listed(wording: Wording, root: Node, anchors: dict[int, str]) -> list[Item]:
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
