"""A decision asked from outside a page: by its id, with answers written as text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from playbook.decisions import Flow, compile_decision, next_step, parse_given, walks
from playbook.decisions.axis import UNKNOWN
from playbook.decisions.flow import Question
from playbook.decisions.walk.answering import Step
from playbook.diagnostics import Diagnostic
from playbook.diagnostics.codes import Severity
from playbook.environment import CallError
from playbook.figures.writing import Figures
from playbook.folder.file_names import LANGUAGE
from playbook.linking.playbook import Playbook
from playbook.linking.references import references_of
from playbook.source import lines_of
from playbook.suggest import closest
from playbook.upkeep.in_force import standing
from playbook.validation.entry import Entry


def in_the_way(
    playbook: Playbook, name: str, found: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """The errors among `found` for which the decision of that id answers nothing.

    They stand in what is written of it, or of a threshold that it uses; errors elsewhere do not
    change what it says.
    """
    decision = playbook.get("decisions", name)
    if decision is None and not playbook.broken & {("decisions", name), ("decisions", "")}:
        return ()
    used = {("decisions", decision.id if decision else name)}
    if decision is not None:
        bounds = (one for one in references_of(decision) if one.kind == "thresholds")
        known = ((one.id, playbook.get("thresholds", one.id)) for one in bounds)
        used |= {("thresholds", entry.id if entry else bound) for bound, entry in known}
    return tuple(
        one
        for one in found
        if one.severity is Severity.ERROR
        and any(_is_of(one, kind, of, playbook.get(kind, of)) for kind, of in used)
    )


def _is_of(one: Diagnostic, kind: str, name: str, entry: Entry | None) -> bool:
    """Whether a fault stands in what is written of an entry, which may be too wrong to be read."""
    at = one.place
    if re.search(rf"(?:^|/){kind}/{re.escape(name)}(?:\.{LANGUAGE})?\.yml$", at.file):
        return True
    if not re.search(rf"(?:^|/){kind}(?:\.{LANGUAGE})?\.yml$", at.file):
        return False
    if entry is None:
        return True
    if at[:2] == entry.top[:2]:
        return True
    written = (entry.node, *(one.node for one in entry.translations.values()))
    return any(at.line in lines_of(node, at.file) for node in written)


def decides_nothing(playbook: Playbook, name: str, today: date) -> str:
    """Why a decision decides nothing today; empty where it does."""
    entry = playbook.get("decisions", name)
    stands = standing(entry.fields, today) if entry is not None else "approved"
    if stands in ("draft", "in-review"):
        return f'note: "{name}" is not approved: it decides nothing yet'
    if stands == "to-come":
        return f'note: "{name}" is not in force yet: it decides nothing today'
    if stands in ("over", "retired"):
        return f'note: "{name}" is no longer in force: it decides nothing today'
    return ""


def flow_of(playbook: Playbook, name: str) -> Flow:
    """The decision of that id, ready to be walked; raises `CallError` when there is none."""
    entry = playbook.get("decisions", name)
    if entry is None:
        near = closest(name, list(playbook.entries["decisions"]))
        known = f'did you mean "{near}"?' if near else ", ".join(playbook.entries["decisions"])
        raise CallError(f'no decision "{name}": {known}')
    return compile_decision(entry.fields, playbook.thresholds, playbook.figures)


def given_of(words: Sequence[str]) -> dict[str, str]:
    """``["couvert=non"]`` as ``{"couvert": "non"}``; raises `CallError` for a word without ``=``."""
    given = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not value:
            raise CallError(f'"{word}": write an answer as question=answer, as montant=12000')
        given[name] = value
    return given


def answer(flow: Flow, given: Mapping[str, str], today: date, figures: Figures) -> Step:
    """What `given` leads to; raises `CallError` for an answer the decision does not know."""
    parsed = parse_given(flow, given, figures)
    if parsed.refused:
        raise CallError("\n".join(f"{one.message}: {one.hint}" for one in parsed.refused))
    return next_step(flow, parsed.values, today)


def lines(flow: Flow, step: Step, figures: Figures) -> Iterator[str]:
    """What was found, for a reader of the command line."""
    for name, value in step.path:
        yield f"{flow.questions[name].ask} {flow.questions[name].axis.shown(value, figures)}"
    if isinstance(step.reached, Question):
        asked = step.reached
        choices = [answer.id for answer in asked.answers] + [str(UNKNOWN)] * bool(asked.unknown)
        yield f"? {asked.ask}"
        yield f"  {asked.id}= {' | '.join(choices) if asked.answers else f'({asked.axis.measure})'}"
    elif step.reached is not None:
        yield f"→ {step.reached.title}"
        for name, said in step.reached.then.items():
            output = flow.outputs[name]
            items = said if isinstance(said, tuple) else (said,)
            shown = (
                one if isinstance(one, str) else figures.figure(one, output.measure)
                for one in items
            )
            yield f"  {output.label}: {', '.join(shown)}"


__all__ = ["answer", "flow_of", "given_of", "lines", "walks"]
