"""What search answers who types an amount: the steps of the decision that one begins with."""

import json

from playbook.decisions import compile_decision, unfold
from playbook.decisions.walk.unfold import TooLarge
from playbook.pages.renderer import Renderer
from playbook.pages.stairs import Drawer
from playbook.pages.stairs_rows import Row
from playbook.pages.written import address
from playbook.upkeep.in_force import in_force

_NOTHING = json.dumps({"steps": []})


def answers(renderer: Renderer) -> str:
    """The steps of its flight that says most, as JSON; no steps where the decision asks for no amount."""
    view, words = renderer.view, renderer.words
    start = view.find(view.settings.home.start)
    if start is None or not (view.preview or in_force(start.fields, view.day)):
        return _NOTHING
    flow = compile_decision(start.fields, view.thresholds(), words)
    try:
        flights = Drawer(renderer).of_decision(start, flow, unfold(flow))
    except TooLarge:
        return _NOTHING
    if not flights:
        return _NOTHING
    best = flights[0]
    asked = best.flight.asked
    steps = [
        {
            "low": row.step.low,
            "high": row.step.high,
            "range": row.range,
            "says": [
                words("search.says", label=label, value=value)
                for label, value in zip(best.columns, _said(row), strict=True)
                if value
            ],
        }
        for row in best.rows
    ]
    return json.dumps(
        {
            "address": f"{address(start)}?{asked.id}=",
            "tax": asked.tax,
            "taxed": words(f"tax.{asked.tax}") if asked.tax else "",
            "currency": view.settings.currency,
            "language": str(words.locale).replace("_", "-"),
            "given": " · ".join(f"{ask} {answer}" for ask, answer in best.given),
            "when": words("pictures.stairs.when"),
            "on": words("search.walk_on"),
            "steps": steps,
        },
        ensure_ascii=False,
    )


def _said(row: Row) -> list[str]:
    """What a step says of each column: a figure with its unit, or whom it names."""
    figures = [f"{one.figure} {one.unit}".strip() for one in row.values]
    return [*figures, *(", ".join(names) for names in row.cells)]
