"""The page of a decision: its questions as a nested list, its outcomes, its rows, its examples.

The list is the decision for those who have no script, who print, who listen; the script walks the
same graph, handed over as JSON.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from playbook.decisions import Flow, as_data, compile_decision, fingerprint, unfold
from playbook.decisions.flow import Datum, Outcome
from playbook.decisions.unfold import Branch, Edge, Node, OutcomeNode, QuestionNode, TooLarge, nodes
from playbook.links import threshold_values
from playbook.model.decisions import Range, Table
from playbook.model.scalars import Ref
from playbook.pages import entries
from playbook.pages.page import Page
from playbook.pages.renderer import Renderer, address
from playbook.pages.spans import span_words
from playbook.validate import Entry


class Said(NamedTuple):
    """One output of an outcome: its label, and its value as text or as entries."""

    id: str
    label: str
    text: str
    entries: tuple[Entry, ...]
    large: bool


@dataclass(slots=True)
class Item:
    """A question or an outcome in the nested list; `again` when it was listed already."""

    node: Node
    anchor: str
    again: bool = False
    answers: list[tuple[Branch, str, "Item"]] = field(default_factory=list)


def page(renderer: Renderer, entry: Entry) -> Page:
    flow = compile_decision(
        entry.fields, threshold_values(renderer.view.entries, renderer.view.aliases)
    )
    try:
        root = unfold(flow)
    except TooLarge:
        root = None
    writer = _Writer(renderer, entry, flow)
    values = {
        "entry": entry,
        "flow": flow,
        "tree": _list(writer, root) if root is not None else None,
        "walkable": root is not None and entry.fields.status == "approved",
        "data": writer.data(root) if root is not None else None,
        "outcomes": [(one, tuple(writer.says(one))) for one in flow.outcomes.values()],
        "rows": list(writer.rows()) if isinstance(entry.fields, Table) else [],
        "regimes": list(writer.regimes()),
    }
    return entries.assemble(
        renderer, entry, renderer.sections("decision", address(entry), **values)
    )


def _list(writer: "_Writer", root: Node) -> Item:
    """The graph as a list: a part that several answers lead to is listed once, then referred to."""
    used: dict[str, int] = {}
    listed: dict[int, Item] = {}

    def make(node: Node) -> Item:
        if isinstance(node, OutcomeNode):
            return Item(node, f"outcome-{node.outcome.id}")
        if id(node) in listed:
            return Item(node, listed[id(node)].anchor, again=True)
        name = node.question.id
        used[name] = used.get(name, 0) + 1
        item = Item(node, f"question-{name}" + (f"-{used[name]}" if used[name] > 1 else ""))
        listed[id(node)] = item
        return item

    first = make(root)
    open_ = [first]
    while open_:
        item = open_.pop()
        if item.again or not isinstance(item.node, QuestionNode):
            continue
        for branch in item.node.branches:
            item.answers.append((branch, writer.answer(item.node, branch), make(branch.node)))
        open_ += [child for _, _, child in reversed(item.answers)]
    return first


class _Writer:
    """A decision's values as its readers write them."""

    def __init__(self, renderer: Renderer, entry: Entry, flow: Flow) -> None:
        self.renderer, self.words = renderer, renderer.words
        self.entry, self.flow = entry, flow

    def answer(self, node: QuestionNode, branch: Branch) -> str:
        """An answer as it is offered: its label, its range in words, « je ne sais pas »."""
        if branch.unsure:
            return self.words("decision.unknown")
        if branch.label is not None:
            return branch.label
        return self.span(branch.lower, branch.upper, node.question.axis.measure, node.question.unit)

    def span(
        self, lower: Edge | None, upper: Edge | None, measure: str | None, unit: str | None
    ) -> str:
        low = (lower.word, self.figure(lower.value, measure, unit)) if lower else None
        high = (upper.word, self.figure(upper.value, measure, unit)) if upper else None
        return span_words(self.words, low, high)

    def figure(self, value: Any, measure: str | None, unit: str | None = None) -> str:
        if isinstance(value, date):
            return self.words.day(value)
        if measure == "money":
            return self.words.money(value)
        return self.words.number(value) + (f"\u00a0{unit}" if unit else "")

    def says(self, outcome: Outcome) -> Iterator[Said]:
        """What an outcome says, in the order of the decision's outputs."""
        for name, output in self.flow.outputs.items():
            value = outcome.then.get(name)
            if value is None or value == ():
                continue
            items = value if isinstance(value, tuple) else (value,)
            found = tuple(
                entry
                for one in items
                if isinstance(one, Ref) and (entry := self.renderer.view.find(one)) is not None
            )
            text = ", ".join(
                [entry.fields.title for entry in found]
                or [self.datum(one, output.measure) for one in items]
            )
            large = output.measure in ("number", "working-days", "money")
            yield Said(name, output.label, text, found, large)

    def datum(self, value: Datum, measure: str | None) -> str:
        if measure == "working-days" and isinstance(value, int):
            if not value:
                return self.words("decision.at_once")
            return self.words("unit.working-days", count=value)
        if isinstance(value, int | Decimal | date):
            return self.figure(value, measure)
        return str(value)

    def rows(self) -> Iterator[tuple[Outcome, list[str], tuple[Said, ...]]]:
        """A table's rows: the outcome, the condition on each input in words, what it says."""
        fields = self.entry.fields
        for row in fields.rows:
            conditions = [
                self.condition(fields.inputs[name], row.when.get(name)) for name in fields.inputs
            ]
            outcome = self.flow.outcomes[row.id]
            yield outcome, conditions, tuple(self.says(outcome))

    def condition(self, asked: Any, when: Any) -> str:
        if when is None:
            return self.words("decision.any")
        if not isinstance(when, Range):
            chosen = when if isinstance(when, tuple) else (when,)
            return ", ".join(asked.choices.get(one, one) for one in chosen)
        low = [("from", when.since), ("above", when.above)]
        high = [("below", when.below), ("up_to", when.up_to)]
        ends = [
            next(
                ((word, self.bound(value, asked)) for word, value in side if value is not None),
                None,
            )
            for side in (low, high)
        ]
        return span_words(self.words, ends[0], ends[1])

    def bound(self, value: Any, asked: Any) -> str:
        if isinstance(value, Ref):
            named = self.renderer.view.find(value)
            value = named.fields.value if named is not None else str(value)
        return self.figure(value, asked.measure, asked.unit)

    def regimes(self) -> Iterator[tuple[str, str]]:
        """When a decision changes with the date: each input that is a date, and its ranges."""
        fields = self.entry.fields
        if not isinstance(fields, Table):
            return
        for name, asked in fields.inputs.items():
            if asked.measure == "date":
                shown = {self.condition(asked, row.when.get(name)) for row in fields.rows}
                shown.discard(self.words("decision.any"))
                for one in sorted(shown):
                    yield asked.ask or name, one

    def data(self, root: Node) -> dict[str, object]:
        """The graph for the script, with the words it shows and the days nobody works."""
        data = as_data(root)
        for node, written in zip(nodes(root), data["nodes"], strict=True):  # type: ignore[call-overload]
            if isinstance(node, OutcomeNode):
                written["says"] = {one.id: one.text for one in self.says(node.outcome)}
            else:
                for branch, answer in zip(node.branches, written["answers"], strict=True):
                    answer["label"] = self.answer(node, branch)
        settings = self.renderer.view.settings
        contact = settings.contact
        return {
            **data,
            "id": self.entry.id,
            "fingerprint": fingerprint(self.flow),
            "outputs": {
                name: {"label": one.label, "stricter": one.stricter, "measure": one.measure}
                for name, one in self.flow.outputs.items()
            },
            "currency": settings.currency,
            "holidays": [day.isoformat() for day in settings.holidays],
            "contact": contact.mail if contact is not None else None,
            "since": _since(self.entry),
        }


def _since(entry: Entry) -> str | None:
    """The day from which the decision is what it is now."""
    effective, approval = entry.fields.effective, entry.fields.approval
    if effective is not None and effective.since is not None:
        return str(effective.since.isoformat())
    return str(approval.date.isoformat()) if approval is not None else None
