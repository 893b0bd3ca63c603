"""The analysis of trees against brute force: small random trees, every walk tried.

The examples are the same in every run, and their kinds are counted.
"""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import product
from typing import Any

from hypothesis import given, settings
from playbook.decisions import as_data, next_step, unfold, walks
from playbook.decisions.axis import Value
from playbook.decisions.flow import Outcome, Problem
from playbook.decisions.prove.analysis import problems

from tests.decisions_helpers import FIGURES, compiled
from tests.decisions_strategies import EXAMPLES, Fields, answers, holds, trees
from tests.effort import examples, generated


def spans(asked: Fields) -> dict[str, set[int]]:
    """The values each answer of a measured question takes."""
    inputs = {"q0": {"measure": "number", "min": "0", "max": asked["max"]}}
    found = {}
    for name, answer in asked["answers"].items():
        when = {
            "q0": {word: bound for word, bound in answer.items() if word not in ("go", "label")}
        }
        found[name] = {
            n for n in range(int(asked["max"]) + 1) if holds(when, {"q0": str(n)}, inputs)
        }
    return found


def edges_of(fields: Fields, name: str) -> list[str]:
    asked = fields["questions"].get(name, {"answers": {}})
    more = [asked["unknown"]] if "unknown" in asked else []
    return [answer["go"] for answer in asked["answers"].values()] + more


def reach(fields: Fields, name: str) -> set[str]:
    """What can be come to from a node by at least one answer."""
    found: set[str] = set()
    queue = edges_of(fields, name)
    while queue:
        one = queue.pop()
        if one not in found:
            found.add(one)
            queue += edges_of(fields, one)
    return found


@generated
def test_trees() -> None:
    """Ranges, reachability, cycles and idle questions of random trees are told exactly."""
    kinds: Counter[str] = Counter()

    @settings(EXAMPLES, max_examples=examples(400))
    @given(trees())
    def check(fields: Fields) -> None:
        flow = compiled(fields)
        assert not flow.problems
        found = [one for one in problems(flow, FIGURES) if one.code != "untested-outcome"]
        by_code: dict[str, list[Problem]] = {}
        for one in found:
            by_code.setdefault(one.code, []).append(one)

        def blamed(code: str) -> set[str]:
            return {str(one.path[1]) for one in by_code.get(code, [])}

        asked, outcomes = fields["questions"], fields["outcomes"]
        known = {"q0"} | reach(fields, "q0")
        assert blamed("unreachable-question") == set(asked) - known
        assert blamed("unreachable-outcome") == set(outcomes) - known
        assert blamed("dead-end") == {n for n, q in asked.items() if not q["answers"]}
        idle = {n for n, q in asked.items() if q["answers"] and len(set(edges_of(fields, n))) == 1}
        assert blamed("idle-question") == idle
        check_ranges(asked, by_code)
        cyclic = {name for name in known if name in reach(fields, name)}
        assert bool(cyclic) == ("cycle" in by_code)
        for one in by_code.get("cycle", []):
            check_cycle(fields, one)
        errors = set(by_code) - {"idle-question"}
        if not errors:
            check_answers(fields, flow)
        kinds.update(set(by_code) or {"none"})
        kinds["no error"] += not errors
        kinds["trees"] += 1

    check()
    print(dict(kinds))
    for kind in (
        "gap",
        "overlap",
        "cycle",
        "unreachable-question",
        "unreachable-outcome",
        "dead-end",
        "idle-question",
        "no error",
    ):
        assert kinds[kind] >= kinds["trees"] / 5, kinds


def check_ranges(asked: Fields, by_code: Mapping[str, list[Problem]]) -> None:
    gaps: Counter[tuple[str, int]] = Counter()
    overlaps: Counter[tuple[str, str, str, int]] = Counter()
    for name, one in asked.items():
        if "measure" not in one or not one["answers"]:
            continue
        taken = spans(one)
        gaps.update((name, n) for n in set(range(int(one["max"]) + 1)) - set.union(*taken.values()))
        ids = list(taken)
        for later, second in enumerate(ids):
            for first in ids[:later]:
                overlaps.update((name, first, second, n) for n in taken[first] & taken[second])
    stated: Counter[tuple[str, int]] = Counter()
    for problem in by_code.get("gap", []):
        stated.update(stated_values(problem, asked))
    assert stated == gaps
    both: Counter[tuple[str, str, str, int]] = Counter()
    for problem in by_code.get("overlap", []):
        first, second = re.findall(r'"(a\d)"', problem.message)
        both.update((name, first, second, n) for name, n in stated_values(problem, asked))
    assert both == overlaps


def stated_values(problem: Problem, asked: Fields) -> list[tuple[str, int]]:
    message = problem.message.partition("«")[0]
    name = str(problem.path[1])
    found = re.search(rf"{name}=([^ :]+)", message)
    values = [str(n) for n in range(int(asked[name]["max"]) + 1)]
    return [(name, int(value)) for value in (answers(found[1], values) if found else values)]


def check_cycle(fields: Fields, problem: Problem) -> None:
    """The walk shown begins at the start, follows answers, and comes back to where it was."""
    shown, _, end = problem.message.partition(": ")[2].rpartition(" -> ")
    names = [step.partition("=")[0] for step in shown.split()]
    assert names[0] == "q0"
    assert end in names
    for name, after in zip(names, [*names[1:], end], strict=True):
        assert after in edges_of(fields, name)


def check_answers(fields: Fields, flow: Any) -> None:
    """Where nothing is wrong every set of answers comes to the outcome that its arrows lead to."""
    asked = fields["questions"]
    taken = {
        name: spans(one) if "measure" in one else {a: {i} for i, a in enumerate(one["answers"])}
        for name, one in asked.items()
    }
    for numbers in product(*({n for part in taken[name].values() for n in part} for name in asked)):
        point = dict(zip(asked, numbers, strict=True))
        name = "q0"
        while name in asked:
            answer = next(a for a, values in taken[name].items() if point[name] in values)
            name = asked[name]["answers"][answer]["go"]
        typed: dict[str, Value] = {
            question: flow.questions[question].axis.value(number)
            for question, number in point.items()
        }
        step = next_step(flow, typed)
        assert isinstance(step.reached, Outcome)
        assert step.reached.id == name


def test_forty_questions() -> None:
    """A tree of forty questions is analysed, unfolded and listed."""
    count = 40
    questions = {
        f"q{n}": {
            "ask": f"Question {n} ?",
            "answers": {
                "oui": {"label": "Oui", "go": f"q{n + 1}" if n + 1 < count else "fin"},
                "non": {"label": "Non", "go": f"q{n + 2}" if n + 2 < count else "autre"},
            },
        }
        for n in range(count)
    }
    fields = {
        "form": "tree",
        "owner": "achats",
        "start": "q0",
        "questions": questions,
        "outcomes": {"fin": {"title": "Fin"}, "autre": {"title": "Autre"}},
    }
    flow = compiled(fields)
    codes = {one.code for one in problems(flow, FIGURES)}
    assert codes == {"long-walk", "untested-outcome"}
    root = unfold(flow)
    assert root is not None
    assert len(as_data(root)["nodes"]) == count + 2  # type: ignore[arg-type]
    first = next(iter(walks(flow)))
    assert first.startswith("q0=oui q1=oui ")
    assert first.endswith(" -> fin")
