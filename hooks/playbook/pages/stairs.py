"""The stairs of a decision's thresholds: from which amount how many quotes, how many days, whose approval."""

from collections.abc import Callable
from typing import NamedTuple

from playbook.decisions import Flow, compile_decision, unfold
from playbook.decisions.walk.unfold import Node, OutcomeNode, TooLarge
from playbook.edition import Seen
from playbook.pages.renderer import Renderer
from playbook.pages.stairs_rows import Rows, Stairs
from playbook.pages.wording import Wording
from playbook.pictures.stairs import Flight, flights
from playbook.upkeep.in_force import in_force

_MOST_CASES = 6
"""So many flights of one decision are drawn: who has more of them reads its table."""


class Compiled(NamedTuple):
    """A decision, its graph, and its flights for the edition's day."""

    flow: Flow
    root: Node | None
    flights: tuple[Flight, ...]


class Drawer:
    """Draws the stairs of the decisions of one edition."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer

    def of_decision(self, entry: Seen, flow: Flow, root: Node | None) -> tuple[Stairs, ...]:
        """Every flight of a decision, the one that says most first."""
        if root is None or isinstance(root, OutcomeNode):
            return ()
        rows = Rows(entry, Wording(self.renderer, flow))
        found = flights(root, self.renderer.view.day)
        best = max(found, key=lambda one: _tells(one), default=None)
        ordered = sorted(found, key=lambda one: one is not best)
        return tuple(rows.drawn(one) for one in ordered[:_MOST_CASES])

    def of_rule(self, rule: Seen) -> tuple[Stairs, ...]:
        """The flight of the decision that a rule rests on whose answers name the rule most often."""
        decision = self.renderer.view.find(rule.fields.decided_by)
        if decision is None:
            return ()
        find = self.renderer.view.find
        return self._best(
            [decision],
            lambda flight: sum(find(one) is rule for end in flight.ends for one in end.rules),
        )

    def of_threshold(self, threshold: Seen) -> tuple[Stairs, ...]:
        """The flight that a threshold bounds."""
        from_ = self.renderer.view.pointed_from(threshold)
        bounded = [one for one in from_ if one.kind == "decisions"]
        get = self.renderer.view.get
        return self._best(
            bounded,
            lambda flight: any(get("thresholds", one) is threshold for one in flight.thresholds),
            threshold,
        )

    def of_thresholds(self) -> tuple[Stairs, ...]:
        """The flight that most thresholds bound."""
        decisions = self.renderer.view.of_kind("decisions").values()
        return self._best(list(decisions), lambda one: len(one.thresholds))

    def _best(
        self, decisions: list[Seen], fits: Callable[[Flight], int], here: Seen | None = None
    ) -> tuple[Stairs, ...]:
        found = [
            (entry, compiled.flow, flight)
            for entry in decisions
            for compiled in [self._compiled(entry)]
            for flight in compiled.flights
            if fits(flight)
        ]
        if not found:
            return ()
        entry, flow, flight = max(found, key=lambda one: (fits(one[2]), _tells(one[2])))
        return (Rows(entry, Wording(self.renderer, flow), here).drawn(flight),)

    def _compiled(self, entry: Seen) -> Compiled:
        found: Compiled = self.renderer.view.remembered(
            self.renderer.compiled, entry.id, lambda: self._compile(entry)
        )
        return found

    def _compile(self, entry: Seen) -> Compiled:
        view = self.renderer.view
        flow = compile_decision(entry.fields, view.thresholds(), self.renderer.words)
        if not (view.preview or in_force(entry.fields, view.day)):
            return Compiled(flow, None, ())
        try:
            root = unfold(flow)
        except TooLarge:
            root = None
        found = flights(root, view.day) if root is not None else ()
        return Compiled(flow, root, found)


def _tells(flight: Flight) -> int:
    """How much its steps differ in what they say."""
    said: dict[str, set[object]] = {}
    for end in flight.ends:
        for name, value in end.then.items():
            said.setdefault(name, set()).add(value)
    return sum(map(len, said.values()))
