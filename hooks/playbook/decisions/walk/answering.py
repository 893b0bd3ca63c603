"""Answering: from what is given to the next question or to the outcome."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from playbook.decisions.axis import UNKNOWN, Axis, Unknown, Value
from playbook.decisions.compile.decision import Flow
from playbook.decisions.compile.outputs import as_json
from playbook.decisions.flow import Outcome, Question, State
from playbook.figures.meant import a_grouped_number
from playbook.figures.reading import amount, calendar_day, is_grouped, taxed, written_amount
from playbook.figures.writing import Figures, plain
from playbook.suggest import Nearest, suggestion

_UNSURE = frozenset({"unknown", "inconnu", "?"})


class Step(NamedTuple):
    """How far the answers lead."""

    reached: Question | Outcome | None
    """The next question, the outcome, or None where the decision has nothing to say."""
    path: tuple[tuple[str, Value], ...]
    """The questions answered on the way, in order; answers nobody asked for are not among them."""
    states: tuple[State, ...]
    """Where the walk stood before each answer, and at last."""


class Refusal(NamedTuple):
    """A given answer that cannot be taken: an unknown question, or an impossible answer."""

    key: str
    text: str
    known: bool
    """Whether the question exists."""
    message: str
    hint: str


class Given(NamedTuple):
    values: Mapping[str, Value]
    refused: tuple[Refusal, ...]


def next_step(flow: Flow, given: Mapping[str, Value], today: date | None = None) -> Step:
    """Walks as far as `given` (answers by question id) leads.

    `today` answers a date that is today's unless given; without it such a date is asked. An answer
    that is impossible is as good as none.
    """
    state, path, states = flow.initial(), dict[str, Value](), list[State]()
    while True:
        states.append(state)
        here = flow.at(state)
        if not isinstance(here, Question) or here.id in path:
            # A question that comes again closes a cycle: such a tree has nothing to say.
            reached = here if isinstance(here, Outcome) else None
            return Step(reached, tuple(path.items()), tuple(states))
        value = given.get(here.id, today if here.today else None)
        after = None if value is None else _after(flow, state, here, value)
        if value is None or after is None:
            return Step(here, tuple(path.items()), tuple(states))
        path[here.id] = value
        state = after


def _after(flow: Flow, state: State, here: Question, value: Value) -> State | None:
    if isinstance(value, Unknown):
        return flow.leads(here.unknown) if here.unknown else None
    number = number_of(here, value)
    return None if number is None else flow.after(state, number)


def number_of(question: Question, value: Value) -> int | None:
    """The number of an answer; a range may also be named by its id. None: no such answer."""
    if isinstance(value, str):
        return next((one.span.low for one in question.answers if one.id == value), None)
    dated = question.axis.measure == "date"
    if (
        question.axis.measure is None
        or isinstance(value, Unknown)
        or dated != isinstance(value, date)
    ):
        return None
    return question.axis.number(value)


def parse_given(
    flow: Flow,
    given: Mapping[str, str],
    figures: Figures,
    written: bool = False,
    nearest: Nearest | None = None,
) -> Given:
    """Answers as people type them or an address holds them, typed; and those refused.

    Choices, and the ranges of a tree, by their id; amounts and numbers as `amounts.amount` reads
    them; dates as ``2026-04-01`` or ``01/04/2026``; ``unknown`` where the author allows it. What is
    `written` in a playbook must not be in doubt: ``24.000`` is refused there, as everywhere else in
    YAML. `figures` knows the playbook's currency, and writes what refusals say; `nearest` is that of
    all that is given to `flow`.
    """
    nearest = nearest or Nearest()
    values: dict[str, Value] = {}
    refused = []
    for key, text in given.items():
        question = flow.questions.get(key)
        if question is None:
            hint = suggestion(key, flow.questions, nearest)
            refused.append(Refusal(key, text, False, f'no question "{key}"', hint))
            continue
        if question.axis.measure is None and not question.sound:
            continue  # how it can be answered is not known
        value = _value(question, str(text).strip(), written, figures.currency)
        if value is None or (value is not UNKNOWN and number_of(question, value) is None):
            refused.append(
                Refusal(key, text, True, *_refusal(question, text, value, figures, nearest))
            )
        else:
            values[key] = value
    return Given(values, tuple(refused))


def _value(question: Question, text: str, written: bool, currency: str) -> Value | None:
    if any(answer.id == text for answer in question.answers):
        return text
    if question.unknown and text.lower() in _UNSURE:
        return UNKNOWN
    if question.axis.measure == "date":
        return calendar_day(text)
    if question.axis.measure is None:
        return None
    return _written(text) if written else amount(text, currency, question.unit or "", question.tax)


def _written(text: str) -> Value | None:
    """An amount or a number as a playbook holds it, with any currency's sign: another check's matter."""
    if is_grouped(text):
        return None
    found = written_amount(text)
    return amount(text) if found is None else found


def _refusal(
    question: Question, text: str, value: Value | None, figures: Figures, nearest: Nearest
) -> tuple[str, str]:
    axis = question.axis
    if axis.measure is None:
        known = [answer.id for answer in question.answers]
        hint = suggestion(text, known, nearest, question.id)
        return f'"{question.id}" has no answer "{text}"', hint
    if value is None:
        example = {"money": "12 000,50", "number": "12", "date": "2026-04-01"}[axis.measure]
        kind = {"money": "amount", "number": "number", "date": "date"}[axis.measure]
        said = taxed(text)
        if question.tax and said and said != question.tax:
            return f'"{text}" is {_TAX[said]}', f"this question asks {_TAX[question.tax]}"
        hint = a_grouped_number(text) if is_grouped(text) else f"write it as {example}"
        return f'"{text}" is no {kind}', hint
    shown = axis.shown(value, figures)
    return f'"{question.id}" cannot be {shown}', f"it goes {_domain(axis, figures)}"


_TAX = {"excluded": "without tax", "included": "with tax"}


def _domain(axis: Axis, figures: Figures) -> str:
    low, step = axis.shown(axis.value(0), figures), figures.figure(axis.step, axis.measure)
    ends = axis.last is not None and axis.to_max
    high = f"to {axis.shown(axis.value(axis.last or 0), figures)}" if ends else "on"
    return f"from {low} {high} in steps of {step}"


def answer_text(flow: Flow, name: str, value: Value) -> str:
    """An answer as an address holds it."""
    return plain(value, flow.questions[name].axis.measure)


def decide(flow: Flow, given: Mapping[str, Value], today: date | None = None) -> dict[str, object]:
    """The answer as JSON: ``{"outcome": id, "path": [[question, answer], …], "then": {…}}``.

    While a question is open: ``{"question": id, "ask": …, "answers": [ids] or "measure": …,
    "path": …}``. Where the decision has nothing to say (it has errors): ``{"outcome": None, …}``.
    """
    return as_answer(flow, next_step(flow, given, today))


def as_answer(flow: Flow, step: Step) -> dict[str, object]:
    """How far the answers led, as `decide` says it."""
    path = [[name, answer_text(flow, name, value)] for name, value in step.path]
    if isinstance(step.reached, Question):
        asked = step.reached
        ids = [answer.id for answer in asked.answers]
        open_question: dict[str, object] = {"question": asked.id, "ask": asked.ask}
        if ids:
            open_question["answers"] = ids + [str(UNKNOWN)] * bool(asked.unknown)
        if asked.axis.measure:
            open_question["measure"] = asked.axis.measure
        return {**open_question, "path": path}
    if step.reached is None:
        return {"outcome": None, "path": path, "then": {}}
    return {"outcome": step.reached.id, "path": path, "then": as_json(step.reached.then)}
