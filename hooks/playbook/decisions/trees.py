"""What is checked of a tree. Every check is a generator; its docstring is the rule."""

from collections.abc import Iterator, Mapping

from playbook.decisions.axis import UNKNOWN
from playbook.decisions.cells import Cells
from playbook.decisions.flow import Path, Problem, Question
from playbook.decisions.partition import Part, Partition, partition_problems
from playbook.decisions.phrases import Figures
from playbook.decisions.tree import TreeFlow

Step = tuple[str, str, str]
"""A question, the answer to it (as in a walk), and where that leads."""


def tree_problems(flow: TreeFlow, figures: Figures) -> Iterator[Problem]:
    """Everything about questions and where they lead."""
    yield from range_problems(flow, figures)
    yield from dead_ends(flow)
    yield from cycles(flow)
    yield from unreachable(flow)
    yield from idle_questions(flow)


def range_problems(flow: TreeFlow, figures: Figures) -> Iterator[Problem]:
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
        yield from partition_problems(Partition("answer", (asked,), parts, cells, root), figures)


def dead_ends(flow: TreeFlow) -> Iterator[Problem]:
    """`dead-end`: a question has an answer."""
    for asked in flow.questions.values():
        if not asked.answers and asked.sound is (asked.axis.measure is not None):
            message = f'the question "{asked.id}" has no answer: a walk ends there without outcome'
            path = ("questions", asked.id)
            yield Problem("dead-end", path, message, "write its answers", of_key=True)


def steps(flow: TreeFlow, asked: Question) -> Iterator[tuple[Step, Path]]:
    """The steps a walk can take from a question, each with the place of its target."""
    root: Path = ("questions", asked.id)
    for answer in asked.answers:
        if answer.go:
            text = asked.axis.span_text(answer.span)
            yield (asked.id, text, answer.go), (*root, "answers", answer.id, "go")
    if asked.unknown:
        yield (asked.id, str(UNKNOWN), asked.unknown), (*root, "unknown")


def reached(flow: TreeFlow) -> Mapping[str, tuple[Step, ...]]:
    """Every question and outcome a walk comes to, with the shortest walk to it."""
    if flow.start is None:
        return {}
    found: dict[str, tuple[Step, ...]] = {flow.start: ()}
    queue = [flow.start]
    for name in queue:
        if name in flow.questions:
            for step, _ in steps(flow, flow.questions[name]):
                if step[2] not in found:
                    found[step[2]] = (*found[name], step)
                    queue.append(step[2])
    return found


def unreachable(flow: TreeFlow) -> Iterator[Problem]:
    """`unreachable-question`, `unreachable-outcome`: a walk from the start comes to each.

    A tree with a target that does not exist is not blamed for what lies behind it.
    """
    if any(problem.code == "unknown-target" for problem in flow.problems):
        return
    known = reached(flow)
    for kind, ids in (("question", flow.questions), ("outcome", flow.outcomes)):
        for name in ids:
            if name not in known:
                message = f'no walk comes to the {kind} "{name}"'
                hint = "let an answer go there, or delete it"
                yield Problem(f"unreachable-{kind}", (f"{kind}s", name), message, hint, of_key=True)


def cycles(flow: TreeFlow) -> Iterator[Problem]:
    """`cycle`: every walk ends. One that cannot is shown, from the start and once around."""
    known = reached(flow)
    done: set[str] = set()
    for root in known:
        path: list[str] = []
        stack = [(root, iter(()), False)] if False else [root]
        del path, stack
        yield from _cycles_from(flow, root, known, done)


def _cycles_from(
    flow: TreeFlow, root: str, known: Mapping[str, tuple[Step, ...]], done: set[str]
) -> Iterator[Problem]:
    """Depth first from `root`, without recursion: a tree may be deep."""
    if root in done or root not in flow.questions:
        return
    walk: list[Step] = []
    open_steps = [steps(flow, flow.questions[root])]
    names = [root]
    while open_steps:
        following = next(open_steps[-1], None)
        if following is None:
            open_steps.pop()
            done.add(names.pop())
            if walk:
                walk.pop()
            continue
        step, path = following
        target = step[2]
        if target in names:
            around = [*walk[names.index(target) :], step]
            shown = " → ".join(f"{name}={text}" for name, text, _ in [*known[target], *around])
            message = f"this walk never ends: {shown} → {target}"
            hint = "lead this answer to a question that comes later, or to an outcome"
            yield Problem("cycle", path, message, hint)
        elif target in flow.questions and target not in done:
            walk.append(step)
            names.append(target)
            open_steps.append(steps(flow, flow.questions[target]))


def idle_questions(flow: TreeFlow) -> Iterator[Problem]:
    """`idle-question`: at least two answers of a question lead to different places."""
    for asked in flow.questions.values():
        targets = list(flow.targets(asked))
        whole = asked.sound and len(targets) == len(asked.answers) + bool(asked.unknown)
        if asked.answers and whole and len(set(targets)) == 1:
            message = f'whatever is answered, "{asked.id}" leads to "{targets[0]}"'
            hint = "delete the question, or let an answer lead elsewhere"
            yield Problem("idle-question", ("questions", asked.id), message, hint, of_key=True)
