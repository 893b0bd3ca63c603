"""Examples are run, and outcomes are held to have an example and somebody to answer for them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from playbook.decisions.budget import SEARCH, Budget, SearchExhausted
from playbook.decisions.compile.decision import Flow
from playbook.decisions.flow import Outcome, Path, Problem, Question, State
from playbook.decisions.phrases import stretch
from playbook.decisions.table_flow import TableFlow
from playbook.decisions.tree_flow import TreeFlow
from playbook.decisions.walk.answering import Step, answer_text, next_step, parse_given
from playbook.figures.writing import Figures
from playbook.model.scalars import Ref
from playbook.suggest import Nearest


def example_problems(flow: Flow, figures: Figures, budget: Budget) -> Iterator[Problem]:
    """Everything about examples and outcomes."""
    yield from failed_examples(flow, figures, budget)
    yield from untested_outcomes(flow)
    yield from outcomes_without_owner(flow)


def failed_examples(
    flow: Flow, figures: Figures, budget: Budget | None = None
) -> Iterator[Problem]:
    """`failed-example`: every example comes to the outcome it expects; no date is taken from today.

    `outside-domain`: what an example gives can be answered so.
    """
    search, nearest = Budget(SEARCH, budget), Nearest()
    for index, example in enumerate(flow.examples):
        root: Path = ("examples", index)
        written = {str(k): str(v) for k, v in example.given.items()}
        given = parse_given(flow, written, figures, True, nearest)
        for one in given.refused:
            if one.known:
                path = (*root, "given", one.key)
                yield Problem("outside-domain", path, one.message, one.hint)
        if given.refused or example.expect not in flow.outcomes or not _sound(flow):
            continue
        step = next_step(flow, given.values)
        try:
            search.spend(sum(flow.cost(state) for state in step.states))
        except SearchExhausted:
            message = f"no example from the {index + 1}th on was tried: it would take too long"
            hint = "keep fewer examples, or split the decision"
            yield Problem("analysis-skipped", root, message, hint, of_key=True)
            return
        if _unreadable(step):
            continue
        if not isinstance(step.reached, Outcome) or step.reached.id != example.expect:
            yield _failed(flow, str(example.expect), step, (*root, "expect"), figures)


def _sound(flow: Flow) -> bool:
    return isinstance(flow, TreeFlow) or flow.sound


def _unreadable(step: Step) -> bool:
    """Whether the walk stops at something reported already: an unread range, an unknown target."""
    return step.reached is None or (isinstance(step.reached, Question) and not step.reached.sound)


def _failed(flow: Flow, expected: str, step: Step, path: Path, figures: Figures) -> Problem:
    walk = " ".join(f"{name}={answer_text(flow, name, value)}" for name, value in step.path)
    related = ((f'"{expected}"', outcome_path(flow, expected)),)
    if isinstance(step.reached, Question):
        asked = step.reached.id
        message = f'"{expected}" is expected, and the walk stops at the question "{asked}": {walk}'
        hint = f'add "{asked}" to what is given'
        return Problem("failed-example", path, message, hint, False, related)
    came = step.reached.id if step.reached else ""
    message = f'"{expected}" is expected, and the walk comes to "{came}": {walk} -> {came}'
    return Problem(
        "failed-example", path, message, _left(flow, expected, step, figures), False, related
    )


def _left(flow: Flow, expected: str, step: Step, figures: Figures) -> str:
    """Where the walk left the expected outcome, and what would have led there."""
    leads = _leading(flow, expected)
    for (name, value), before, after in zip(step.path, step.states, step.states[1:], strict=False):
        if leads(before) and not leads(after):
            axis = flow.questions[name].axis
            needed = " or ".join(
                stretch(axis, answer.span, figures)
                for answer, state in flow.parts(before)
                if leads(state)
            )
            given = axis.shown(value, figures)
            wanted = needed or "another answer"
            return f'they part at "{name}": {given} is given, "{expected}" needs {wanted}'
    return f'no answer leads from here to "{expected}"'


def _leading(flow: Flow, outcome: str) -> Callable[[State], bool]:
    """Whether a walk from a state can come to `outcome`."""
    if isinstance(flow, TableFlow):
        row = 1 << next(r for r, row in enumerate(flow.rows) if row.id == outcome)
        return lambda state: bool(flow.possible(state) & row)
    sources: dict[str, list[str]] = defaultdict(list)
    for asked in flow.questions.values():
        for target in flow.targets(asked):
            sources[target].append(asked.id)
    leading = {outcome}
    queue = [outcome]
    while queue:
        new = [one for one in sources[queue.pop()] if one not in leading]
        leading.update(new)
        queue += new
    return lambda state: state.node in leading


def outcome_path(flow: Flow, name: str) -> Path:
    """Where an outcome or a row stands."""
    return _outcome_paths(flow)[name]


def _outcome_paths(flow: Flow) -> Mapping[str, Path]:
    if isinstance(flow, TableFlow):
        # Of two rows of one id the first is meant.
        return {row.id: ("rows", r, "id") for r, row in reversed([*enumerate(flow.rows)])}
    return {name: ("outcomes", name) for name in flow.outcomes}


def untested_outcomes(flow: Flow) -> Iterator[Problem]:
    """`untested-outcome`: every outcome and row is expected by an example."""
    tested = {example.expect for example in flow.examples}
    paths = _outcome_paths(flow)
    for name in flow.outcomes:
        if name not in tested:
            message = f'no example expects "{name}"'
            hint = "add a case of which everybody knows that it ends there"
            yield Problem("untested-outcome", paths[name], message, hint, of_key=True)


def outcomes_without_owner(flow: Flow) -> Iterator[Problem]:
    """`outcome-without-owner`: somebody answers for every outcome.

    The owner of the outcome or of the decision, or a role its outputs name.
    """
    if flow.owned:
        return
    paths = _outcome_paths(flow)
    for name, outcome in flow.outcomes.items():
        data = (one for value in outcome.then.values() for one in _each(value))
        if not outcome.owner and not any(
            isinstance(one, Ref) and one.kind == "roles" for one in data
        ):
            message = f'nobody answers for "{name}"'
            hint = "give it, or the decision, an owner (the id of a role)"
            yield Problem("outcome-without-owner", paths[name], message, hint, of_key=True)


def _each(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)
