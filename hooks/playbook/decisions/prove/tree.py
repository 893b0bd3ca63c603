"""What is checked of a tree. Every check is a generator; its docstring is the rule."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from playbook.decisions.axis import UNKNOWN
from playbook.decisions.budget import Budget
from playbook.decisions.cells import Cells
from playbook.decisions.flow import Path, Problem, Question
from playbook.decisions.prove.partition import Part, Partition, partition_problems
from playbook.decisions.tree_flow import TreeFlow
from playbook.figures.writing import Figures

MOST_CYCLES = 100
"""A tree with more has a fault of another kind."""


class Step(NamedTuple):
    """A question, the answer to it (as a walk shows it), and where that leads."""

    question: str
    answer: str
    target: str


def tree_problems(flow: TreeFlow, figures: Figures, budget: Budget) -> Iterator[Problem]:
    """Everything about questions and where they lead."""
    yield from range_problems(flow, figures, budget)
    yield from dead_ends(flow)
    yield from cycles(flow)
    yield from unreachable(flow)
    yield from idle_questions(flow)


def range_problems(flow: TreeFlow, figures: Figures, budget: Budget) -> Iterator[Problem]:
    """`gap`, `overlap`: every value of a measured question has exactly one answer."""
    for asked in flow.questions.values():
        if asked.axis.measure is None or not asked.sound or not asked.answers:
            continue
        root: Path = ("questions", asked.id)
        parts = tuple(
            Part(answer.id, at, ((at, answer.limits),))
            for answer in asked.answers
            for at in [(*root, "answers", answer.id)]
        )
        cells = Cells.of([asked.axis], [[(answer.span,)] for answer in asked.answers])
        whole = Partition("answer", (asked,), parts, cells, root)
        yield from partition_problems(whole, figures, budget)


def dead_ends(flow: TreeFlow) -> Iterator[Problem]:
    """`dead-end`: a question has an answer."""
    for asked in flow.questions.values():
        if not asked.answers and (asked.sound or asked.axis.measure is None):
            message = f'the question "{asked.id}" has no answer: a walk stops there'
            path = ("questions", asked.id)
            yield Problem("dead-end", path, message, "write its answers", of_key=True)


def steps(asked: Question) -> Iterator[tuple[Step, Path]]:
    """The steps a walk can take from a question, each with the place of its target."""
    root: Path = ("questions", asked.id)
    for answer in asked.answers:
        if answer.go:
            text = asked.axis.span_text(answer.span)
            yield Step(asked.id, text, answer.go), (*root, "answers", answer.id, "go")
    if asked.unknown:
        yield Step(asked.id, str(UNKNOWN), asked.unknown), (*root, "unknown")


def reached(flow: TreeFlow, roots: Iterable[str]) -> dict[str, Step | None]:
    """Every question and outcome a walk from `roots` comes to, with the last step of the shortest."""
    found: dict[str, Step | None] = dict.fromkeys(roots)
    queue = list(found)
    for name in queue:
        if name in flow.questions:
            for step, _ in steps(flow.questions[name]):
                if step.target not in found:
                    found[step.target] = step
                    queue.append(step.target)
    return found


def walk_to(target: str, known: Mapping[str, Step | None]) -> list[Step]:
    """The shortest walk to what `reached` found."""
    walk: list[Step] = []
    step = known.get(target)
    while step:
        walk.append(step)
        step = known[step.question]
    return walk[::-1]


def unreachable(flow: TreeFlow) -> Iterator[Problem]:
    """`unreachable-question`, `unreachable-outcome`: a walk from the start comes to each.

    What a mistyped target seems to mean is not blamed too.
    """
    if flow.start is None:
        return
    known = reached(flow, (flow.start, *flow.meant))
    for kind, ids in (("question", flow.questions), ("outcome", flow.outcomes)):
        for name in ids:
            if name not in known:
                message = f'no walk comes to the {kind} "{name}"'
                hint = "let an answer go there, or delete it"
                yield Problem(f"unreachable-{kind}", (f"{kind}s", name), message, hint, of_key=True)


def cycles(flow: TreeFlow) -> Iterator[Problem]:
    """`cycle`: every walk ends. One that cannot is shown, from the start and once around."""
    if flow.start is None:
        return
    known = reached(flow, (flow.start,))
    # Depth first without recursion: a tree may be deep.
    walk: list[Step] = []
    depth = {flow.start: 0}
    waiting = [steps(flow.questions[flow.start])]
    done: set[str] = set()
    count = 0
    while waiting:
        step, path = next(waiting[-1], (None, ()))
        if step is None:
            waiting.pop()
            done.add(walk.pop().target if walk else flow.start)
            depth.popitem()
        elif step.target in depth and count == MOST_CYCLES:
            message = f"there are more walks without end than the {MOST_CYCLES} that are listed"
            yield Problem("analysis-skipped", ("questions",), message, "", of_key=True)
            return
        elif step.target in depth:
            count += 1
            around = [*walk_to(step.target, known), *walk[depth[step.target] :], step]
            shown = " ".join(f"{one.question}={one.answer}" for one in around)
            message = f"this walk never ends: {shown} -> {step.target}"
            hint = "lead this answer to a later question, or to an outcome"
            yield Problem("cycle", path, message, hint)
        elif step.target in flow.questions and step.target not in done:
            walk.append(step)
            depth[step.target] = len(walk)
            waiting.append(steps(flow.questions[step.target]))


def idle_questions(flow: TreeFlow) -> Iterator[Problem]:
    """`idle-question`: at least two answers of a question lead to different places."""
    for asked in flow.questions.values():
        targets = list(flow.targets(asked))
        whole = asked.sound and len(targets) == len(asked.answers) + bool(asked.unknown)
        if asked.answers and whole and len(set(targets)) == 1:
            message = f'whatever is answered, "{asked.id}" leads to "{targets[0]}"'
            hint = "delete the question, or let an answer lead elsewhere"
            yield Problem("idle-question", ("questions", asked.id), message, hint, of_key=True)
