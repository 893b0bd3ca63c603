"""The page of a decision: its questions as a nested list, its outcomes, its rows, its examples.

The list is the decision for those who have no script, who print, who listen; the script walks the
same graph, handed over as JSON.
"""

from playbook.decisions import compile_decision, unfold
from playbook.decisions.walk.unfold import OutcomeNode, TooLarge
from playbook.edition import Seen
from playbook.pages import entries
from playbook.pages.listed import listed
from playbook.pages.needs import families
from playbook.pages.page import Page
from playbook.pages.renderer import Renderer
from playbook.pages.stairs import Drawer
from playbook.pages.trees import drawings
from playbook.pages.walker import walk_data
from playbook.pages.wording import Wording
from playbook.pages.written import address
from playbook.upkeep.in_force import in_force


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
    lists = listed(wording, root, anchors) if root is not None else []
    bought = families(renderer, entry)
    values = {
        "entry": entry,
        "flow": flow,
        "stairs": Drawer(renderer).of_decision(entry, flow, root),
        "lists": lists,
        "trees": drawings(flow, root, lists),
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
