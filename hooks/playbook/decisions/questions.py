"""What is checked of the questions of trees and tables alike: none too many, none twice."""

from collections import defaultdict
from collections.abc import Iterator

from playbook.decisions.compiling import Flow
from playbook.decisions.flow import Path, Problem
from playbook.decisions.table import TableFlow
from playbook.decisions.trees import cycles, reached
from playbook.decisions.unfold import Branch, Node, QuestionNode, TooLarge, nodes, unfold

MOST_ANSWERS = 7
LONGEST_WALK = 9


def question_problems(flow: Flow) -> Iterator[Problem]:
    """Everything about questions, whatever the form."""
    yield from too_many_answers(flow)
    yield from repeated_questions(flow)
    yield from long_walks(flow)


def question_path(flow: Flow, name: str) -> Path:
    return ("inputs" if isinstance(flow, TableFlow) else "questions", name)


def too_many_answers(flow: Flow) -> Iterator[Problem]:
    """`too-many-answers`: a question offers at most seven. Of a table's amounts one is typed."""
    for asked in flow.questions.values():
        if len(asked.answers) > MOST_ANSWERS:
            message = f'"{asked.id}" offers {len(asked.answers)} answers, more than {MOST_ANSWERS}'
            hint = "group them, or ask in two steps"
            yield Problem("too-many-answers", question_path(flow, asked.id), message, hint, True)


def repeated_questions(flow: Flow) -> Iterator[Problem]:
    """`repeated-question`: no walk asks the same words twice."""
    by_words = defaultdict(list)
    for asked in flow.questions.values():
        by_words[" ".join(asked.ask.casefold().split())].append(asked.id)
    for names in by_words.values():
        for later in names if len(names) > 1 else ():
            first = next(
                (one for one in names if one != later and _follows(flow, one, later)), None
            )
            if first:
                related = (("it is asked here first", question_path(flow, first)),)
                message = f'"{later}" asks what "{first}" has asked already'
                hint = "ask once, or say what is different"
                path = question_path(flow, later)
                yield Problem("repeated-question", path, message, hint, True, related)


def _follows(flow: Flow, first: str, later: str) -> bool:
    """Whether one walk asks both, in this order."""
    if isinstance(flow, TableFlow):
        names = list(flow.questions)
        return names.index(first) < names.index(later)
    beginning = flow.start and first in reached(flow, (flow.start,))
    return bool(beginning) and later in reached(flow, (first,))


def long_walks(flow: Flow) -> Iterator[Problem]:
    """`long-walk`: no walk asks more than nine questions. The longest one is shown.

    A decision that unfolds into more than a page can hold is `analysis-skipped`.
    """
    if len(flow.questions) <= LONGEST_WALK and not isinstance(flow, TableFlow):
        return
    if not isinstance(flow, TableFlow) and next(cycles(flow), None):
        return
    if isinstance(flow, TableFlow) and not flow.sound:
        return
    try:
        root = unfold(flow)
    except TooLarge:
        path: Path = ("rows",) if isinstance(flow, TableFlow) else ("questions",)
        message = "its questions unfold into more steps than a page can show"
        hint = "use fewer inputs or rows, or split the decision"
        yield Problem("analysis-skipped", path, message, hint, of_key=True)
        return
    walk = longest(root) if root else []
    asked = [(node, branch) for node, branch in walk if not node.on_request]
    if len(asked) > LONGEST_WALK:
        shown = " ".join(f"{node.question.id}={node.shown(branch)}" for node, branch in walk)
        message = f"this walk asks {len(asked)} questions, more than {LONGEST_WALK}: {shown}"
        hint = "split the decision, or ask first what settles most cases"
        tenth = asked[LONGEST_WALK][0].question.id
        yield Problem("long-walk", question_path(flow, tenth), message, hint, of_key=True)


def longest(root: Node) -> list[tuple[QuestionNode, Branch]]:
    """The walk that asks most questions; a date on request does not count."""
    length: dict[int, int] = {}
    best: dict[int, Branch] = {}
    for node in reversed(nodes(root)):
        if isinstance(node, QuestionNode):
            best[id(node)] = max(node.branches, key=lambda one: length[id(one.node)])
            length[id(node)] = length[id(best[id(node)].node)] + (not node.on_request)
        else:
            length[id(node)] = 0
    walk = []
    while isinstance(root, QuestionNode):
        branch = best[id(root)]
        walk.append((root, branch))
        root = branch.node
    return walk
