"""Decisions have one answer for every case, and what leans on them holds; the proof is the engine's."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from playbook.decisions import Flow, analyse, compile_decision, parse_given
from playbook.decisions.budget import DECISION, PLAYBOOK, Budget
from playbook.decisions.flow import Question
from playbook.decisions.prove.examples import failed_examples
from playbook.diagnostics import Diagnostic, Related, diagnostic
from playbook.diagnostics.codes import Severity
from playbook.linking.playbook import Playbook
from playbook.linking.references import references_of
from playbook.model.decisions import Example
from playbook.model.texts import Line
from playbook.source import Path
from playbook.suggest import Nearest, suggestion
from playbook.validation.entry import Entry


def decisions_are_whole(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A decision leaves no case without an answer, and none with two; its examples hold."""
    budget, figures = Budget(PLAYBOOK), playbook.figures
    for entry in playbook.entries["decisions"].values():
        if _has_its_bounds(playbook, entry):
            found = analyse(entry.fields, entry.node, playbook.thresholds, figures, budget)
            yield from _once(tuple(found))


def _has_its_bounds(playbook: Playbook, decision: Entry) -> bool:
    """A bound nobody knows is said where it stands: what else would follow from it is not true."""
    bounds = (one.id for one in references_of(decision) if one.kind == "thresholds")
    return all(playbook.get("thresholds", bound) for bound in bounds)


def _once(found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """An outcome that no walk reaches cannot be tested either: that is said once."""
    wrong = {one.place.line for one in found if one.severity is Severity.ERROR}
    for one in found:
        if one.code != "untested-outcome" or one.place.line not in wrong:
            yield one


def cases_come_where_they_say(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """The walk of a case answers questions of its decision, and comes to what it expects."""
    flows: dict[str, Flow] = {}
    budget, nearest = Budget(DECISION), Nearest()
    for entry in playbook.entries["cases"].values():
        walk = entry.fields.walk
        decision = playbook.get("decisions", walk.decision) if walk else None
        if walk is None or decision is None or not _has_its_bounds(playbook, decision):
            continue
        if decision.id not in flows:
            flows[decision.id] = _flow(playbook, decision)
        flow = flows[decision.id]
        refused = tuple(_refused(playbook, flow, entry, ("walk", "given"), walk.given, nearest))
        yield from refused
        if walk.expect not in flow.outcomes:
            place = entry.place(("walk", "expect"))
            hint = suggestion(walk.expect, flow.outcomes, nearest, ("expect", decision.id))
            message = f'no outcome "{walk.expect}" in decision:{decision.id}'
            yield diagnostic("unknown-target", place, message, hint)
        elif not refused:
            case = Example(case=Line(entry.id), given=walk.given, expect=walk.expect)
            for one in failed_examples(replace(flow, examples=(case,)), playbook.figures, budget):
                place = entry.place(("walk", *one.path[2:]))
                related = (Related(said, decision.place(path)) for said, path in one.related)
                yield diagnostic(one.code, place, one.message, one.hint, related)


def perimeters_settle_what_is_asked(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What a perimeter settles is answered as the decision on the home page asks it."""
    start = playbook.settings.home.start
    decision = playbook.get("decisions", start) if start else None
    if decision is not None and _has_its_bounds(playbook, decision):
        flow, nearest = _flow(playbook, decision), Nearest()
        for entry in playbook.entries["perimeters"].values():
            yield from _refused(playbook, flow, entry, ("given",), entry.fields.given, nearest)


def who_does_not_know_goes_on(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """Whoever cannot answer the first question of the decision on the home page has a way on."""
    start = playbook.settings.home.start
    decision = playbook.get("decisions", start) if start else None
    if decision is not None and _has_its_bounds(playbook, decision):
        flow = _flow(playbook, decision)
        first = flow.at(flow.initial())
        if isinstance(first, Question) and first.unknown is None and not first.today:
            where = "inputs" if decision.fields.form == "table" else "questions"
            what = "row" if decision.fields.form == "table" else "question or outcome"
            message = f'who does not know what to answer to "{first.id}" goes no further'
            hint = f"add a line « unknown: » and the {what} that says whom to ask"
            place = decision.place((where, first.id), of_key=True)
            yield diagnostic("question-without-unknown", place, message, hint)


def _flow(playbook: Playbook, decision: Entry) -> Flow:
    return compile_decision(decision.fields, playbook.thresholds, playbook.figures)


def _refused(
    playbook: Playbook,
    flow: Flow,
    entry: Entry,
    path: Path,
    given: Mapping[str, str],
    nearest: Nearest,
) -> Iterator[Diagnostic]:
    """What is given, at `path` of `entry`, and is no answer to a question of `flow`."""
    for one in parse_given(flow, given, playbook.figures, True, nearest).refused:
        place = entry.place((*path, one.key), of_key=not one.known)
        code = "outside-domain" if one.known else "unknown-target"
        yield diagnostic(code, place, one.message, one.hint)
