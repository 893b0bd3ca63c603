"""A decision in form of a tree, drawn as one."""

from collections.abc import Sequence

from playbook.decisions import Flow
from playbook.decisions.tree_flow import TreeFlow
from playbook.decisions.walk.unfold import Node, OutcomeNode, nodes
from playbook.pages.listed import Item
from playbook.pictures.layered import layered
from playbook.pictures.tree import Drawing, Part, outline

_MOST_BOXES = 40
"""Of a tree with more nobody sees anything at a glance: its list says what follows what."""

_WIDEST = 33
"""The width in rem of a text on a screen of 60 em: a drawing that is wider is scrolled."""


def drawings(flow: Flow, root: Node | None, lists: Sequence[Item]) -> tuple[Drawing, ...]:
    """A tree that is listed as one, drawn for a phone, and before it for a wide screen where it fits there.

    None of a table, nor of what is large.
    """
    if root is None or not isinstance(flow, TreeFlow) or len(lists) != 1:
        return ()
    order = nodes(root)
    if len(order) > _MOST_BOXES:
        return ()
    places = {id(node): place for place, node in enumerate(order)}
    part = _part(lists[0], places)
    if part.size > _MOST_BOXES:
        return ()
    wide = layered(part, _WIDEST)
    return (outline(part),) if wide is None else (wide, outline(part))


def _part(item: Item, places: dict[int, int]) -> Part:
    place = places[id(item.node)]
    if isinstance(item.node, OutcomeNode):
        return Part(place, item.node.outcome.title, item.anchor, ends=True)
    answers = tuple((label, _part(child, places)) for _, label, child in item.answers)
    return Part(place, item.node.question.ask, item.anchor, answers, again=item.again)
