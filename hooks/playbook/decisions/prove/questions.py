"""What is checked of the questions of trees and tables alike: none too many, none twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from playbook.decisions.budget import SEARCH, Budget, SearchExhausted
from playbook.decisions.compile.decision import Flow
from playbook.decisions.flow import Path, Problem, Question, State
from playbook.decisions.prove.tree import cycles, reached
from playbook.decisions.table_flow import TableFlow
from playbook.decisions.tree_flow import TreeFlow
from playbook.decisions.walk.unfold import Branch, QuestionNode, nodes, unfold

MOST_ANSWERS = 7
LONGEST_WALK = 9
MOST_STATES = 2000
"""States of a table looked at for a long walk, about half a second."""


def question_problems(flow: Flow, budget: Budget) -> Iterator[Problem]:
    """Everything about questions, whatever the form."""
    yield from too_many_answers(flow)
    yield from repeated_questions(flow, budget)
    yield from long_walks(flow, budget)


def question_path(flow: Flow, name: str) -> Path:
    return ("inputs" if isinstance(flow, TableFlow) else "questions", name)


def too_many_answers(flow: Flow) -> Iterator[Problem]:
    """`too-many-answers`: a question offers at most seven. Of a table's amounts one is typed."""
    for asked in flow.questions.values():
        if len(asked.answers) > MOST_ANSWERS:
            message = f'"{asked.id}" offers {len(asked.answers)} answers, more than {MOST_ANSWERS}'
            hint = "group them, or ask in two steps"
            yield Problem("too-many-answers", question_path(flow, asked.id), message, hint, True)


def repeated_questions(flow: Flow, budget: Budget) -> Iterator[Problem]:
    """`repeated-question`: no walk asks the same words twice."""
    by_words = defaultdict(list)
    for asked in flow.questions.values():
        by_words[" ".join(asked.ask.casefold().split())].append(asked.id)
    search = Budget(SEARCH, budget)
    begun = reached(flow, (flow.start,)) if isinstance(flow, TreeFlow) and flow.start else {}
    try:
        for names in by_words.values():
            names = names if isinstance(flow, TableFlow) else [one for one in names if one in begun]
            before = _before(flow, names, search) if len(names) > 1 else {}
            for later in names:
                first = next((one for one in before.get(later, ()) if one != later), None)
                if first:
                    yield _repeated(flow, first, later)
    except SearchExhausted:
        message = "it could not be proved that no walk asks the same words twice"
        hint = "ask each question in words of its own, or split the decision"
        yield Problem("analysis-skipped", question_path(flow, "")[:1], message, hint, of_key=True)


def _repeated(flow: Flow, first: str, later: str) -> Problem:
    related = (("it is asked here first", question_path(flow, first)),)
    message = f'"{later}" asks what "{first}" has asked already'
    hint = "ask once, or say what is different"
    return Problem("repeated-question", question_path(flow, later), message, hint, True, related)


def _before(flow: Flow, names: Sequence[str], budget: Budget) -> dict[str, list[str]]:
    """Per question, the first two of `names` from which a walk comes to it: one may be itself.

    With two known of a question nothing behind it is looked at again: it has the same two.
    """
    if isinstance(flow, TableFlow):
        return {
            later: list(names[:1]) for later in names
        }  # asked in the order in which they are listed
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        queue = [name]
        while queue:
            asked = flow.questions[queue.pop()]
            for target in flow.targets(asked):
                budget.spend(1)
                before = found[target]
                if target in flow.questions and len(before) < 2 and name not in before:
                    before.append(name)
                    queue.append(target)
    return found


def long_walks(flow: Flow, budget: Budget) -> Iterator[Problem]:
    """`long-walk`: no walk asks more than nine questions. One that does is shown."""
    if len(flow.questions) <= LONGEST_WALK:
        return
    try:
        walk = (
            _long_in_table(flow, Budget(SEARCH, budget))
            if isinstance(flow, TableFlow)
            else _longest_in_tree(flow)
        )
    except SearchExhausted:
        message = f"it could not be proved that no walk asks more than {LONGEST_WALK} questions"
        hint = "use fewer inputs, or split the decision"
        yield Problem("analysis-skipped", ("inputs",), message, hint, of_key=True)
        return
    asked = [step for step in walk if not flow.questions[step[0]].today]
    if len(asked) > LONGEST_WALK:
        shown = " ".join(f"{name}={answer}" for name, answer in walk)
        message = f"this walk asks more than {LONGEST_WALK} questions: {shown}"
        hint = "split the decision, or ask first what settles most cases"
        path = question_path(flow, asked[LONGEST_WALK][0])
        yield Problem("long-walk", path, message, hint, of_key=True)


def _longest_in_tree(flow: TreeFlow) -> list[tuple[str, str]]:
    """The walk that asks most questions, a date that is today's not counted."""
    root = (
        None if next(cycles(flow), None) else unfold(flow, len(flow.questions) + len(flow.outcomes))
    )
    length: dict[int, int] = {}
    best: dict[int, Branch] = {}
    for node in reversed(nodes(root) if root else []):
        if isinstance(node, QuestionNode):
            best[id(node)] = max(node.branches, key=lambda one: length[id(one.node)])
            length[id(node)] = length[id(best[id(node)].node)] + (not node.on_request)
        else:
            length[id(node)] = 0
    walk = []
    while isinstance(root, QuestionNode):
        branch = best[id(root)]
        walk.append((root.question.id, root.shown(branch)))
        root = branch.node
    return walk


def _long_in_table(flow: TableFlow, budget: Budget) -> list[tuple[str, str]]:
    """A walk that asks too many questions, up to the one too many; empty when none does.

    Depth first, the states with most questions open before the others: a long walk is found soon,
    and what has too few left is not looked at. Raises `SearchExhausted`.
    """
    stack: list[tuple[State, int, tuple[tuple[str, str], ...]]] = [(flow.initial(), 0, ())]
    seen: dict[State, int] = {}
    while stack and flow.sound:
        state, count, walk = stack.pop()
        here = flow.at(state)
        if count > LONGEST_WALK:
            return list(walk)
        if not isinstance(here, Question) or seen.get(state, -1) >= count:
            continue
        seen[state] = count
        if len(seen) > MOST_STATES:
            raise SearchExhausted
        budget.spend(flow.cost(state, parts=True))
        after = count + (not here.today)
        stack += sorted(
            (
                (left, after, (*walk, (here.id, here.axis.span_text(answer.span))))
                for answer, left in flow.parts(state)
                if after + _open(left) > LONGEST_WALK
            ),
            key=lambda one: _open(one[0]),
        )
    return []


def _open(state: State) -> int:
    return max((world.open.bit_count() for world in state.worlds), default=0)
